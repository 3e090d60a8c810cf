import { redirect } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { defaultTimeZone } from "~/format";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/coupon-edit";
import { CouponForm } from "./coupon-form";
import { couponPatchSchema, placeIssues } from "./coupon-schema.server";
import { toValues } from "./coupon-values.server";
import { worthOf } from "./coupon-words";
import { planNames } from "./plan-names.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.coupon.code ?? null,
	parents: () => [{ label: m.nav_coupons(), to: "/admin/coupons" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_coupons_edit()} · Sewa` }];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	const [coupon, plans] = await Promise.all([
		required(client.GET("/api/v1/admin/coupons/{id}", { params: { path: { id: params.id } } })),
		planNames(client),
	]);
	return { coupon, plans, values: toValues(coupon, zone) };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	const submission = parseForm(form, couponPatchSchema(String(form.get("currency") ?? "") || null, zone));
	if (submission.status !== "success") return invalidForm(submission);
	const to = { path: { id: params.id } };
	const saved = await outcome(
		context.get(api).PATCH("/api/v1/admin/coupons/{id}", { params: to, body: submission.value }),
	);
	if (!saved.ok) return refusedForm(submission, placeIssues(saved.problem));
	throw redirect(withFlash(`/admin/coupons/${params.id}`, "saved", saved.data.code));
}

export default function CouponEdit({ loaderData: { coupon, plans, values } }: Route.ComponentProps) {
	const mayWrite = useMay("system.coupon.write");
	return (
		<>
			<PageHeader title={coupon.code} description={worthOf(coupon)} />
			{mayWrite ? (
				<CouponForm plans={plans} defaultValue={values} currency={coupon.currency}>
					<input type="hidden" name="currency" value={coupon.currency ?? ""} />
				</CouponForm>
			) : (
				<ReadOnlyNotice permission="system.coupon.write" />
			)}
		</>
	);
}
