import type { FieldMetadata } from "@conform-to/react";
import type { Schema } from "@sewa/sdk";
import { CreditCard, QrCode, Wallet } from "lucide-react";
import { useId } from "react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { SubmitButton } from "~/ui/form/submit-button";
import { MethodChoice, MethodGroup } from "./method-choice";
import type { GatewayOffer, OnlineOffer, WalletOffer } from "./payable-online.server";

type Field = FieldMetadata<string | undefined>;
type OnlineMethodsProps = { field: Field; offers: OnlineOffer[]; total: Schema<"Money"> };

/** The ways that are active as soon as they are paid, each with its own button. */
export function OnlineMethods({ field, offers, total }: OnlineMethodsProps) {
	if (offers.length === 0) return null;
	return (
		<MethodGroup title={m.pay_group_online()} text={m.pay_group_online_text()}>
			{offers.map((offer) =>
				offer.code === "wallet" ? (
					<WalletChoice key={offer.code} field={field} offer={offer} total={total} />
				) : (
					<GatewayChoice key={offer.code} field={field} offer={offer} />
				),
			)}
		</MethodGroup>
	);
}

const gateways = {
	midtrans: { icon: QrCode, name: m.pay_midtrans, by: m.pay_midtrans_by, text: m.pay_midtrans_text },
	stripe: { icon: CreditCard, name: m.pay_stripe, by: m.pay_stripe_by, text: m.pay_stripe_text },
};

function GatewayChoice({ field, offer }: { field: Field; offer: GatewayOffer }) {
	const { icon, name, by, text } = gateways[offer.code];
	return (
		<MethodChoice field={field} code={offer.code} name={name()} note={by()} icon={icon}>
			<p className="max-w-prose text-pretty text-ink-muted">{text()}</p>
			{offer.unattended && <SaveCard />}
			<Pay>{m.pay_continue({ gateway: by() })}</Pay>
		</MethodChoice>
	);
}

function SaveCard() {
	const id = useId();
	return (
		<div className="grid gap-0.5">
			<label htmlFor={`${id}-save`} className="flex items-start gap-2.5">
				<Checkbox id={`${id}-save`} name="save" aria-describedby={`${id}-help`} className="mt-[0.15em]" />
				<span className="font-medium">{m.pay_save()}</span>
			</label>
			<p id={`${id}-help`} className="ml-6.5 text-note text-ink-muted">
				{m.pay_save_help()}
			</p>
		</div>
	);
}

type WalletChoiceProps = { field: Field; offer: WalletOffer; total: Schema<"Money"> };

function WalletChoice({ field, offer: { code, balance }, total }: WalletChoiceProps) {
	const locale = getLocale();
	const { currency } = total;
	const money = (amount: number) => formatMoney({ amount, currency }, locale);
	const amount = money(total.amount);
	const note = balance && (
		<span className="tabular">
			{balance.credit.amount > 0
				? m.pay_wallet_with_credit({ amount: money(balance.available.amount), credit: money(balance.credit.amount) })
				: m.pay_wallet_available({ amount: money(balance.available.amount) })}
		</span>
	);
	if (balance && balance.missing > 0)
		return (
			<MethodChoice field={field} code={code} name={m.pay_wallet()} note={note} icon={Wallet}>
				<p className="text-pretty text-ink-muted">{m.pay_wallet_missing({ missing: money(balance.missing) })}</p>
				<ButtonLink
					to={`/app/wallet/top-up?amount=${balance.missing}&currency=${currency}`}
					variant="primary"
					size="lg"
					className="sm:w-fit"
				>
					{m.pay_wallet_top_up()}
				</ButtonLink>
			</MethodChoice>
		);
	return (
		<MethodChoice field={field} code={code} name={m.pay_wallet()} note={note} icon={Wallet}>
			<p className="text-pretty text-ink-muted">
				{balance
					? m.pay_wallet_taken({ amount, rest: money(balance.available.amount - total.amount) })
					: m.pay_wallet_unknown()}
			</p>
			<Pay>{m.pay_wallet_now({ amount })}</Pay>
		</MethodChoice>
	);
}

/** Does without the reference that the second part asks for. */
function Pay({ children }: { children: string }) {
	return (
		<SubmitButton size="lg" formNoValidate className="w-full sm:w-fit">
			{children}
		</SubmitButton>
	);
}
