import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { defaultTimeZone } from "~/format";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { keyOf } from "../posted.server";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/coupon-new";
import { CouponForm } from "./coupon-form";
import { couponInputSchema, placeIssues } from "./coupon-schema.server";
import { planNames } from "./plan-names.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_coupons_new(),
	parents: () => [{ label: m.nav_coupons(), to: "/admin/coupons" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_coupons_new()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	return { plans: await planNames(context.get(api)), key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	const submission = parseForm(form, couponInputSchema(zone));
	if (submission.status !== "success") return invalidForm(submission);
	const params = { header: keyOf(form) };
	const made = await outcome(context.get(api).POST("/api/v1/admin/coupons", { params, body: submission.value }));
	if (!made.ok) return refusedForm(submission, placeIssues(made.problem));
	throw redirect(withFlash(`/admin/coupons/${made.data.id}`, "created", made.data.code));
}

export default function CouponNew({ loaderData: { plans, key } }: Route.ComponentProps) {
	const mayWrite = useMay("system.coupon.write");
	return (
		<>
			<PageHeader title={m.admin_coupons_new()} description={m.admin_coupons_new_lead()} />
			{mayWrite ? (
				<CouponForm
					isNew
					plans={plans}
					defaultValue={{ key, kind: "percent", currency: "", maxPerTenant: "1", enabled: true }}
				>
					<input type="hidden" name="key" value={key} />
				</CouponForm>
			) : (
				<ReadOnlyNotice permission="system.coupon.write" />
			)}
		</>
	);
}
