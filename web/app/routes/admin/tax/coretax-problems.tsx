import type { Schema } from "@sewa/sdk";
import { CircleCheck } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Section } from "../section";

type Problem = Schema<"CoretaxPreview">["problems"][number];

const words: Record<Problem["problem"], () => string> = {
	no_tax_number: m.admin_tax_problem_no_tax_number,
	credited: m.admin_tax_problem_credited,
	foreign_buyer: m.admin_tax_problem_foreign_buyer,
	not_rupiah: m.admin_tax_problem_not_rupiah,
	before_coretax: m.admin_tax_problem_before_coretax,
	other_seller: m.admin_tax_problem_other_seller,
};

/** Invoices that need a look before the file is handed in. */
export function CoretaxProblems({ problems }: { problems: Problem[] }) {
	return (
		<Section title={m.admin_tax_problems()}>
			<DataTable
				caption={m.admin_tax_problems()}
				rows={problems}
				columns={problemColumns()}
				rowId={(row) => `${row.invoice.id} ${row.problem}`}
				rowName={(row) => row.invoice.number}
				rowHref={(row) => `/admin/invoices/${row.invoice.id}`}
				empty={
					<p className="flex items-center gap-2.5 rounded-lg border border-line bg-surface px-4 py-3.5">
						<CircleCheck aria-hidden className="size-5 shrink-0 text-ok" />
						{m.admin_tax_problems_none()}
					</p>
				}
			/>
		</Section>
	);
}

function problemColumns(): Column<Problem>[] {
	return [
		{
			id: "invoice",
			header: m.admin_tax_invoice(),
			cell: (row) => <span className="whitespace-nowrap">{row.invoice.number}</span>,
		},
		{ id: "buyer", header: m.admin_tax_buyer(), cell: (row) => row.buyer },
		{ id: "problem", header: m.admin_tax_problem(), cell: (row) => words[row.problem]?.() ?? row.problem },
		{
			id: "exported",
			header: m.admin_tax_in_file(),
			cell: (row) => (row.exported ? m.admin_tax_in_file_yes() : m.admin_tax_in_file_no()),
		},
	];
}
