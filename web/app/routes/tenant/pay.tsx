import { Landmark } from "lucide-react";
import { data, redirect } from "react-router";
import { PaymentInput } from "#worker/modules/billing/payments/schemas";
import { outcome, required, uploadFile } from "~/api.server";
import { api, locale } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { problemMessage } from "~/problem-message";
import { reloadAfterAction } from "~/reload-after-action";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/pay";
import { PayForm } from "./pay-form";
import { PaySettled } from "./pay-settled";
import { PaySummary } from "./pay-summary";
import { readPayableMethods } from "./payable-methods.server";

export const handle = {
	crumb: () => m.bill_pay(),
	parents: () => [{ label: m.nav_invoices(), to: "/app/invoices" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.bill_pay()} ${loaderData?.invoice.number ?? ""} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const [invoice, tenant] = await Promise.all([
		required(client.GET("/api/v1/invoices/{id}", { params: { path: { id: params.id } } })),
		required(client.GET("/api/v1/tenant")),
	]);
	const payable = !invoice.reviewing && (invoice.status === "open" || invoice.status === "uncollectible");
	const [methods, payment] = await Promise.all([
		payable ? readPayableMethods(client, invoice.total, tenant.country, context.get(locale)) : [],
		invoice.reviewing
			? required(client.GET("/api/v1/payments/{id}", { params: { path: { id: invoice.reviewing } } }))
			: null,
	]);
	return { invoice, payable, payment, methods, key: crypto.randomUUID() };
}

const PayInput = PaymentInput.omit({ amount: true });

/** The proof comes as an id when the page uploaded it, or as the file itself when the page has no JavaScript. */
export async function action({ request, params, context }: Route.ActionArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const form = await request.formData();
	const proof = form.get("proof");
	form.delete("proof");
	const uploaded = proof instanceof File && proof.size > 0 ? await uploadFile(client, proof) : null;
	if (uploaded?.ok) form.set("proofFileId", uploaded.data.id);

	const submission = parseForm(form, PayInput);
	const proofFileId = uploaded?.ok ? uploaded.data.id : null;
	if (uploaded && !uploaded.ok) {
		const fieldErrors = { proof: [problemMessage(uploaded.problem)] };
		return data({ lastResult: submission.reply({ fieldErrors }), proofFileId }, uploaded.problem.status);
	}
	if (submission.status !== "success") {
		const invalid = invalidForm(submission);
		return data({ ...invalid.data, proofFileId }, 422);
	}
	const invoice = await required(client.GET("/api/v1/invoices/{id}", { params: { path } }));
	const body = { ...submission.value, amount: invoice.total };
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const paid = await outcome(client.POST("/api/v1/invoices/{id}/payments", { params: { path }, body, headers }));
	if (paid.ok) throw redirect(`/app/invoices/${params.id}/pay`);
	// Under review or paid by now: the page itself says which.
	if (paid.problem.code === "already_exists" || paid.problem.code === "conflict")
		throw redirect(`/app/invoices/${params.id}/pay`);
	const refused = refusedForm(submission, paid.problem);
	return data({ ...refused.data, proofFileId }, paid.problem.status);
}

export const shouldRevalidate = reloadAfterAction;

export default function Pay({ loaderData: { invoice, payable, payment, methods, key } }: Route.ComponentProps) {
	if (!payable) return <PaySettled invoice={invoice} payment={payment} />;
	return (
		<>
			<PageHeader title={m.pay_title({ number: invoice.number })} description={m.pay_text()} />
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-8">
				<PaySummary invoice={invoice} className="lg:order-last lg:sticky lg:top-18" />
				{methods.length === 0 ? (
					<EmptyState icon={Landmark} title={m.pay_no_method()}>
						{m.pay_no_method_text({ currency: invoice.total.currency, email: invoice.seller.email })}
					</EmptyState>
				) : (
					<PayForm invoice={invoice} methods={methods} formKey={key} />
				)}
			</div>
		</>
	);
}
