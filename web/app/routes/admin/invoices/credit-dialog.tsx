import type { Schema } from "@sewa/sdk";
import { useState } from "react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ConfirmDialog, type ConfirmDialogProps } from "~/ui/confirm-dialog";
import { AmountBox, ChoiceBox, ReasonBox } from "../dialog-fields";

type CreditDialogProps = Pick<ConfirmDialogProps, "open" | "onOpenChange"> & {
	invoice: Schema<"SystemInvoice">;
	idempotencyKey: string;
};

/** Credits an amount with its tax, or certain lines without it; the money goes to the wallet. */
export function CreditDialog({ invoice, idempotencyKey, ...control }: CreditDialogProps) {
	const [what, setWhat] = useState("amount");
	const { currency } = invoice.total;
	const left = { amount: invoice.total.amount - invoice.credited.amount, currency };
	const locale = getLocale();
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_invoice_acts_credit_title({ number: invoice.number })}
			consequence={m.admin_invoice_acts_credit_text()}
			confirmLabel={m.admin_invoice_acts_credit()}
			fields={{ intent: "credit", key: idempotencyKey, currency }}
			{...control}
		>
			<ChoiceBox
				name="what"
				label={m.admin_invoice_acts_credit_what()}
				value={what}
				onChange={(event) => setWhat(event.target.value)}
				options={[
					["amount", m.admin_invoice_acts_credit_amount()],
					["lines", m.admin_invoice_acts_credit_lines()],
				]}
			/>
			{what === "amount" ? (
				<AmountBox currency={currency} help={m.admin_invoice_acts_credit_left({ amount: formatMoney(left, locale) })} />
			) : (
				invoice.lines.map((line, position) => (
					<AmountBox
						// biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its position
						key={position}
						name={`line.${position}`}
						currency={currency}
						label={line.description[locale]}
						help={m.admin_invoice_acts_credit_left({ amount: formatMoney(line.amount, locale) })}
						required={false}
					/>
				))
			)}
			<ReasonBox help={m.admin_refunds_reason_help()} max={255} />
		</ConfirmDialog>
	);
}
