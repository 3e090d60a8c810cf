import { Clock, Mail, Shuffle } from "lucide-react";
import type { Happening } from "#worker/modules/platform/clock/schemas";
import { formatDateTime } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { auditAction } from "~/ui/audit-words";
import { useClock } from "~/ui/clock";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import { Pagination } from "~/ui/pagination";
import { DateTime } from "~/ui/relative-time";
import { stateWord } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Section } from "../section";
import { TextLink } from "../text-link";

type HappeningsProps = { page: { items: Happening[]; nextCursor: string | null }; from: string | null };

/** Changes and mails, newest first; since a step through time, where one has been made. */
export function Happenings({ page, from }: HappeningsProps) {
	const { timeZone } = useClock();
	return (
		<Section
			title={
				from
					? m.admin_clock_happened_since({ from: formatDateTime(from, getLocale(), timeZone) })
					: m.admin_clock_happened()
			}
			action={
				<FilterChip
					name="kind"
					label={m.admin_clock_kind()}
					options={[
						["change", m.admin_clock_kind_change()],
						["mail", m.admin_clock_kind_mail()],
					]}
				/>
			}
		>
			<DataTable
				caption={m.admin_clock_happened()}
				rows={page.items}
				columns={happeningColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.what}
				empty={
					<EmptyState icon={Clock} title={m.admin_clock_happened_none()}>
						{m.admin_clock_happened_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={page.nextCursor} shown={page.items.length} />
		</Section>
	);
}

function happeningColumns(): Column<Happening>[] {
	return [
		{
			id: "what",
			header: m.admin_money_what(),
			cell: (row) => (
				<span className="flex gap-2.5">
					<Icon kind={row.kind} />
					<span className="min-w-0 wrap-anywhere">
						{row.mail ? row.mail.subject : auditAction(row.what)}
						{row.mail && (
							<span className="block text-note text-ink-muted">{m.admin_clock_mail_to({ to: row.mail.to })}</span>
						)}
						<States of={row} />
					</span>
				</span>
			),
		},
		{
			id: "tenant",
			header: m.admin_tenant(),
			cell: (row) => (row.tenant ? <TextLink to={`/admin/tenants/${row.tenant.id}`}>{row.tenant.name}</TextLink> : "–"),
		},
		{ id: "at", header: m.admin_money_when(), cell: (row) => <DateTime at={row.at} withTime />, align: "end" },
	];
}

function Icon({ kind }: { kind: Happening["kind"] }) {
	const Shown = kind === "mail" ? Mail : Shuffle;
	return <Shown aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />;
}

/** `Active → Past due`, where the change says so. */
function States({ of: { before, after, resource } }: { of: Happening }) {
	const [from, to] = [statusIn(before), statusIn(after)];
	if (!to || from === to) return null;
	const word = (state: string) => stateWord(resource?.kind ?? "", state);
	return (
		<span className="block text-note text-ink-muted">
			{from ? `${word(from)} → ` : ""}
			{word(to)}
		</span>
	);
}

function statusIn(value: unknown): string | null {
	if (typeof value !== "object" || value === null || !("status" in value)) return null;
	return typeof value.status === "string" ? value.status : null;
}
