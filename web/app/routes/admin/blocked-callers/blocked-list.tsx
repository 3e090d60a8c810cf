import type { Schema } from "@sewa/sdk";
import { ShieldBan } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { BlockedQuery } from "#worker/modules/metering/blocked-callers/blocked-schemas";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { Segmented } from "~/ui/segmented";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { withParams } from "~/url";
import { useMay } from "../permissions";
import { textOf } from "../posted.server";
import type { Route } from "./+types/blocked-list";
import { blockedColumns } from "./blocked-columns";
import { callerName } from "./caller-words";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.admin_blocked_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_blocked_title()} · Sewa` }];

type Caller = Schema<"BlockedCaller">;

export async function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, BlockedQuery);
	const page = await required(context.get(api).GET("/api/v1/admin/blocked-callers", { params: { query } }));
	// Limiters go by the wall clock, whatever the business time is.
	return { ...page, state: query.state ?? "active", at: Date.now() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const path = { id: textOf(await request.formData(), "id") ?? "" };
	const asked = context.get(api).POST("/api/v1/admin/blocked-callers/{id}/lift", { params: { path } });
	return answer(outcome(asked), m.admin_blocked_done());
}

export default function BlockedList({ loaderData: { items, nextCursor, state, at } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const [chosen, setChosen] = useState<Caller | null>(null);
	const mayLift = useMay("system.blocked_caller.lift");
	const states = [
		["active", m.admin_blocked_now()],
		["lifted", m.admin_blocked_lifted()],
		["all", m.admin_blocked_all()],
	] as const;
	return (
		<>
			<PageHeader title={m.admin_blocked_title()} description={m.admin_blocked_lead()} />
			<Toolbar>
				<Segmented
					label={m.admin_blocked_which()}
					segments={states.map(([value, label]) => {
						return { label, to: withParams(params, { state: value }), current: value === state };
					})}
				/>
			</Toolbar>
			<DataTable
				caption={m.admin_blocked_title()}
				rows={items}
				columns={blockedColumns(at)}
				rowId={(row) => row.id}
				rowName={callerName}
				rowActions={
					mayLift
						? (row) =>
								row.liftedAt === null && Date.parse(row.until) > at
									? [{ label: m.admin_blocked_lift(), onSelect: () => setChosen(row) }]
									: []
						: undefined
				}
				empty={
					<EmptyState icon={ShieldBan} title={m.admin_blocked_none()}>
						{m.admin_blocked_none_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
			{chosen && (
				<ConfirmDialog
					tone="primary"
					title={m.admin_blocked_lift_title({ caller: callerName(chosen) })}
					consequence={m.admin_blocked_lift_text()}
					confirmLabel={m.admin_blocked_lift()}
					fields={{ id: chosen.id }}
					open
					onOpenChange={(open) => !open && setChosen(null)}
				/>
			)}
		</>
	);
}
