import type { Schema } from "@sewa/sdk";
import { redirect } from "react-router";
import { BillingDetails } from "#worker/modules/billing/invoices/schemas";
import { PlanChangeInput } from "#worker/modules/billing/plan-changes/schemas";
import { type Api, outcome } from "~/api.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { withFlash } from "../admin/use-flash";
import { dropDraft, keepDraft } from "../onboarding/billing-draft.server";

const Stored = PlanChangeInput.omit({ billing: true });
const Billed = PlanChangeInput.extend({ billing: BillingDetails });

/** Orders what was confirmed, and goes to where it is paid, or to the plan where nothing is to be paid. */
export async function buy(client: Api, request: Request) {
	const form = await request.formData();
	const asked = new URL(request.url).searchParams;
	const intent = form.get("intent");
	if (intent === "back") {
		asked.set("step", "plan");
		throw redirect(`/app/billing/plans?${asked}`, { headers: { "Set-Cookie": keepDraft(request, form) } });
	}
	const submission = parseForm(form, form.has("billing.email") ? Billed : Stored);
	if (submission.status !== "success") return invalidForm(submission);
	const key = String(form.get("key"));
	const headers = { "Idempotency-Key": key };
	const bought = await outcome(client.POST("/api/v1/plan-changes", { body: submission.value, headers }));
	if (bought.ok) {
		const to = await nextPlace(client, bought.data, intent === "wallet" ? key : null);
		throw redirect(to, { headers: { "Set-Cookie": dropDraft(request) } });
	}
	// Bought by a colleague or in another window: the page itself says so. A coupon that is gone is said in place.
	const elsewhere = bought.problem.code === "already_exists" || bought.problem.code === "conflict";
	if (elsewhere && !bought.problem.issues?.length) throw redirect("/app/billing/plans");
	return refusedForm(submission, bought.problem);
}

/** `walletKey` is set where the wallet shall pay; where it cannot any more, the invoice's page says how else. */
async function nextPlace(client: Api, change: Schema<"PlanChange">, walletKey: string | null): Promise<string> {
	const { invoice, timing, planName } = change;
	if (!invoice) return withFlash("/app/billing", timing === "period_end" ? "scheduled" : "changed", planName);
	if (walletKey === null) return `/app/invoices/${invoice.id}/pay`;
	const params = { path: { id: invoice.id } };
	const headers = { "Idempotency-Key": `${walletKey}-pay` };
	const body = { method: "wallet", amount: change.total };
	const paid = await outcome(client.POST("/api/v1/invoices/{id}/payments", { params, body, headers }));
	return paid.ok ? `/app/payments/${paid.data.id}` : `/app/invoices/${invoice.id}/pay`;
}
