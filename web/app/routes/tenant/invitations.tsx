import type { Schema } from "@sewa/sdk";
import { MailPlus, MailX } from "lucide-react";
import { useState } from "react";
import { useFetcher, useSearchParams } from "react-router";
import { InvitationQuery } from "#worker/modules/tenants/schemas";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { readQuery } from "~/read-query.server";
import { reloadAfterAction } from "~/reload-after-action";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { Pagination } from "~/ui/pagination";
import type { RowAction } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import { useToastOf } from "~/ui/use-toast-of";
import type { Route } from "./+types/invitations";
import { invitationColumns, invitationOptions } from "./invitation-columns";
import { MembersHead } from "./members-head";
import { useMay } from "./use-may";

type Invitation = Schema<"Invitation">;

export const handle = {
	crumb: () => m.team_invitations(),
	parents: () => [{ label: m.nav_members(), to: "/app/members" }],
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.team_invitations()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, InvitationQuery);
	const [page, seats] = await Promise.all([
		required(client.GET("/api/v1/invitations", { params: { query } })),
		required(client.GET("/api/v1/members/seats")),
	]);
	return { ...page, seats, key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const client = context.get(api);
	const form = await request.formData();
	const params = { path: { id: String(form.get("id")) } };
	return form.get("intent") === "resend"
		? answer(outcome(client.POST("/api/v1/invitations/{id}/resend", { params })), m.team_resent())
		: answer(outcome(client.DELETE("/api/v1/invitations/{id}", { params })), m.team_revoked());
}

export const shouldRevalidate = reloadAfterAction;

export default function Invitations({ loaderData: { items, nextCursor, seats, key } }: Route.ComponentProps) {
	const mayInvite = useMay()("member.invite");
	const [revoking, setRevoking] = useState<Invitation | null>(null);
	const fetcher = useFetcher<typeof action>();
	useToastOf(fetcher.data);
	const filtered = useSearchParams()[0].has("status");
	const problem = fetcher.data && "problem" in fetcher.data ? fetcher.data.problem : null;
	const actionsOf = (row: Invitation): RowAction[] => {
		if (row.status !== "pending" && row.status !== "expired") return [];
		const resend = () => void fetcher.submit({ intent: "resend", id: row.id }, { method: "post" });
		return [
			{ label: m.team_resend(), icon: <MailPlus aria-hidden />, onSelect: resend },
			{ label: m.team_revoke(), icon: <MailX aria-hidden />, danger: true, onSelect: () => setRevoking(row) },
		];
	};
	return (
		<>
			<MembersHead seats={seats} formKey={key} />
			<Toolbar filters={["status"]}>
				<FilterChip name="status" label={m.bill_status()} options={invitationOptions()} />
			</Toolbar>
			{isProblem(problem) && (
				<Notice tone="bad" live>
					{problemMessage(problem)}
				</Notice>
			)}
			<DataTable
				caption={m.team_invitations()}
				rows={items}
				columns={invitationColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.email}
				rowActions={mayInvite ? actionsOf : undefined}
				empty={
					<EmptyState icon={MailPlus} title={filtered ? m.team_none_found() : m.team_no_invitations()}>
						{filtered ? m.bill_none_filtered_text() : m.team_no_invitations_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
			{revoking && (
				<ConfirmDialog
					open
					onOpenChange={(open) => !open && setRevoking(null)}
					title={m.team_revoke_title({ email: revoking.email })}
					consequence={m.team_revoke_text()}
					confirmLabel={m.team_revoke()}
					fields={{ intent: "revoke", id: revoking.id }}
				/>
			)}
		</>
	);
}
