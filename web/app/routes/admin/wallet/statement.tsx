import type { Schema } from "@sewa/sdk";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { Pagination } from "~/ui/pagination";
import { DateTime } from "~/ui/relative-time";
import { Segmented } from "~/ui/segmented";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { withParams } from "~/url";
import { ListEmpty } from "../list-empty";
import { Section } from "../section";
import { TextLink } from "../text-link";
import { entryWord } from "./entry-words";

type Entry = Schema<"WalletEntry">;
type StatementProps = {
	page: { items: Entry[]; nextCursor: string | null };
	currency: string;
	currencies: string[];
};

/** Every movement of one account in one currency, with the balance after it. */
export function Statement({ page, currency, currencies }: StatementProps) {
	const [params] = useSearchParams();
	const account = params.get("account") ?? "wallet";
	const accounts = [
		["wallet", m.admin_wallet_account_wallet()],
		["promo", m.admin_wallet_account_promo()],
		["held", m.admin_wallet_account_held()],
	] as const;
	return (
		<Section
			title={m.admin_wallet_statement()}
			action={
				<div className="flex flex-wrap gap-2">
					<Segmented
						label={m.admin_wallet_account()}
						segments={accounts.map(([value, label]) => ({
							label,
							to: withParams(params, { account: value }),
							current: value === account,
						}))}
					/>
					{currencies.length > 1 && (
						<Segmented
							label={m.admin_currency()}
							segments={currencies.map((value) => ({
								label: value,
								to: withParams(params, { currency: value }),
								current: value === currency,
							}))}
						/>
					)}
				</div>
			}
		>
			<DataTable
				caption={m.admin_wallet_statement()}
				rows={page.items}
				columns={entryColumns()}
				rowId={(row) => row.transferId}
				rowName={(row) => entryWord(row.kind)}
				empty={
					<ListEmpty icon={ScrollText} title={m.admin_wallet_entries_none()}>
						{m.admin_wallet_entries_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={page.nextCursor} shown={page.items.length} />
		</Section>
	);
}

function entryColumns(): Column<Entry>[] {
	return [
		{ id: "kind", header: m.admin_wallet_kind(), cell: (row) => entryWord(row.kind) },
		{
			id: "reference",
			header: m.admin_wallet_reference(),
			cell: (row) => <Reference entry={row} />,
			from: "md",
		},
		{ id: "at", header: m.admin_money_when(), cell: (row) => <DateTime at={row.createdAt} withTime /> },
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
		{
			id: "after",
			header: m.admin_wallet_balance_after(),
			cell: (row) => <Money value={row.balanceAfter} />,
			align: "end",
		},
	];
}

const pages: Partial<Record<Entry["reference"]["kind"], string>> = {
	invoice: "invoices",
	payment: "payments",
	refund: "refunds",
};

function Reference({ entry: { reference } }: { entry: Entry }) {
	const page = pages[reference.kind];
	const text = reference.number ?? reference.id;
	if (!page) return <code className="font-mono text-note break-all text-ink-muted">{text}</code>;
	return <TextLink to={`/admin/${page}/${reference.id}`}>{text}</TextLink>;
}
