import { data, redirect } from "react-router";
import { InvitationInput } from "#worker/modules/tenants/schemas";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { reloadAfterAction } from "~/reload-after-action";
import { Card, CardBody } from "~/ui/card";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/invite";
import { InviteForm } from "./invite-form";
import { may } from "./may.server";

export const handle = {
	crumb: () => m.team_invite(),
	parents: () => [{ label: m.nav_members(), to: "/app/members" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.team_invite()} · Sewa` }];

export function loader({ context }: Route.LoaderArgs) {
	if (!may(context.get(session), "member.invite"))
		throw data({ title: "", status: 403, code: "forbidden", detail: "member.invite" }, 403);
	return { key: crypto.randomUUID() };
}

/** The dialog stays on its list and gets a toast; the page goes on to the invitations. */
export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, InvitationInput);
	if (submission.status !== "success") return invalidForm(submission);
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const invited = await outcome(context.get(api).POST("/api/v1/invitations", { body: submission.value, headers }));
	if (!invited.ok && invited.problem.code === "limit_reached")
		return data({ lastResult: submission.reply(), problem: invited.problem }, invited.problem.status);
	if (!invited.ok) return refusedForm(submission, invited.problem);
	if (form.get("stay")) return { toast: m.team_invited({ email: invited.data.email }) };
	throw redirect("/app/members/invitations");
}

export const shouldRevalidate = reloadAfterAction;

export default function Invite({ loaderData: { key } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.team_invite_title()} description={m.team_invite_text()} />
			<Card className="max-w-lg">
				<CardBody>
					<InviteForm formKey={key} />
				</CardBody>
			</Card>
		</>
	);
}
