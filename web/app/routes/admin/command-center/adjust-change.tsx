import { data, redirect } from "react-router";
import { type Api, outcome, required } from "~/api.server";
import { api } from "~/context";
import { issueWords } from "~/issue-words";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { ErrorSummary } from "~/ui/error-summary";
import { toTyped } from "~/ui/form/minor-units";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { keyOf } from "../posted.server";
import { SecondPersonNotice } from "../second-person-notice";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/adjust-change";
import { AdjustForm } from "./adjust-form";
import { AdjustPreview } from "./adjust-preview";
import { readWish } from "./adjust-wish.server";
import { isAdjustable } from "./adjustments-card";
import { QuoteCard } from "./quote-card";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_command_adjust_title(),
	parents: () => [{ label: m.nav_command_center(), to: "/admin/command-center" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_command_adjust_title()} · Sewa` }];

/** The preview is in the URL: it can be reloaded, and works without JavaScript. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const change = await required(client.GET("/api/v1/admin/plan-changes/{id}", { params: { path } }));
	const { searchParams } = new URL(request.url);
	const { adjustments, total } = change;
	const typed = {
		// What its owner has typed in counts as well: left out, it would be taken away.
		coupons: searchParams.get("coupons") ?? change.coupons.map(({ code }) => code).join(", "),
		discount:
			searchParams.get("discount") ?? (adjustments.discount ? toTyped({ ...total, amount: adjustments.discount }) : ""),
		discountReason: searchParams.get("discountReason") ?? adjustments.discountReason ?? "",
		bonusDays: searchParams.get("bonusDays") ?? String(adjustments.bonusDays),
	};
	const asked = searchParams.has("coupons") ? await preview(client, params.id, searchParams, total.currency) : null;
	return { change, typed, key: crypto.randomUUID(), preview: asked?.preview ?? null, errors: asked?.errors ?? [] };
}

async function preview(client: Api, id: string, from: URLSearchParams, currency: string) {
	const wish = readWish(from, currency);
	if (!wish.success) return { preview: null, errors: [m.admin_command_not_understood()] };
	const params = { path: { id } };
	const asked = client.POST("/api/v1/admin/plan-changes/{id}/adjust/preview", { params, body: wish.data });
	const quoted = await outcome(asked);
	return quoted.ok ? { preview: quoted.data, errors: [] } : { preview: null, errors: complaints(quoted.problem) };
}

const complaints = (problem: Problem): string[] =>
	problem.issues?.length ? problem.issues.map(({ detail }) => issueWords(detail)) : [problemMessage(problem)];

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const wish = readWish(form, String(form.get("currency")));
	if (!wish.success) return data({ errors: [m.admin_command_not_understood()], approvalId: null }, 422);
	const to = { path: { id: params.id }, header: keyOf(form) };
	const saved = await outcome(client.POST("/api/v1/admin/plan-changes/{id}/adjust", { params: to, body: wish.data }));
	if (!saved.ok) return data({ errors: complaints(saved.problem), approvalId: null }, saved.problem.status);
	if (saved.data.secondApproval) return { errors: [], approvalId: saved.data.secondApproval.id };
	throw redirect(withFlash(`/admin/command-center/${params.id}`, "adjusted"));
}

export default function AdjustChange({ loaderData, actionData }: Route.ComponentProps) {
	const { change, typed, key, preview: shown } = loaderData;
	const mayWrite = useMay("system.plan_change.write");
	const errors = actionData?.errors.length ? actionData.errors : loaderData.errors;
	return (
		<>
			<PageHeader
				title={m.admin_command_adjust_title()}
				description={`${change.tenant.name}, ${change.planName}. ${m.admin_command_adjust_lead()}`}
			/>
			{actionData?.approvalId && <SecondPersonNotice approvalId={actionData.approvalId} />}
			{!isAdjustable(change) && <Notice tone="wait" title={m.admin_command_closed()} />}
			{!mayWrite && <ReadOnlyNotice permission="system.plan_change.write" />}
			{mayWrite && isAdjustable(change) && (
				<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
					<div className="grid gap-4">
						<ErrorSummary errors={errors} occasion={actionData ?? loaderData} />
						<AdjustForm typed={typed} currency={change.total.currency} />
					</div>
					{shown ? (
						<AdjustPreview preview={shown} typed={typed} idempotencyKey={key} />
					) : (
						<QuoteCard title={m.admin_command_before()} quote={change.quote} />
					)}
				</div>
			)}
		</>
	);
}
