import { useEffect, useState } from "react";

/** Ctrl-K or Cmd-K opens the palette; its code is fetched the first time it is wanted. */
export function usePalette() {
	const [open, setOpen] = useState(false);
	const [wanted, setWanted] = useState(false);

	useEffect(() => {
		function onKey(event: KeyboardEvent) {
			if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
			event.preventDefault();
			setWanted(true);
			setOpen((shown) => !shown);
		}
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, []);

	function show() {
		setWanted(true);
		setOpen(true);
	}
	return { open, setOpen, wanted, show };
}
