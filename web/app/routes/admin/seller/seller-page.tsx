import { data, useActionData } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import type { Route } from "./+types/seller-page";
import { SellerFacts } from "./seller-facts";
import { SellerForm } from "./seller-form";
import { sellerFormSchema } from "./seller-schema.server";

export const handle = { crumb: () => m.nav_seller(), skeleton: "form" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_seller()} · Sewa` }];

/** A new installation has no issuer yet, which the API tells by a conflict. */
export async function loader({ context }: Route.LoaderArgs) {
	const seller = await outcome(context.get(api).GET("/api/v1/admin/seller"));
	if (seller.ok) return { seller: seller.data };
	if (seller.problem.code === "conflict") return { seller: null };
	throw data(seller.problem, seller.problem.status);
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), sellerFormSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(context.get(api).PUT("/api/v1/admin/seller", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { lastResult: submission.reply({ resetForm: true }), toast: m.admin_seller_saved() };
}

export default function SellerPage({ loaderData: { seller } }: Route.ComponentProps) {
	const mayWrite = useMay("system.seller.write");
	useToastOf(useActionData<typeof action>());
	return (
		<>
			<PageHeader title={m.nav_seller()} description={m.admin_seller_lead()} />
			{!seller && <Notice tone="wait" title={m.admin_seller_missing()} />}
			{!mayWrite && <ReadOnlyNotice permission="system.seller.write" />}
			{mayWrite ? (
				<SellerForm key={JSON.stringify(seller)} seller={seller} />
			) : (
				seller && <SellerFacts seller={seller} />
			)}
		</>
	);
}
