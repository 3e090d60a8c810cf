import type { Schema } from "@sewa/sdk";
import { Download, ScrollText } from "lucide-react";
import { Link, useLocation, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { cn } from "~/ui/cn";
import { DayRange } from "~/ui/day-range";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import { Money } from "~/ui/money";
import { Pagination } from "~/ui/pagination";
import { DateTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { accountOptions, kindOptions, kindWords, placeOf } from "./wallet-words";

type Entry = Schema<"WalletEntry">;
type StatementProps = { entries: { items: Entry[]; nextCursor: string | null } };

const filters = ["account", "kind", "since", "until"] as const;

function statementColumns(): Column<Entry>[] {
	return [
		{ id: "what", header: m.wallet_what(), cell: (row) => <What entry={row} /> },
		{ id: "at", header: m.wallet_when(), cell: (row) => <DateTime at={row.createdAt} withTime />, sort: "written" },
		{ id: "amount", header: m.wallet_amount(), cell: (row) => <Change entry={row} />, align: "end" },
		{ id: "after", header: m.wallet_balance_after(), cell: (row) => <Money value={row.balanceAfter} />, align: "end" },
	];
}

/** Every movement with the balance it left; filters and days live in the URL, the export follows them. */
export function Statement({ entries: { items, nextCursor } }: StatementProps) {
	const [params] = useSearchParams();
	const { search } = useLocation();
	const filtered = filters.some((name) => params.has(name));
	return (
		<section aria-labelledby="statement" className="grid grid-cols-1 gap-3">
			<h2 id="statement" className="text-[1.15em] font-semibold">
				{m.wallet_statement()}
			</h2>
			<Toolbar
				filters={filters}
				keep={["currency"]}
				end={
					<ButtonLink
						to={`/app/wallet/statement.csv${search}`}
						reloadDocument
						size="sm"
						className="max-md:h-11"
						icon={<Download aria-hidden />}
					>
						CSV
					</ButtonLink>
				}
			>
				<FilterChip name="account" label={m.wallet_account()} options={accountOptions()} />
				<FilterChip name="kind" label={m.wallet_kind()} options={kindOptions()} />
				<DayRange />
			</Toolbar>
			<DataTable
				caption={m.wallet_statement()}
				rows={items}
				columns={statementColumns()}
				rowId={(row) => row.transferId}
				rowName={(row) => kindWords(row.kind)}
				empty={
					<EmptyState icon={ScrollText} title={filtered ? m.wallet_none_filtered() : m.wallet_none()}>
						{filtered ? m.bill_none_filtered_text() : m.wallet_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</section>
	);
}

function What({ entry: { kind, reference } }: { entry: Entry }) {
	const to = placeOf(reference);
	const label = reference.number ?? m.wallet_see();
	return (
		<span className="grid">
			<span className="font-medium">{kindWords(kind)}</span>
			{to && (
				<Link to={to} className="w-fit text-note text-accent-ink underline-offset-4 hover:underline">
					{label}
					{!reference.number && <span className="sr-only">: {kindWords(kind)}</span>}
				</Link>
			)}
		</span>
	);
}

function Change({ entry: { amount } }: { entry: Entry }) {
	return (
		<span className={cn("whitespace-nowrap", amount.amount > 0 && "font-medium text-ok")}>
			{amount.amount > 0 && "+"}
			<Money value={amount} />
		</span>
	);
}
