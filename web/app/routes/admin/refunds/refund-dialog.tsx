import type { Schema } from "@sewa/sdk";
import { Check, Undo2 } from "lucide-react";
import { useState } from "react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { AmountBox, ChoiceBox, ReasonBox } from "../dialog-fields";
import { wayWord } from "./refund-words";

type Payment = Schema<"SystemPayment">;
type Way = Schema<"Refund">["way"];
type RefundDialogProps = { payment: Payment; left: Schema<"Money">; idempotencyKey: string };

/** How much, why and which way; underneath, what will happen then. */
export function RefundDialog({ payment, left, idempotencyKey }: RefundDialogProps) {
	const ways = waysOf(payment);
	const [way, setWay] = useState<Way>(ways[0] ?? "manual");
	const { currency } = payment.amount;
	return (
		<ConfirmDialog
			title={m.admin_refunds_refund_title()}
			consequence={m.admin_refunds_refund_text({ amount: formatMoney(left, getLocale()) })}
			confirmLabel={m.admin_refunds_refund()}
			fields={{ key: idempotencyKey }}
			action={`/admin/payments/${payment.id}/refund`}
			trigger={
				<Button size="sm" icon={<Undo2 aria-hidden />}>
					{m.admin_refunds_refund()}
				</Button>
			}
		>
			<AmountBox currency={currency} initial={left.amount} />
			<ChoiceBox
				name="way"
				label={m.admin_money_way()}
				value={way}
				onChange={(event) => setWay(event.target.value as Way)}
				options={ways.map((one) => [one, wayWord(one)] as const)}
			/>
			<ReasonBox help={m.admin_refunds_reason_help()} max={255} />
			<ul className="grid gap-1.5 rounded-md bg-sunken px-3.5 py-3">
				{consequences(payment, way).map((line) => (
					<li key={line} className="flex gap-2">
						<Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
						<span className="min-w-0">{line}</span>
					</li>
				))}
			</ul>
		</ConfirmDialog>
	);
}

/** The way the money came is first. A top-up's money is in the wallet already. */
function waysOf({ provider, target }: Payment): Way[] {
	const back: Way[] =
		provider === "wallet" ? ["wallet", "manual"] : provider === "manual" ? ["manual"] : ["provider", "manual"];
	return target === "wallet" || back.includes("wallet") ? back : [...back, "wallet"];
}

function consequences({ provider, invoice }: Payment, way: Way): string[] {
	const names: Record<string, string> = { midtrans: "Midtrans", stripe: "Stripe" };
	const words = {
		provider: m.admin_refunds_then_provider({ provider: names[provider] ?? provider }),
		manual: m.admin_refunds_then_manual(),
		wallet: m.admin_refunds_then_wallet(),
	};
	return [words[way], ...(invoice ? [m.admin_refunds_then_note()] : []), m.admin_refunds_then_mail()];
}
