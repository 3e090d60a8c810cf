import type { Schema } from "@sewa/sdk";
import { breakable, claimWord } from "./inbox-words";

/** What an event says has happened, and what its provider calls it, so that it can be looked up there. */
export function EventName({ event: { kind, claims } }: { event: Pick<Schema<"InboxEvent">, "kind" | "claims"> }) {
	const name = breakable(kind);
	if (!claims) return name;
	return (
		<span className="grid gap-0.5">
			<span className="first-letter:uppercase">{claimWord(claims)}</span>
			<span className="font-mono text-note font-normal text-ink-muted">{name}</span>
		</span>
	);
}
