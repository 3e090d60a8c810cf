import { CircleCheck, FileText, ImageUp, ScanEye } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import type { Tone } from "~/ui/tone";

/** The path of a payment through its states, in the doorway of the sign: the same badges as in the app. */
export function PaymentPath() {
	const steps: { text: string; state: string; tone: Tone; icon: typeof ScanEye }[] = [
		{ text: m.landing_path_1(), state: m.status_open(), tone: "wait", icon: FileText },
		{ text: m.landing_path_2(), state: m.status_pending_payment(), tone: "info", icon: ImageUp },
		{ text: m.landing_path_3(), state: m.status_awaiting_review(), tone: "wait", icon: ScanEye },
		{ text: m.landing_path_4(), state: m.status_paid(), tone: "ok", icon: CircleCheck },
	];
	return (
		<figure className="relative mx-auto w-full max-w-md rounded-t-[14rem] rounded-b-xl border border-line bg-accent-soft px-5 pt-20 pb-5 sm:px-8 sm:pt-24 sm:pb-8">
			<figcaption className="mb-4 text-center text-sm font-medium text-accent-ink">{m.landing_path_title()}</figcaption>
			<ol className="grid overflow-hidden rounded-lg border border-line bg-surface shadow-pop">
				{steps.map(({ text, state, tone, icon }) => (
					<li key={text} className="grid gap-2 border-b border-line px-4 py-3.5 text-[0.95rem] last:border-0">
						<Badge tone={tone} icon={icon}>
							{state}
						</Badge>
						{text}
					</li>
				))}
			</ol>
		</figure>
	);
}
