import { Landmark } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { ActionForm } from "~/ui/form/action-form";
import { useActionForm } from "~/ui/form/use-action-form";
import { Money } from "~/ui/money";
import { ByHandFields } from "../by-hand-fields";
import { PayMethods } from "../pay-methods";
import { OnlineMethods } from "../pay-online";
import type { TopUpPage } from "./top-up-page.server";

type Values = { provider: string; save: boolean; reference: string; notes: string; proof: File; proofFileId: string };
type MethodStepProps = TopUpPage & { again: string };

/** How: a gateway, or a transfer that is confirmed here. The amount stays in sight. */
export function MethodStep({ wallet, total, online, methods, again, formKey }: MethodStepProps) {
	const [form, fields] = useActionForm<Values>({
		defaultValue: { provider: online[0]?.code ?? methods[0]?.code },
	});
	const labels = {
		provider: m.pay_method(),
		"amount.amount": m.wallet_amount(),
		reference: m.pay_reference(),
		notes: m.pay_notes(),
		proof: m.pay_proof(),
	};
	return (
		<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-8">
			<TopUpSummary wallet={wallet} total={total} again={again} />
			{online.length + methods.length === 0 ? (
				<EmptyState icon={Landmark} title={m.pay_no_method()}>
					{m.wallet_no_method_text({ currency: total.currency })}
				</EmptyState>
			) : (
				<ActionForm form={form} encType="multipart/form-data" className="group/pay gap-5" labels={labels}>
					<input type="hidden" name="key" value={formKey} readOnly />
					<input type="hidden" name="amount" value={total.amount} readOnly />
					<input type="hidden" name="currency" value={total.currency} readOnly />
					<Card className="grid gap-4.5 p-4 sm:p-5">
						<PayMethods field={fields.provider} methods={methods} total={total}>
							<OnlineMethods field={fields.provider} offers={online} total={total} />
						</PayMethods>
					</Card>
					<ByHandFields text={m.wallet_by_hand_text()} fields={fields} />
				</ActionForm>
			)}
		</div>
	);
}

type SummaryProps = Pick<MethodStepProps, "wallet" | "total" | "again">;

function TopUpSummary({ wallet: { available, currency }, total, again }: SummaryProps) {
	const after = { amount: available.amount + total.amount, currency };
	return (
		<Card className="grid gap-3 p-5 lg:order-last lg:sticky lg:top-18" aria-label={m.wallet_summary()}>
			<div className="flex items-baseline justify-between gap-4">
				<span className="text-ink-muted">{m.wallet_top_up()}</span>
				<Money value={total} className="text-[1.3em] font-semibold tracking-tight" />
			</div>
			<dl className="grid gap-1.5 border-t border-line pt-3">
				<div className="flex items-baseline justify-between gap-4">
					<dt className="text-ink-muted">{m.wallet_balance_now()}</dt>
					<dd>
						<Money value={available} />
					</dd>
				</div>
				<div className="flex items-baseline justify-between gap-4">
					<dt className="text-ink-muted">{m.wallet_balance_then()}</dt>
					<dd>
						<Money value={after} className="font-medium" />
					</dd>
				</div>
			</dl>
			<ButtonLink to={again} size="sm" className="w-fit">
				{m.wallet_other_amount()}
			</ButtonLink>
		</Card>
	);
}
