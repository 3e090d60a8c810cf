import type { Schema } from "@sewa/sdk";
import { Ban, CircleCheck, CircleX, Mail, RotateCw } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { DateTime } from "~/ui/relative-time";
import { Timeline } from "~/ui/timeline";
import type { Tone } from "~/ui/tone";
import { aheadWord, doneWord, outcomeWord } from "./dunning-words";

type Step = Schema<"DunningStep">;

const icons = { retry: RotateCw, suspend: Ban, cancel: CircleX, contact: Mail, pay: CircleCheck, notice: Mail };

export function StepsDone({ steps }: { steps: Step[] }) {
	if (steps.length === 0) return <p className="text-ink-muted">{m.admin_dunning_done_none()}</p>;
	return (
		<Timeline
			events={steps.map((step) => ({
				id: step.id,
				at: step.at,
				title: doneWord(step.action),
				by: step.by === "schedule" ? m.admin_dunning_by_schedule() : step.by,
				note: <span className="whitespace-pre-line">{outcomeWord(step.outcome)}</span>,
				tone: toneOf(step),
				icon: icons[step.action],
			}))}
		/>
	);
}

function toneOf({ action, outcome }: Step): Tone | undefined {
	if (outcome.startsWith("paid_") || action === "pay") return "ok";
	if (action === "suspend" || action === "cancel") return "bad";
	return action === "retry" ? "wait" : undefined;
}

export function StepsAhead({ ahead }: { ahead: Schema<"DunningTimeline">["ahead"] }) {
	if (ahead.length === 0) return <p className="text-ink-muted">{m.admin_dunning_ahead_none()}</p>;
	return (
		<ol className="grid divide-y divide-line">
			{ahead.map(({ action, at }) => (
				<li key={`${action} ${at}`} className="flex justify-between gap-4 py-2 first:pt-0 last:pb-0">
					<span>{aheadWord(action)}</span>
					<span className="shrink-0 text-ink-muted">
						<DateTime at={at} />
					</span>
				</li>
			))}
		</ol>
	);
}
