import { Check } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { cn } from "./cn";

export type Step = { label: string; to?: string };

/** Where one is in a flow. Steps already done may be gone back to by their link. */
export function Steps({ steps, current }: { steps: Step[]; current: number }) {
	return (
		<nav aria-label={m.ui_steps()}>
			<p className="mb-2 text-note text-ink-muted sm:hidden">
				{m.ui_step_of({ current: current + 1, total: steps.length })}: {steps[current]?.label}
			</p>
			<ol className="flex gap-2">
				{steps.map((step, index) => (
					<li
						key={step.label}
						aria-current={index === current ? "step" : undefined}
						className={cn("flex-1 border-t-2 pt-2", index <= current ? "border-accent" : "border-line")}
					>
						<span className={cn("hidden items-center gap-2 sm:flex", index > current && "text-ink-faint")}>
							<StepNumber index={index} done={index < current} current={index === current} />
							{step.to && index < current ? (
								<Link to={step.to} className="truncate hover:underline">
									{step.label}
								</Link>
							) : (
								<span className={cn("truncate", index === current && "font-medium")}>{step.label}</span>
							)}
						</span>
					</li>
				))}
			</ol>
		</nav>
	);
}

function StepNumber({ index, done, current }: { index: number; done: boolean; current: boolean }) {
	return (
		<span
			className={cn(
				"tabular grid size-5 shrink-0 place-items-center rounded-full text-[0.75rem] font-medium",
				done || current ? "bg-accent text-on-accent" : "border border-line-strong/60",
			)}
		>
			{done ? <Check aria-label={m.ui_step_done()} className="size-3.5" /> : index + 1}
		</span>
	);
}
