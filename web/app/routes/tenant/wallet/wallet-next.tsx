import { Rocket } from "lucide-react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import type { WalletNextStep } from "./wallet-page.server";

/** The one thing that the money in the wallet could do now. */
export function WalletNext({ next }: { next: WalletNextStep }) {
	if (!next) return null;
	const locale = getLocale();
	if (next.kind === "plan")
		return (
			<NextStep
				title={m.wallet_next_plan()}
				action={
					<ButtonLink to="/app/billing/plans" variant="primary">
						{m.purchase_title()}
					</ButtonLink>
				}
			>
				{m.wallet_next_plan_text({ amount: formatMoney(next.funds, locale) })}
			</NextStep>
		);
	const { invoice, missing, key } = next;
	const { number, total } = invoice;
	const amount = formatMoney(total, locale);
	if (missing > 0)
		return (
			<NextStep
				title={m.wallet_next_short({ number, amount })}
				action={
					<ButtonLink to={`/app/wallet/top-up?amount=${missing}`} variant="primary">
						{m.wallet_top_up()}
					</ButtonLink>
				}
			>
				{m.wallet_next_short_text({ missing: formatMoney({ amount: missing, currency: total.currency }, locale) })}
			</NextStep>
		);
	return (
		<NextStep
			title={m.wallet_next_invoice({ number })}
			action={
				<Form method="post">
					<input type="hidden" name="invoice" value={invoice.id} />
					<input type="hidden" name="key" value={key} />
					<SubmitButton>{m.wallet_pay_now({ amount })}</SubmitButton>
				</Form>
			}
		>
			{m.wallet_next_invoice_text()}
		</NextStep>
	);
}

type NextStepProps = { title: string; action: ReactNode; children: ReactNode };

function NextStep({ title, action, children }: NextStepProps) {
	return (
		<section
			aria-label={title}
			className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-accent/40 bg-accent-soft px-4 py-3.5"
		>
			<Rocket aria-hidden className="size-5 shrink-0 text-accent-ink" />
			<div className="grid min-w-0 flex-1 basis-56 gap-0.5">
				<p className="font-medium">{title}</p>
				<p className="text-pretty text-ink-muted">{children}</p>
			</div>
			<div className="shrink-0 max-sm:basis-full max-sm:pl-9">{action}</div>
		</section>
	);
}
