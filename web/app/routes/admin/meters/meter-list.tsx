import type { Schema } from "@sewa/sdk";
import { Plus, Ruler } from "lucide-react";
import { SystemMeterQuery } from "#worker/modules/metering/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { RelativeTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { useMay } from "../permissions";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/meter-list";
import { MeterState } from "./meter-state";
import { aggregationWord, sourceOptions, sourceWord } from "./meter-words";

export const handle = { crumb: () => m.admin_meters_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_meters_title()} · Sewa` }];

const filters = ["source", "state"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, SystemMeterQuery);
	return required(context.get(api).GET("/api/v1/admin/meters", { params: { query } }));
}

export default function MeterList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	useFlash({ created: (name) => m.admin_meters_created({ name }) });
	const create = useMay("system.meter.write") && (
		<ButtonLink to="/admin/meters/new" variant="primary" icon={<Plus aria-hidden />}>
			{m.admin_meters_new()}
		</ButtonLink>
	);
	return (
		<>
			<PageHeader title={m.admin_meters_title()} description={m.admin_meters_lead()} action={create} />
			<Toolbar filters={filters}>
				<FilterChip name="source" label={m.admin_meters_source()} options={sourceOptions()} />
				<FilterChip
					name="state"
					label={m.admin_status()}
					options={[
						["active", m.admin_meters_active()],
						["retired", m.admin_meters_retired()],
					]}
				/>
			</Toolbar>
			<DataTable
				caption={m.admin_meters_title()}
				rows={items}
				columns={meterColumns()}
				rowId={(row) => row.code}
				rowName={(row) => row.name[getLocale()]}
				rowHref={(row) => `/admin/meters/${row.code}`}
				empty={
					<ListEmpty filters={filters} icon={Ruler} title={m.admin_meters_none()} action={create}>
						{m.admin_meters_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}

function meterColumns(): Column<Schema<"SystemMeter">>[] {
	return [
		{ id: "name", header: m.admin_meters_name(), cell: (row) => row.name[getLocale()] },
		{
			id: "code",
			header: m.admin_meters_code(),
			cell: (row) => <code className="font-mono text-note">{row.code}</code>,
		},
		{ id: "state", header: m.admin_status(), cell: (row) => <MeterState state={row.state} /> },
		{ id: "source", header: m.admin_meters_source(), cell: (row) => sourceWord(row.source) },
		{
			id: "aggregation",
			header: m.admin_meters_aggregation(),
			cell: (row) => (row.source === "records" ? "–" : aggregationWord(row.aggregation)),
			from: "lg",
		},
		{
			id: "type",
			header: m.admin_meters_event_type(),
			cell: (row) => (row.eventType ? <code className="font-mono text-note">{row.eventType}</code> : "–"),
			from: "xl",
		},
		{
			id: "created",
			header: m.admin_created(),
			cell: (row) => <RelativeTime at={row.createdAt} />,
			sort: "createdAt",
			from: "lg",
		},
	];
}
