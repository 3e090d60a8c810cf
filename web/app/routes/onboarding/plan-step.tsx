import { ArrowLeft } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { Plan } from "../public/plans";
import { ChoiceSwitch } from "./choice-switch";
import { PlanOffers } from "./plan-offers";
import { StepHead } from "./step-head";
import type { Way, Wish } from "./wish";
import { linkTo, waysInto } from "./wish";

export function PlanStep({ wish, plans, unsold }: { wish: Wish; plans: Plan[]; unsold: boolean }) {
	const waysOf = (plan: Plan) =>
		waysInto(plan, wish.choice).map(({ way, kind }) => ({
			label: wayLabel(kind),
			to: linkTo(wish, { step: "confirm", plan: plan.code, way }),
		}));
	return (
		<>
			<div className="flex flex-wrap items-end justify-between gap-4">
				<StepHead title={m.welcome_plan_title()}>{m.welcome_plan_text()}</StepHead>
				<ChoiceSwitch choice={wish.choice} currencies={["IDR", "USD"]} at={(choice) => linkTo(wish, { choice })} />
			</div>
			{unsold && <Notice tone="wait">{m.welcome_plan_unsold()}</Notice>}
			<PlanOffers
				plans={plans}
				choice={wish.choice}
				mark={wish.plan === null ? null : { code: wish.plan, label: m.welcome_plan_wished() }}
				waysOf={waysOf}
				trials
			/>
			<ButtonLink to={linkTo(wish, { step: "name" })} className="w-fit" icon={<ArrowLeft aria-hidden />}>
				{m.welcome_back()}
			</ButtonLink>
		</>
	);
}

function wayLabel(kind: Way["kind"]): string {
	if (kind === "free") return m.pricing_start_free();
	return kind === "trial" ? m.welcome_start_trial() : m.welcome_buy_now();
}
