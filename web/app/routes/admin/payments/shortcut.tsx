import { useEffect, useEffectEvent } from "react";

/** A single key does it, unless something is being typed, a dialog is open or a modifier is held. */
export function useShortcut(key: string, act: () => void): void {
	const onKey = useEffectEvent((event: KeyboardEvent) => {
		if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
		const target = event.target instanceof Element ? event.target : null;
		if (target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return;
		if (document.querySelector("[role=dialog]")) return;
		event.preventDefault();
		act();
	});
	useEffect(() => {
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, []);
}

export function ShortcutKey({ letter }: { letter: string }) {
	return (
		<kbd
			aria-hidden
			className="-mr-1 rounded-xs border border-current/25 px-1.25 font-sans text-[0.75rem]/[1.25] opacity-75 max-md:hidden"
		>
			{letter}
		</kbd>
	);
}
