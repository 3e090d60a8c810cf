import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { readBillingSettings } from "../settings/manage-settings";
import { approvalView, findWaiting } from "./read-approvals";
import { type ApprovalKind, fourEyesLimit } from "./rules";
import type { ApprovalView } from "./schemas";
import { approvalRequests } from "./tables";

export type Ask = {
	kind: ApprovalKind;
	/** What it is about. At most one request of a kind waits for each. */
	subjectId: string;
	tenantId: Id<"tenant">;
	amount: Money;
	/** JSON with which the executor of the kind runs the use case again. */
	input: unknown;
	reason: string | null;
};

/**
 * The second person's yes. A use case that was given one does not ask again and puts `statements` into its own
 * batch: what is permitted and the permission happen together, once, or not at all.
 */
export type Agreement = { approvalId: Id<"approval">; statements: Statement[] };
export type SecondPerson = { needed: false } | { needed: true; approval: ApprovalView };

/**
 * Whether somebody else has to agree before this person may go on. Where so, the request is written (or the
 * one that waits already is returned, whatever its input) and the caller does nothing else.
 */
export async function secondPerson(ctx: SystemContext, ask: Ask): Promise<SecondPerson> {
	if (ctx.actor.kind !== "user") return { needed: false };
	const limit = fourEyesLimit(await readBillingSettings(ctx.db), ask.amount.currency);
	if (Math.abs(ask.amount.amount) <= limit) return { needed: false };
	const waiting = (await findWaiting(ctx, ask)) ?? (await request(ctx, ask, ctx.actor.id));
	return { needed: true, approval: approvalView(waiting) };
}

async function request(ctx: SystemContext, ask: Ask, requestedBy: Id<"user">) {
	const { tenantId, amount, ...asked } = ask;
	const inside = inTenant(ctx, ctx.db, tenantId);
	const row = { id: newId("approval"), ...asked, ...amount, requestedBy, status: "waiting" as const };
	const resource = { kind: "approval", id: row.id };
	const after = { kind: ask.kind, subjectId: ask.subjectId, amount };
	try {
		await inside.db.batch([
			inside.db.insert(approvalRequests, { ...row, createdAt: ctx.now }),
			audit(inside, { action: "approval.request", resource, after }),
		]);
	} catch (error) {
		if (!violates(error, "approval_requests.")) throw error;
	}
	const waiting = await findWaiting(ctx, ask);
	if (!waiting) throw new AppError("conflict", "It has just been decided; look again.");
	return waiting;
}
