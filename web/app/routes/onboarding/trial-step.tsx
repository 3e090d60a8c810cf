import type { Schema } from "@sewa/sdk";
import { ArrowLeft } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody } from "~/ui/card";
import { useClock } from "~/ui/clock";
import { DescriptionList } from "~/ui/description-list";
import { ActionForm } from "~/ui/form/action-form";
import { SubmitButton } from "~/ui/form/submit-button";
import { useActionForm } from "~/ui/form/use-action-form";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import type { Plan } from "../public/plans";
import { StepHead } from "./step-head";
import type { Wish } from "./wish";
import { linkTo } from "./wish";
import { WishFields } from "./wish-fields";

type TrialStepProps = { wish: Wish; plan: Plan; quote: Schema<"ChangeQuote">; formKey: string };

const day = 86_400_000;

/** Says what starts, until when, and what it costs afterwards; then starts it. */
export function TrialStep({ wish, plan, quote, formKey }: TrialStepProps) {
	const { now } = useClock();
	const [form] = useActionForm();
	const free = quote.total.amount === 0;
	const per = wish.choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	const facts = [
		{ label: m.welcome_name(), value: <strong className="font-medium">{wish.name}</strong> },
		{ label: m.welcome_step_plan(), value: plan.name },
		...(plan.trialDays > 0
			? [{ label: m.welcome_trial_until(), value: <DateTime at={now + plan.trialDays * day} /> }]
			: []),
		...(plan.trialCredit ? [{ label: m.welcome_trial_credit(), value: <Money value={plan.trialCredit} /> }] : []),
		{ label: m.welcome_today(), value: <strong className="font-semibold">{m.welcome_nothing_to_pay()}</strong> },
		...(free
			? []
			: [
					{
						label: m.welcome_afterwards(),
						value: (
							<>
								<Money value={quote.total} /> {per}
								{quote.tax.amount > 0 && `, ${m.welcome_including_tax()}`}
							</>
						),
					},
				]),
	];
	return (
		<div className="grid max-w-2xl gap-6">
			<StepHead title={m.welcome_trial_title({ plan: plan.name })}>
				{free ? m.welcome_free_text() : m.welcome_trial_text()}
			</StepHead>
			<Card>
				<CardBody className="py-1.5!">
					<DescriptionList facts={facts} />
				</CardBody>
			</Card>
			<ActionForm
				form={form}
				action={linkTo(wish)}
				labels={{ name: m.welcome_name(), plan: m.welcome_step_plan(), currency: m.pricing_currency() }}
			>
				<WishFields wish={wish} formKey={formKey} />
				<div className="flex flex-wrap-reverse justify-between gap-3">
					<ButtonLink to={linkTo(wish, { step: "plan" })} size="lg" icon={<ArrowLeft aria-hidden />}>
						{m.welcome_back()}
					</ButtonLink>
					<SubmitButton intent="trial" size="lg">
						{free ? m.pricing_start_free() : m.welcome_start_trial()}
					</SubmitButton>
				</div>
			</ActionForm>
		</div>
	);
}
