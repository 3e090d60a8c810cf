import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "./button";

/** Copies a value; says so with a tick and to screen readers. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), 1500);
		return () => clearTimeout(timer);
	}, [copied]);
	return (
		<>
			<Button
				variant="quiet"
				size="icon-sm"
				className="relative z-10 size-7! text-ink-faint"
				aria-label={label ?? m.ui_copy()}
				icon={copied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
				onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
			/>
			<span role="status" className="sr-only">
				{copied ? m.ui_copied() : ""}
			</span>
		</>
	);
}
