import type { Schema } from "@sewa/sdk";
import { UserCog, UserMinus, Users } from "lucide-react";
import { useState } from "react";
import { data, useSearchParams } from "react-router";
import { MemberPatch, MemberQuery } from "#worker/modules/tenants/schemas";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { reloadAfterAction } from "~/reload-after-action";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Pagination } from "~/ui/pagination";
import type { RowAction } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Toolbar } from "~/ui/toolbar";
import type { Route } from "./+types/members";
import { memberColumns } from "./member-columns";
import { RemoveMember, RoleDialog } from "./member-dialogs";
import { MembersHead } from "./members-head";
import { roleName, roles } from "./role-words";
import { useMay } from "./use-may";

type Member = Schema<"Member">;
type Asked = { what: "role" | "remove"; member: Member };

export const handle = { crumb: () => m.nav_members() } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_members()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, MemberQuery);
	const [page, seats] = await Promise.all([
		required(client.GET("/api/v1/members", { params: { query } })),
		required(client.GET("/api/v1/members/seats")),
	]);
	return { ...page, seats, me: context.get(session).user.id, key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const client = context.get(api);
	const form = await request.formData();
	const params = { path: { id: String(form.get("id")) } };
	if (form.get("intent") === "remove")
		return answer(outcome(client.DELETE("/api/v1/members/{id}", { params })), m.team_removed());
	const wish = MemberPatch.safeParse({ role: form.get("role") });
	if (!wish.success) throw data(null, 400);
	return answer(outcome(client.PATCH("/api/v1/members/{id}", { params, body: wish.data })), m.team_role_changed());
}

export const shouldRevalidate = reloadAfterAction;

export default function Members({ loaderData: { items, nextCursor, seats, me, key } }: Route.ComponentProps) {
	const may = useMay();
	const [asked, setAsked] = useState<Asked | null>(null);
	const [params] = useSearchParams();
	const filtered = params.has("q") || params.has("role");
	const actionsOf = (member: Member): RowAction[] => {
		if (member.role === "owner" || member.userId === me) return [];
		const ask = (what: Asked["what"]) => () => setAsked({ what, member });
		return [
			...(may("member.update")
				? [{ label: m.team_change_role(), icon: <UserCog aria-hidden />, onSelect: ask("role") }]
				: []),
			...(may("member.remove")
				? [{ label: m.team_remove(), icon: <UserMinus aria-hidden />, danger: true, onSelect: ask("remove") }]
				: []),
		];
	};
	return (
		<>
			<MembersHead seats={seats} formKey={key} />
			<Toolbar search={m.team_search()} filters={["role"]}>
				<FilterChip name="role" label={m.team_role()} options={roles.map((role) => [role, roleName(role)])} />
			</Toolbar>
			<DataTable
				caption={m.nav_members()}
				rows={items}
				columns={memberColumns(me)}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowActions={may("member.update") || may("member.remove") ? actionsOf : undefined}
				empty={
					<EmptyState icon={Users} title={filtered ? m.team_none_found() : m.team_none()}>
						{m.bill_none_filtered_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={items.length} />
			{asked?.what === "role" && <RoleDialog member={asked.member} onClose={() => setAsked(null)} />}
			{asked?.what === "remove" && <RemoveMember member={asked.member} onClose={() => setAsked(null)} />}
		</>
	);
}
