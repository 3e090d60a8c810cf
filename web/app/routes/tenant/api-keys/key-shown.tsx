import type { Schema } from "@sewa/sdk";
import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button, ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { Textarea } from "~/ui/textarea";
import { curlExample } from "./curl-example";

type KeyShownProps = {
	made: Schema<"NewApiKey">;
	origin: string;
	/** What is true of a key that took another's place. */
	note?: string;
};

/** The only look at a key: to copy, with a warning, and with a call that works. */
export function KeyShown({ made, origin, note }: KeyShownProps) {
	const { key } = made;
	const example = key && curlExample(made.scopes, origin, key);
	return (
		<>
			<PageHeader title={m.keys_shown_title({ name: made.name })} description={note} />
			{key ? (
				<Notice tone="wait" live title={m.keys_shown_once()}>
					{m.keys_shown_once_text()}
				</Notice>
			) : (
				<Notice tone="bad" live title={m.keys_shown_before()}>
					{m.keys_shown_before_text()}
				</Notice>
			)}
			{key && (
				<Card className="max-w-4xl min-w-0">
					<CardBody>
						<CopyField label={m.keys_your_key()} value={key} />
					</CardBody>
				</Card>
			)}
			{example && (
				<Card className="max-w-4xl min-w-0">
					<CardHeader title={m.keys_try()} description={m.keys_try_text()} />
					<CardBody className="grid gap-3">
						<pre
							className="overflow-x-auto rounded-md bg-sunken px-3.5 py-3 font-mono text-note"
							// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
							tabIndex={0}
						>
							<code>{example}</code>
						</pre>
						<CopyTextButton value={example} label={m.keys_copy_example()} />
					</CardBody>
				</Card>
			)}
			<div className="flex flex-wrap gap-2">
				<ButtonLink to={`/app/api-keys/${made.id}`} variant="primary">
					{key ? m.keys_shown_done() : m.keys_to_key()}
				</ButtonLink>
				<ButtonLink to="/app/api-keys">{m.keys_to_list()}</ButtonLink>
			</div>
		</>
	);
}

/** A value that can be copied by a button, and by hand where that is not allowed. */
function CopyField({ label, value }: { label: string; value: string }) {
	const id = useId();
	const input = useRef<HTMLTextAreaElement>(null);
	// A new page begins at what matters on it.
	useEffect(() => input.current?.focus(), []);
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			<div className="flex gap-2 max-sm:flex-col">
				{/* As high as it takes to see all of it, also on a phone. */}
				<Textarea
					id={id}
					ref={input}
					readOnly
					rows={1}
					value={value}
					spellCheck={false}
					autoComplete="off"
					className="field-sizing-content min-h-0! min-w-0 resize-none font-mono break-all"
					onFocus={(event) => event.currentTarget.select()}
				/>
				<CopyTextButton value={value} label={m.keys_copy()} variant="primary" />
			</div>
		</div>
	);
}

type CopyTextButtonProps = { value: string; label: string; variant?: "primary" | "secondary" };

function CopyTextButton({ value, label, variant = "secondary" }: CopyTextButtonProps) {
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), 2500);
		return () => clearTimeout(timer);
	}, [copied]);
	return (
		<>
			<Button
				variant={variant}
				className="justify-self-start"
				icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
				onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
			>
				{copied ? m.ui_copied() : label}
			</Button>
			<span role="status" className="sr-only">
				{copied ? m.ui_copied() : ""}
			</span>
		</>
	);
}
