import { Gauge } from "lucide-react";
import { useSearchParams } from "react-router";
import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { EmptyState } from "~/ui/empty-state";
import { Pagination } from "~/ui/pagination";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { withParams } from "~/url";
import { Section } from "../section";
import { CsvLink } from "./csv-link";
import { formatUse } from "./meter-words";
import { UseBar } from "./use-bar";

type Row = { tenant: { id: string; name: string }; value: number };
type TenantsByUseProps = {
	page: { items: Row[]; nextCursor: string | null; meter: string };
	/** Of all tenants together. */
	total: number;
	/** Its name. */
	meter: string;
};

/** Who uses most of the chosen meter; each row leads to that tenant's use in the same range. */
export function TenantsByUse({ page: { items, nextCursor, meter: code }, total, meter }: TenantsByUseProps) {
	const [params] = useSearchParams();
	const kept = withParams(params, { cursor: null, sort: null, meter: code });
	return (
		<Section
			title={m.admin_usage_tenants()}
			action={<CsvLink to={`/admin/usage/tenants.csv?${params}`} of={m.admin_usage_tenants()} />}
		>
			<DataTable
				caption={m.admin_usage_tenants()}
				rows={items}
				columns={columnsOf(code, meter, { total, most: Math.max(0, ...items.map(({ value }) => value)) })}
				rowId={(row) => row.tenant.id}
				rowName={(row) => row.tenant.name}
				rowHref={(row) => `/admin/tenants/${row.tenant.id}/usage${kept}`}
				empty={
					<EmptyState icon={Gauge} title={m.admin_usage_no_tenants()}>
						{m.admin_usage_no_tenants_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</Section>
	);
}

/** @param most what the first of the page uses: bars are drawn against it, shares are of the total */
function columnsOf(code: string, meter: string, { total, most }: { total: number; most: number }): Column<Row>[] {
	const part = (value: number, of: number) => (of > 0 ? value / of : 0);
	return [
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{
			id: "share",
			header: m.admin_usage_share(),
			cell: ({ value }) => (
				<span className="inline-flex items-center gap-2">
					<UseBar fraction={part(value, most)} className="w-20 max-sm:hidden" />
					<span className="tabular">{formatPercent(part(value, total), getLocale())}</span>
				</span>
			),
		},
		{ id: "value", header: meter, cell: ({ value }) => formatUse(code, value), align: "end", sort: "value" },
	];
}
