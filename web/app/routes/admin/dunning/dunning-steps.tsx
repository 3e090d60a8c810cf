import type { Schema } from "@sewa/sdk";
import { Ban, CircleCheck, CircleX, Mail, RotateCw } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { DateTime } from "~/ui/relative-time";
import { Timeline } from "~/ui/timeline";
import type { Tone } from "~/ui/tone";
import { aheadWord, doneWord, outcomeWord } from "./dunning-words";

type Step = Schema<"DunningStep">;

const icons = { retry: RotateCw, suspend: Ban, cancel: CircleX, contact: Mail, pay: CircleCheck, notice: Mail };

type StepsDoneProps = { steps: Step[]; since: string | null };

/** What was done about what is owed now; what was done about earlier renewals is folded away. */
export function StepsDone({ steps, since }: StepsDoneProps) {
	const now = steps.filter(({ at }) => at >= (since ?? ""));
	const earlier = steps.filter(({ at }) => at < (since ?? ""));
	return (
		<div className="grid gap-4">
			{now.length > 0 ? <Steps steps={now} /> : <p className="text-ink-muted">{m.admin_dunning_done_none()}</p>}
			{earlier.length > 0 && (
				<details className="grid gap-4">
					<summary className="w-fit cursor-pointer text-ink-muted hover:text-ink">
						{m.admin_dunning_earlier({ count: earlier.length })}
					</summary>
					<div className="pt-3">
						<Steps steps={earlier} />
					</div>
				</details>
			)}
		</div>
	);
}

function Steps({ steps }: { steps: Step[] }) {
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
