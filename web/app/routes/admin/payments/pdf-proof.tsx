import { useEffect, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Skeleton } from "~/ui/skeleton";

type Loaded = { url: string } | "failed" | null;

/**
 * A PDF in the browser's own viewer. The API answers files sandboxed, which viewers refuse to run in; a blob
 * of this page has no such header.
 */
export function PdfProof({ url, name }: { url: string; name: string }) {
	const [loaded, setLoaded] = useState<Loaded>(null);
	useEffect(() => {
		const stopped = new AbortController();
		let made: string | undefined;
		async function load() {
			const answer = await fetch(url, { signal: stopped.signal });
			if (!answer.ok) return setLoaded("failed");
			made = URL.createObjectURL(await answer.blob());
			setLoaded({ url: made });
		}
		load().catch(() => stopped.signal.aborted || setLoaded("failed"));
		return () => {
			stopped.abort();
			if (made) URL.revokeObjectURL(made);
		};
	}, [url]);
	if (loaded === "failed")
		return <p className="px-5 py-10 text-center text-ink-muted">{m.admin_payments_proof_failed()}</p>;
	if (!loaded) return <Skeleton className="m-3 h-[70dvh]" />;
	return (
		<iframe
			src={`${loaded.url}#navpanes=0&view=FitH`}
			title={name}
			className="h-[70dvh] w-full rounded-b-lg bg-sunken"
		/>
	);
}
