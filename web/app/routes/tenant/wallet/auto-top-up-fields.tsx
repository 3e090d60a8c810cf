import type { FieldMetadata } from "@conform-to/react";
import type { Schema } from "@sewa/sdk";
import { CreditCard } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { FieldError } from "~/ui/field";
import { AmountField } from "~/ui/form/amount-field";
import { SelectField } from "~/ui/form/select-field";
import { Notice } from "~/ui/notice";

type Text = FieldMetadata<string | undefined>;
type Gateway = { code: string; unattended: boolean };
type AutoTopUpFieldsProps = {
	fields: { autoTopUp: Text; threshold: Text; amount: Text; provider: Text };
	currency: string;
	gateways: Gateway[];
	cards: Pick<Schema<"SavedMeans">, "label" | "provider">[];
};

const names: Record<string, string> = { midtrans: "Midtrans", stripe: "Stripe" };

/** Off, or below which balance how much is added; what does not apply is hidden by CSS alone. */
export function AutoTopUpFields({ fields, currency, gateways, cards }: AutoTopUpFieldsProps) {
	const kinds = [
		["off", m.wallet_auto_off(), m.wallet_auto_off_text()],
		["threshold", m.wallet_auto_threshold(), m.wallet_auto_threshold_text()],
		["target", m.wallet_auto_target(), m.wallet_auto_target_text()],
	] as const;
	return (
		<div className="grid gap-5">
			<fieldset className="grid gap-2.5 lg:grid-cols-3">
				<legend className="sr-only">{m.wallet_auto()}</legend>
				{kinds.map(([kind, label, text]) => (
					<label
						key={kind}
						className="flex cursor-pointer gap-3 rounded-lg border border-line px-4 py-3.5 transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent"
					>
						<input
							type="radio"
							name={fields.autoTopUp.name}
							value={kind}
							defaultChecked={kind === fields.autoTopUp.initialValue}
							data-auto={kind}
							className="mt-0.5 size-4 shrink-0 accent-accent max-md:size-5"
						/>
						<span className="grid content-start gap-0.5">
							<span className="font-medium">{label}</span>
							<span className="text-note text-pretty text-ink-muted">{text}</span>
						</span>
					</label>
				))}
				<FieldError id={`${fields.autoTopUp.id}-error`} errors={fields.autoTopUp.errors as string[] | undefined} />
			</fieldset>
			<div className="grid gap-4.5 group-has-[[data-auto=off]:checked]/auto:hidden">
				<div className="grid gap-4.5 sm:grid-cols-2 lg:grid-cols-3">
					<AmountField
						field={fields.threshold}
						currency={currency}
						label={m.wallet_threshold()}
						empty={m.wallet_threshold_help()}
					/>
					<AmountField
						field={fields.amount}
						currency={currency}
						label={<AmountLabel />}
						empty={m.wallet_auto_amount_help()}
					/>
					<SelectField
						field={fields.provider}
						label={m.wallet_provider()}
						options={gateways.map(({ code }) => [code, names[code] ?? code] as const)}
					/>
				</div>
				<SavedState gateways={gateways} cards={cards} />
			</div>
		</div>
	);
}

function AmountLabel() {
	return (
		<>
			<span className="group-has-[[data-auto=target]:checked]/auto:hidden">{m.wallet_auto_add()}</span>
			<span className="hidden group-has-[[data-auto=target]:checked]/auto:inline">{m.wallet_auto_fill()}</span>
		</>
	);
}

/** Whether anything can be charged without the person, and what happens where it cannot. */
function SavedState({ gateways, cards }: Pick<AutoTopUpFieldsProps, "gateways" | "cards">) {
	const link = (
		<Link to="/app/payments/cards" className="text-accent-ink underline-offset-4 hover:underline">
			{m.pay_saved_cards()}
		</Link>
	);
	const card = cards[0];
	if (card)
		return (
			<p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-muted">
				<CreditCard aria-hidden className="size-4 shrink-0" />
				<span>{m.wallet_card_saved({ card: card.label })}</span>
				{link}
			</p>
		);
	if (!gateways.some(({ unattended }) => unattended)) return <Notice tone="info">{m.wallet_no_unattended()}</Notice>;
	return (
		<Notice tone="wait" title={m.wallet_card_none()} action={link}>
			{m.wallet_card_none_text()}
		</Notice>
	);
}
