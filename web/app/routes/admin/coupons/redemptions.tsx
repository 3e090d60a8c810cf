import type { Schema } from "@sewa/sdk";
import { TicketPercent } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { FilterChip } from "~/ui/filter-chip";
import { Money } from "~/ui/money";
import { Pagination } from "~/ui/pagination";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { statusOptions } from "~/ui/status-words";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { ListEmpty } from "../list-empty";
import { Section } from "../section";

type Redemption = Schema<"CouponRedemption">;

/** Who used the coupon, each with the plan change it was used for. */
export function Redemptions({ page }: { page: { items: Redemption[]; nextCursor: string | null } }) {
	return (
		<Section
			title={m.admin_coupons_redemptions()}
			action={<FilterChip name="status" label={m.admin_status()} options={statusOptions("redemption")} />}
		>
			<DataTable
				caption={m.admin_coupons_redemptions()}
				rows={page.items}
				columns={redemptionColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.tenant.name}
				rowHref={(row) => `/admin/command-center/${row.planChangeId}`}
				empty={
					<ListEmpty filters={["status"]} icon={TicketPercent} title={m.admin_coupons_redemptions_none()}>
						{m.admin_coupons_redemptions_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={page.nextCursor} shown={page.items.length} />
		</Section>
	);
}

function redemptionColumns(): Column<Redemption>[] {
	return [
		{ id: "tenant", header: m.admin_tenant(), cell: (row) => row.tenant.name },
		{ id: "status", header: m.admin_status(), cell: (row) => <StatusBadge of="redemption" status={row.status} /> },
		{ id: "created", header: m.admin_created(), cell: (row) => <RelativeTime at={row.createdAt} />, sort: "createdAt" },
		{
			id: "discount",
			header: m.admin_command_discount(),
			cell: (row) => <Money value={row.discount} />,
			align: "end",
		},
	];
}
