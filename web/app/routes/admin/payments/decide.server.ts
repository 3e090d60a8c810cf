import type { Schema } from "@sewa/sdk";
import { data } from "react-router";
import { RejectInput } from "#worker/modules/billing/payments/schemas";
import { type Api, outcome } from "~/api.server";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { subjectOf } from "./subject";

type Decided = {
	kind: "approved" | "approved-before" | "to-wallet" | "second" | "rejected";
	next: string;
	number: string;
};

const refuse = (problem: Problem) => ({ refused: data({ problem }, problem.status) });

/** Approves or rejects as the form says, and finds the payment that has waited longest after this one. */
export async function decide(api: Api, id: string, form: FormData, reviewer: string) {
	const agreeing = form.get("intent") === "agree";
	const approving = agreeing || form.get("intent") === "approve";
	if (await isDecidedOtherwise(api, id, approving)) return { kind: "meanwhile" as const };
	const asked = agreeing ? agree(api, id, form) : approving ? approve(api, id, form) : reject(api, id, form);
	if (!asked) return refuse(reasonMissing());
	const done = await outcome(asked);
	if (!done.ok) return done.problem.code === "conflict" ? { kind: "meanwhile" as const } : refuse(done.problem);
	const payment = done.data;
	const kind = approving ? approvedHow(payment, reviewer) : "rejected";
	return { kind, next: await nextInQueue(api, payment.createdAt), number: subjectOf(payment) } satisfies Decided;
}

function approvedHow(payment: Schema<"SystemPayment">, reviewer: string): Decided["kind"] {
	if (payment.status === "awaiting_review") return "second";
	if (payment.reviewedBy !== reviewer) return "approved-before";
	return payment.target === "wallet" && payment.invoice ? "to-wallet" : "approved";
}

/** A payment that a colleague has just rejected must not be approved from a page that does not know. */
async function isDecidedOtherwise(api: Api, id: string, approving: boolean): Promise<boolean> {
	const now = await outcome(api.GET("/api/v1/admin/payments/{id}", { params: { path: { id } } }));
	if (!now.ok || now.data.status === "awaiting_review") return false;
	return !(approving && now.data.status === "succeeded");
}

/** The second person's yes, which carries out what the first one asked for. */
async function agree(api: Api, id: string, form: FormData) {
	const path = { id: String(form.get("approvalId")) };
	const params = { path, header: idempotency(form) };
	const agreed = await api.POST("/api/v1/admin/approvals/{id}/approve", { params });
	if (!agreed.response.ok) return { error: agreed.error, response: agreed.response };
	return api.GET("/api/v1/admin/payments/{id}", { params: { path: { id } } });
}

function approve(api: Api, id: string, form: FormData) {
	const notes = String(form.get("notes") ?? "").trim();
	return api.POST("/api/v1/admin/payments/{id}/approve", {
		params: { path: { id }, header: idempotency(form) },
		body: notes ? { notes } : {},
	});
}

function reject(api: Api, id: string, form: FormData) {
	const input = RejectInput.safeParse({ reason: form.get("reason") });
	if (!input.success) return null;
	return api.POST("/api/v1/admin/payments/{id}/reject", {
		params: { path: { id }, header: idempotency(form) },
		body: input.data,
	});
}

function idempotency(form: FormData) {
	return { "Idempotency-Key": String(form.get("key")) };
}

async function nextInQueue(api: Api, after: string): Promise<string> {
	const query = { status: "awaiting_review", sort: "createdAt", limit: 100 } as const;
	const queue = await outcome(api.GET("/api/v1/admin/payments", { params: { query } }));
	if (!queue.ok) return "/admin/payments";
	const next = queue.data.items.find((payment) => payment.createdAt > after) ?? queue.data.items[0];
	return next ? `/admin/payments/${next.id}` : "/admin/payments";
}

function reasonMissing(): Problem {
	const title = m.admin_payments_reason_missing();
	return { type: "about:blank", code: "reason_missing", title, status: 422 };
}
