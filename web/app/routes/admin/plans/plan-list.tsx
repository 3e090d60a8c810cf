import { Package, Plus } from "lucide-react";
import { useFetcher } from "react-router";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table/data-table";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/plan-list";
import { movePlan } from "./move-plan.server";
import { planColumns } from "./plan-columns";

export const handle = { crumb: () => m.nav_plans() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_plans()} · Sewa` }];

const inOrder = { params: { query: { sort: "position", limit: 50 } } } as const;

export function loader({ context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/admin/plans", inOrder));
}

export async function action({ request, context }: Route.ActionArgs) {
	return movePlan(context.get(api), await request.formData());
}

export default function PlanList({ loaderData: { items } }: Route.ComponentProps) {
	const mayWrite = useMay("system.plan.write");
	const mover = useFetcher<typeof action>();
	useToastOf(mover.data);
	useFlash({
		created: (name) => m.admin_plans_created({ name }),
		deleted: (name) => m.admin_plans_deleted({ name }),
	});
	const create = (
		<ButtonLink to="/admin/plans/new" variant="primary" icon={<Plus aria-hidden />}>
			{m.admin_plans_create()}
		</ButtonLink>
	);
	return (
		<>
			<PageHeader
				title={m.nav_plans()}
				count={items.length}
				description={m.admin_plans_lead()}
				action={mayWrite && create}
			/>
			{!mayWrite && <ReadOnlyNotice permission="system.plan.write" />}
			<DataTable
				caption={m.nav_plans()}
				rows={items}
				columns={planColumns(items, mayWrite ? mover : null)}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowHref={(row) => `/admin/plans/${row.id}`}
				empty={
					<EmptyState icon={Package} title={m.admin_plans_none()} action={mayWrite && create}>
						{m.admin_plans_none_text()}
					</EmptyState>
				}
			/>
		</>
	);
}
