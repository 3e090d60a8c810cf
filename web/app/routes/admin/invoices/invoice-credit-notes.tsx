import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { CreditNoteLink } from "../refunds/credit-note-link";
import { Section } from "../section";

type Note = Schema<"CreditNoteSummary">;

/** The credit notes of an invoice, each with its PDF; nothing where there are none. */
export function InvoiceCreditNotes({ notes }: { notes: Note[] }) {
	if (notes.length === 0) return null;
	return (
		<Section title={m.admin_invoice_acts_credit_notes()}>
			<DataTable
				caption={m.admin_invoice_acts_credit_notes()}
				rows={notes}
				columns={noteColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.number}
				empty={null}
			/>
		</Section>
	);
}

function noteColumns(): Column<Note>[] {
	return [
		{ id: "number", header: m.admin_invoice_acts_number(), cell: (row) => <CreditNoteLink note={row} /> },
		{ id: "reason", header: m.admin_reason(), cell: (row) => row.reason },
		{ id: "issued", header: m.admin_invoice_acts_issued(), cell: (row) => <DateTime at={row.issuedAt} /> },
		{ id: "tax", header: m.admin_invoices_tax(), cell: (row) => <Money value={row.tax} />, align: "end", from: "md" },
		{ id: "total", header: m.admin_total(), cell: (row) => <Money value={row.total} />, align: "end" },
	];
}
