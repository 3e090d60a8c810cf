import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardHeader } from "~/ui/card";
import { RelativeTime } from "~/ui/relative-time";
import { books } from "./words";

/** How far the comparison of each book has come. */
export function BookList({ items }: { items: Schema<"ReconciliationSummary">["books"] }) {
	return (
		<Card className="max-w-3xl">
			<CardHeader title={m.admin_reconciliation_books()} description={m.admin_reconciliation_books_text()} />
			<div className="overflow-x-auto">
				<table className="w-full text-left">
					<thead className="bg-sunken text-note text-ink-muted">
						<tr>
							<th scope="col" className="px-4 py-2 font-medium md:px-5">
								{m.admin_reconciliation_book()}
							</th>
							<th scope="col" className="py-2 text-right font-medium md:px-5">
								{m.admin_reconciliation_rows()}
							</th>
							<th scope="col" className="px-4 py-2 text-right font-medium md:px-5">
								{m.admin_reconciliation_completed()}
							</th>
						</tr>
					</thead>
					<tbody className="divide-y divide-line">
						{items.map(({ book, examined, completedAt }) => (
							<tr key={book}>
								<td className="px-4 py-2 md:px-5">{books[book]()}</td>
								<td className="tabular py-2 text-right md:px-5">{formatNumber(examined, getLocale())}</td>
								<td className="px-4 py-2 text-right md:px-5">
									{completedAt ? <RelativeTime at={completedAt} /> : m.admin_reconciliation_never()}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Card>
	);
}
