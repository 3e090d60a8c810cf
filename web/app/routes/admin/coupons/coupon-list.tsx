import { Plus, TicketPercent } from "lucide-react";
import { CouponQuery } from "#worker/modules/billing/coupons/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { statusOptions } from "~/ui/status-words";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { ListEmpty } from "../list-empty";
import { useMay } from "../permissions";
import type { Route } from "./+types/coupon-list";
import { couponColumns } from "./coupon-columns";
import { kindOptions } from "./coupon-words";

export const handle = { crumb: () => m.nav_coupons() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_coupons()} · Sewa` }];

const filters = ["kind", "state"] as const;

export function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, CouponQuery);
	return required(context.get(api).GET("/api/v1/admin/coupons", { params: { query } }));
}

export default function CouponList({ loaderData: { items, nextCursor } }: Route.ComponentProps) {
	const action = useMay("system.coupon.write") && (
		<ButtonLink to="/admin/coupons/new" variant="primary" icon={<Plus aria-hidden />}>
			{m.admin_coupons_new()}
		</ButtonLink>
	);
	return (
		<>
			<PageHeader title={m.nav_coupons()} description={m.admin_coupons_lead()} action={action} />
			<Toolbar search={m.admin_coupons_search()} filters={filters}>
				<FilterChip
					name="kind"
					label={m.admin_coupons_kind()}
					options={kindOptions().map(({ value, label }) => [value, label] as const)}
				/>
				<FilterChip name="state" label={m.admin_coupons_state()} options={statusOptions("coupon")} />
			</Toolbar>
			<DataTable
				caption={m.nav_coupons()}
				rows={items}
				columns={couponColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.code}
				rowHref={(row) => `/admin/coupons/${row.id}`}
				empty={
					<ListEmpty filters={filters} icon={TicketPercent} title={m.admin_coupons_none()} action={action}>
						{m.admin_coupons_none_text()}
					</ListEmpty>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
