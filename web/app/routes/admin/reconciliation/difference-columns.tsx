import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { type StatusKind, statusWord } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { TextLink } from "../text-link";
import { DifferenceActions } from "./difference-actions";
import { kinds, remedies } from "./words";

export type Difference = Schema<"ReconciliationDifference">;

export function differenceColumns(open: boolean, mayAct: boolean): Column<Difference>[] {
	return [
		{ id: "kind", header: m.admin_reconciliation_difference(), cell: (row) => <What difference={row} /> },
		{
			id: "ours",
			header: m.admin_reconciliation_ours(),
			cell: (row) => <Said said={row.ours} word={(state) => ourWord(row.subjectId, state)} />,
			align: "end",
			from: "lg",
		},
		{
			id: "theirs",
			header: m.admin_reconciliation_theirs(),
			cell: (row) => <Said said={row.theirs} />,
			align: "end",
			from: "lg",
		},
		{ id: "amount", header: m.admin_reconciliation_apart(), cell: (row) => <Money value={row.amount} />, align: "end" },
		{
			id: "seen",
			header: m.admin_reconciliation_seen(),
			cell: (row) => <RelativeTime at={row.firstSeenAt} />,
			sort: "firstSeenAt",
		},
		open
			? {
					id: "remedy",
					header: m.admin_reconciliation_remedy(),
					cell: (row) => <span className="md:whitespace-nowrap">{remedies[row.remedy]()}</span>,
				}
			: { id: "settled", header: m.admin_reconciliation_settled(), cell: (row) => <Settled difference={row} /> },
		...(open && mayAct ? [actions] : []),
	];
}

const actions: Column<Difference> = {
	id: "actions",
	get header() {
		return m.admin_reconciliation_actions();
	},
	cell: (row) => <DifferenceActions difference={row} />,
	align: "end",
};

function What({ difference: { kind, subjectId, tenant } }: { difference: Difference }) {
	const to = pageOf(subjectId);
	return (
		<span className="grid min-w-0 gap-0.5">
			<span className="max-w-72 text-pretty md:min-w-48">{kinds[kind]()}</span>
			<span className="text-note text-ink-muted">{tenant?.name ?? m.admin_reconciliation_installation()}</span>
			<span className="max-w-60 truncate font-mono text-note" title={subjectId}>
				{to ? <TextLink to={to}>{subjectId}</TextLink> : subjectId}
			</span>
		</span>
	);
}

const pages: Record<string, string> = { pay: "payments", inv: "invoices", ibx: "inbox", ten: "tenants" };

/** The page of what it is about; a tenant's account is on the tenant's. */
function pageOf(subjectId: string): string | null {
	const [thing = ""] = subjectId.split("/");
	const page = pages[thing.split("_")[0] ?? ""];
	return page ? `/admin/${page}/${thing}` : null;
}

/** Providers speak in their own words, so that they can be looked up there. */
function Said({ said, word = (state) => state }: { said: Difference["ours"]; word?: (state: string) => string }) {
	if ("amount" in said) return <Money value={said.amount} />;
	return <span className="inline-block max-w-48 text-pretty wrap-break-word">{word(said.state)}</span>;
}

const machines: Record<string, StatusKind> = { pay: "payment", inv: "invoice", ibx: "inbox" };

function ourWord(subjectId: string, state: string): string {
	const kind = machines[subjectId.split("_")[0] ?? ""];
	return kind ? statusWord(kind, state).label() : state;
}

function Settled({ difference: { resolvedAt, resolvedBy, note } }: { difference: Difference }) {
	return (
		<span className="grid gap-0.5 max-md:justify-items-end max-md:text-right">
			{resolvedAt && <RelativeTime at={resolvedAt} />}
			<span className="max-w-64 text-note text-pretty wrap-anywhere text-ink-muted">
				{resolvedBy ? m.admin_reconciliation_by({ name: resolvedBy, note: note ?? "" }) : m.admin_reconciliation_gone()}
			</span>
		</span>
	);
}
