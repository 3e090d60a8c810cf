import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { TextLink } from "../text-link";
import { DifferenceActions } from "./difference-actions";
import { ourWord, subjectOf, theirWord } from "./said-words";
import { kinds, remedies } from "./words";

export type Difference = Schema<"ReconciliationDifference">;

export function differenceColumns(open: boolean, mayAct: boolean): Column<Difference>[] {
	return [
		{ id: "kind", header: m.admin_reconciliation_difference(), cell: (row) => <What difference={row} /> },
		{ id: "sides", header: m.admin_reconciliation_sides(), cell: (row) => <Sides difference={row} /> },
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
	const { to, label } = subjectOf(subjectId);
	const nobody = subjectId.startsWith("ibx_") ? m.admin_reconciliation_nobody : m.admin_reconciliation_installation;
	return (
		<span className="grid min-w-0 gap-0.5">
			<span className="text-pretty md:min-w-48">{kinds[kind]()}</span>
			<span className="text-note text-ink-muted">{tenant?.name ?? nobody()}</span>
			{to ? (
				<span className="text-note" title={subjectId}>
					<TextLink to={to}>{label}</TextLink>
				</span>
			) : (
				<span className="max-w-60 truncate font-mono text-note" title={subjectId}>
					{subjectId}
				</span>
			)}
		</span>
	);
}

/** What both books say, side by side: that is the difference. */
function Sides({ difference: { subjectId, ours, theirs } }: { difference: Difference }) {
	const row = "col-span-2 grid grid-cols-subgrid items-baseline";
	return (
		<dl className="grid grid-cols-[auto_minmax(0,auto)] gap-x-4 gap-y-0.5 text-left max-md:justify-end md:justify-start">
			<div className={row}>
				<dt className="text-note text-ink-muted">{m.admin_reconciliation_ours()}</dt>
				<dd className="max-md:text-right">
					<Said said={ours} word={(state) => ourWord(subjectId, state)} />
				</dd>
			</div>
			<div className={row}>
				<dt className="text-note text-ink-muted">{m.admin_reconciliation_theirs()}</dt>
				<dd className="max-md:text-right">
					<Said said={theirs} word={theirWord} />
				</dd>
			</div>
		</dl>
	);
}

function Said({ said, word }: { said: Difference["ours"]; word: (state: string) => string }) {
	if ("amount" in said) return <Money value={said.amount} />;
	return (
		<span className="inline-block max-w-48 text-pretty wrap-break-word first-letter:uppercase" title={said.state}>
			{word(said.state)}
		</span>
	);
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
