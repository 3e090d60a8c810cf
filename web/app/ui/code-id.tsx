import { CopyButton } from "./copy-button";

/** An id in the mono face, with a button that copies it. */
export function CodeId({ value }: { value: string }) {
	return (
		<span className="inline-flex max-w-full items-center gap-0.5">
			<code className="truncate font-mono text-note text-ink-muted">{value}</code>
			<CopyButton value={value} />
		</span>
	);
}
