import { Download, Scale } from "lucide-react";
import { Form, useNavigation, useSearchParams } from "react-router";
import { DifferenceQuery } from "#worker/modules/billing/reconciliation/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { readQuery } from "~/read-query.server";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { RelativeTime } from "~/ui/relative-time";
import { Segmented } from "~/ui/segmented";
import { Stat, Stats } from "~/ui/stat";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { useToastOf } from "~/ui/use-toast-of";
import { useMay } from "../permissions";
import type { Route } from "./+types/reconciliation";
import { BookList } from "./book-list";
import { differenceColumns } from "./difference-columns";
import { reconciliationAction } from "./reconciliation-action.server";
import { kinds } from "./words";

export const handle = { crumb: () => m.admin_reconciliation_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_reconciliation_title()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const query = readQuery(request, DifferenceQuery);
	return required(context.get(api).GET("/api/v1/admin/reconciliation", { params: { query } }));
}

export async function action({ request, context }: Route.ActionArgs) {
	return reconciliationAction(context.get(api), await request.formData());
}

export default function Reconciliation({ loaderData, actionData }: Route.ComponentProps) {
	const { differences, nextCursor, checkedAt, totals, books } = loaderData;
	const [params] = useSearchParams();
	const open = params.get("status") !== "resolved";
	const mayAct = useMay("system.reconciliation.write");
	const count = (value: number) => formatNumber(value, getLocale());
	useToastOf(actionData);
	return (
		<>
			<PageHeader
				title={m.admin_reconciliation_title()}
				description={m.admin_reconciliation_lead()}
				action={mayAct && <RunNow />}
			/>
			<Stats>
				<Stat label={m.admin_reconciliation_open()} value={count(totals.open)} attention={totals.open > 0} />
				<Stat label={m.admin_reconciliation_automatic()} value={count(totals.automatic)} />
				<Stat label={m.admin_reconciliation_resolved()} value={count(totals.resolved)} />
				<Stat
					label={m.admin_reconciliation_last_run()}
					value={checkedAt ? <RelativeTime at={checkedAt} /> : m.admin_reconciliation_never()}
				/>
			</Stats>
			<Toolbar
				filters={["status"]}
				end={
					<ButtonLink
						to={`/api/v1/admin/reconciliation.csv?status=${open ? "open" : "resolved"}`}
						reloadDocument
						size="sm"
						className="max-md:h-11"
						icon={<Download aria-hidden />}
					>
						CSV
					</ButtonLink>
				}
			>
				<Segmented
					label={m.admin_reconciliation_which()}
					segments={[
						{ label: m.admin_reconciliation_open(), to: "?", current: open },
						{ label: m.admin_reconciliation_resolved(), to: "?status=resolved", current: !open },
					]}
				/>
			</Toolbar>
			<DataTable
				caption={m.admin_reconciliation_title()}
				rows={differences}
				columns={differenceColumns(open, mayAct)}
				rowId={(row) => row.id}
				rowName={(row) => `${kinds[row.kind]()}, ${row.subjectId}`}
				empty={<NothingHere open={open} compared={checkedAt !== null} />}
			/>
			<Pagination nextCursor={nextCursor} shown={differences.length} />
			{books.length > 0 && <BookList items={books} />}
		</>
	);
}

function RunNow() {
	const { state, formData } = useNavigation();
	const pending = state !== "idle" && formData?.get("intent") === "run";
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="run" />
			<Button type="submit" variant="primary" pending={pending} icon={<Scale aria-hidden />}>
				{m.admin_reconciliation_run()}
			</Button>
		</Form>
	);
}

function NothingHere({ open, compared }: { open: boolean; compared: boolean }) {
	const [title, text] = !open
		? [m.admin_reconciliation_none_resolved(), m.admin_reconciliation_none_resolved_text()]
		: compared
			? [m.admin_reconciliation_none(), m.admin_reconciliation_none_text()]
			: [m.admin_reconciliation_none_before(), m.admin_reconciliation_none_before_text()];
	return (
		<EmptyState icon={Scale} title={title}>
			{text}
		</EmptyState>
	);
}
