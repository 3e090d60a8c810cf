import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { useClock } from "~/ui/clock";
import { DateTime } from "~/ui/relative-time";

/** The due date; past it and unpaid, it says so in words and colour. */
export function DueDate({ invoice }: { invoice: Pick<Schema<"InvoiceSummary">, "status" | "dueAt"> }) {
	const { now } = useClock();
	const late = invoice.status === "open" && Date.parse(invoice.dueAt) < now;
	if (!late) return <DateTime at={invoice.dueAt} />;
	return (
		<span className="text-bad">
			<DateTime at={invoice.dueAt} /> · {m.admin_invoices_overdue()}
		</span>
	);
}
