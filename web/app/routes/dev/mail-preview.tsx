import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/relative-time";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import type { Mail } from "./mails.server";

// The page's policy reaches into the frame and lets no style element in; it is for dark mode only.
const styleElement = /<style>.*?<\/style>/s;

const tones = { sending: "wait", sent: "ok", failed: "bad" } as const;

/** A mail as HTML in a frame that may do nothing, or as text; its links beside it. */
export function MailPreview({ mail, tab }: { mail: Mail; tab: "html" | "text" }) {
	const [params] = useSearchParams();
	const words = { sending: m.outbox_sending(), sent: m.outbox_sent(), failed: m.outbox_failed() };
	return (
		<Card className="grid min-w-0">
			<header className="flex flex-wrap items-start justify-between gap-3 border-b border-line px-5 py-4">
				<div className="grid min-w-0 gap-1">
					<h2 className="text-[1.15em] font-semibold text-pretty">{mail.subject}</h2>
					<p className="flex flex-wrap items-center gap-2 text-ink-muted">
						<span className="break-all">{mail.to}</span>
						<DateTime at={mail.createdAt} withTime />
						<Badge tone={tones[mail.status]}>{words[mail.status]}</Badge>
					</p>
				</div>
				<Segmented
					label={m.outbox_view()}
					segments={[
						{ label: "HTML", to: withParams(params, { tab: null }), current: tab === "html" },
						{ label: m.outbox_text(), to: withParams(params, { tab: "text" }), current: tab === "text" },
					]}
				/>
			</header>
			{mail.links.length > 0 && (
				<ul className="grid gap-1 border-b border-line bg-sunken/60 px-5 py-3" aria-label={m.outbox_links()}>
					{mail.links.map((link) => (
						<li key={link} className="truncate font-mono text-note">
							<a href={link} className="text-accent-ink underline underline-offset-2">
								{link}
							</a>
						</li>
					))}
				</ul>
			)}
			{tab === "text" ? (
				<pre className="overflow-x-auto px-5 py-4 font-mono text-note whitespace-pre-wrap">{mail.text}</pre>
			) : (
				<iframe
					key={mail.id}
					title={mail.subject}
					srcDoc={mail.html.replace(styleElement, "")}
					sandbox=""
					className="h-[65dvh] w-full rounded-b-lg bg-white"
				/>
			)}
		</Card>
	);
}
