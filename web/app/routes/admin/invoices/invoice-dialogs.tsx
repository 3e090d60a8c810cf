import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ConfirmDialog, type ConfirmDialogProps } from "~/ui/confirm-dialog";
import { ReasonBox, TextBox } from "../dialog-fields";

export type Act = "send" | "open" | "void" | "uncollectible" | "mark-paid";
type ActDialogProps = Pick<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & {
	act: Act;
	invoice: Schema<"SystemInvoice">;
	idempotencyKey: string;
};

/** One act on an invoice, saying what will happen. */
export function ActDialog({ act, invoice, idempotencyKey: key, ...control }: ActDialogProps) {
	const { title, text } = wordsOf(act, invoice);
	const ends = act === "void" || act === "uncollectible";
	return (
		<ConfirmDialog
			tone={ends ? "danger" : "primary"}
			title={title}
			consequence={text}
			confirmLabel={actLabel(act)}
			fields={{ intent: act, key }}
			{...control}
		>
			{ends && <ReasonBox />}
			{act === "mark-paid" && <MarkPaidFields />}
		</ConfirmDialog>
	);
}

function MarkPaidFields() {
	return (
		<>
			<TextBox name="reference" label={m.admin_invoice_acts_reference()} minLength={3} maxLength={100} />
			<TextBox
				name="paidOn"
				type="date"
				label={m.admin_invoice_acts_paid_at()}
				help={m.admin_invoice_acts_paid_at_help()}
				optional
			/>
			<TextBox name="method" label={m.admin_invoice_acts_method()} maxLength={40} optional />
		</>
	);
}

export function actLabel(act: Act | "credit"): string {
	const labels = {
		send: m.admin_invoice_acts_send,
		open: m.admin_invoice_acts_open_draft,
		void: m.admin_invoice_acts_void,
		uncollectible: m.admin_invoice_acts_uncollectible,
		"mark-paid": m.admin_invoice_acts_mark_paid,
		credit: m.admin_invoice_acts_credit,
	};
	return labels[act]();
}

function wordsOf(act: Act, { number, total, buyer }: Schema<"SystemInvoice">): { title: string; text: string } {
	const amount = formatMoney(total, getLocale());
	const { email } = buyer;
	switch (act) {
		case "send":
			return { title: m.admin_invoice_acts_send_title({ number }), text: m.admin_invoice_acts_send_text({ email }) };
		case "open":
			return { title: m.admin_invoice_acts_open_title(), text: m.admin_invoice_acts_open_text({ email }) };
		case "void":
			return { title: m.admin_invoice_acts_void_title({ number }), text: m.admin_invoice_acts_void_text() };
		case "uncollectible":
			return {
				title: m.admin_invoice_acts_uncollectible_title({ number }),
				text: m.admin_invoice_acts_uncollectible_text(),
			};
		case "mark-paid":
			return {
				title: m.admin_invoice_acts_mark_paid_title({ number }),
				text: m.admin_invoice_acts_mark_paid_text({ amount }),
			};
	}
}
