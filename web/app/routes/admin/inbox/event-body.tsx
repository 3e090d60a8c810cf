import { m } from "~/paraglide/messages.js";
import { Card, CardHeader } from "~/ui/card";
import { CopyButton } from "~/ui/copy-button";

/** The body of an event, indented where it is JSON; what is copied is what came. */
export function EventBody({ body }: { body: string }) {
	return (
		<Card className="min-w-0">
			<CardHeader title={m.admin_inbox_body()} action={<CopyButton value={body} />} />
			<section
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				tabIndex={0}
				aria-label={m.admin_inbox_body()}
				className="max-h-[70dvh] overflow-auto rounded-b-lg bg-sunken"
			>
				<pre className="p-4 font-mono text-note leading-relaxed">{indented(body)}</pre>
			</section>
		</Card>
	);
}

function indented(body: string): string {
	try {
		return JSON.stringify(JSON.parse(body), null, 2);
	} catch {
		return body;
	}
}
