import type { Schema } from "@sewa/sdk";
import { Ellipsis, Pencil, Send } from "lucide-react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button, ButtonLink } from "~/ui/button";
import { DropdownMenu, MenuItem, MenuSeparator } from "~/ui/dropdown-menu";
import { useMay } from "../permissions";
import { CreditDialog } from "./credit-dialog";
import { type Act, ActDialog, actLabel } from "./invoice-dialogs";

type InvoiceActionsProps = { invoice: Schema<"SystemInvoice">; idempotencyKey: string };

/** What can be done with an invoice in its state: the everyday ones first, what ends it last. */
export function InvoiceActions({ invoice, idempotencyKey }: InvoiceActionsProps) {
	const [open, setOpen] = useState<Act | "credit" | null>(null);
	const mayWrite = useMay("system.invoice.write");
	const mayApprove = useMay("system.payment.approve");
	const mayRefund = useMay("system.refund.create");
	const dialog = (act: Act | "credit") => ({
		open: open === act,
		onOpenChange: (opened: boolean) => setOpen(opened ? act : null),
	});
	const acts = actsOf(invoice).filter((act) =>
		act === "credit" ? mayRefund : act === "mark-paid" ? mayWrite && mayApprove : mayWrite,
	);
	if (acts.length === 0) return null;
	if (invoice.status === "draft") return <DraftActions invoice={invoice} idempotencyKey={idempotencyKey} />;
	const quiet = acts.filter((act) => !ENDS.includes(act));
	const ending = acts.filter((act) => ENDS.includes(act));
	return (
		<>
			{acts.map((act) =>
				act === "credit" ? (
					<CreditDialog key={act} invoice={invoice} idempotencyKey={idempotencyKey} {...dialog(act)} />
				) : (
					<ActDialog key={act} act={act} invoice={invoice} idempotencyKey={idempotencyKey} {...dialog(act)} />
				),
			)}
			<DropdownMenu
				trigger={
					<Button
						size="icon"
						aria-label={m.admin_invoice_acts_more({ number: invoice.number })}
						icon={<Ellipsis aria-hidden />}
					/>
				}
			>
				{quiet.map((act) => (
					<MenuItem key={act} onSelect={() => setOpen(act)}>
						{actLabel(act)}
					</MenuItem>
				))}
				{quiet.length > 0 && ending.length > 0 && <MenuSeparator />}
				{ending.map((act) => (
					<MenuItem key={act} danger onSelect={() => setOpen(act)}>
						{actLabel(act)}
					</MenuItem>
				))}
			</DropdownMenu>
		</>
	);
}

const ENDS: (Act | "credit")[] = ["uncollectible", "void"];

/** The same table as the worker's state machine. */
function actsOf({ status, credited, total, secondApproval }: Schema<"SystemInvoice">): (Act | "credit")[] {
	switch (status) {
		case "draft":
			return ["open"];
		case "open":
			return ["send", ...(secondApproval ? [] : (["mark-paid"] as const)), "uncollectible", "void"];
		case "uncollectible":
			return ["send", ...(secondApproval ? [] : (["mark-paid"] as const)), "void"];
		case "paid":
			return credited.amount < total.amount ? ["send", "credit"] : ["send"];
		default:
			return [];
	}
}

function DraftActions({ invoice, idempotencyKey }: InvoiceActionsProps) {
	return (
		<>
			<ButtonLink to={`/admin/invoices/${invoice.id}/edit`} icon={<Pencil aria-hidden />}>
				{m.admin_invoice_acts_edit_draft()}
			</ButtonLink>
			<ActDialog
				act="open"
				invoice={invoice}
				idempotencyKey={idempotencyKey}
				trigger={
					<Button variant="primary" icon={<Send aria-hidden />}>
						{m.admin_invoice_acts_open_draft()}
					</Button>
				}
			/>
		</>
	);
}
