import { and, eq, ne } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type UserActor } from "#worker/kernel/context";
import { lostRace, type Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { EXECUTORS } from "./executors";
import { type ApprovalRow, approvalView, loadApproval } from "./read-approvals";
import type { ApprovalRejection, ApprovalView } from "./schemas";
import { approvalRequests } from "./tables";

/**
 * Another person agrees: what was asked for happens, in one batch with the decision. Agreeing again, or two
 * people at once, does it once and gets the same answer.
 */
export async function approveRequest(ctx: SystemContext, approvalId: Id<"approval">): Promise<ApprovalView> {
	const request = await loadApproval(ctx, approvalId);
	if (request.status === "approved") return approvalView(request);
	const decider = deciderOf(ctx, request);
	const statements = decision(ctx, request, decider, { status: "approved" });
	try {
		await EXECUTORS[request.kind](ctx, request, { approvalId, statements });
	} catch (error) {
		const now = await loadApproval(ctx, approvalId);
		if (now.status === "approved") return approvalView(now);
		throw error;
	}
	const now = await loadApproval(ctx, approvalId);
	if (now.status === "approved") return approvalView(now);
	throw new AppError("conflict", "What was asked for cannot be done any more; reject the request.");
}

export async function rejectRequest(
	ctx: SystemContext,
	approvalId: Id<"approval">,
	{ reason }: ApprovalRejection,
): Promise<ApprovalView> {
	const request = await loadApproval(ctx, approvalId);
	const decider = deciderOf(ctx, request, { ownToo: true });
	const inside = inTenant(ctx, ctx.db, request.tenantId);
	try {
		await inside.db.batch(decision(ctx, request, decider, { status: "rejected", decisionReason: reason }));
	} catch (error) {
		if (!lostRace(error)) throw error;
		const now = await loadApproval(ctx, approvalId);
		throw new AppError("conflict", `This request is ${now.status} meanwhile.`, { cause: error });
	}
	return approvalView(await loadApproval(ctx, approvalId));
}

/** Who decides: a person, and to agree, not the one who asked. Taking one's own request back is fine. */
function deciderOf({ actor }: SystemContext, request: ApprovalRow, { ownToo = false } = {}): UserActor {
	if (request.status !== "waiting") throw new AppError("conflict", `This request is ${request.status}.`);
	if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can decide this.");
	if (!ownToo && actor.id === request.requestedBy)
		throw new AppError("second_person_needed", "You asked for this yourself; somebody else has to agree.");
	return actor;
}

type Decision = { status: "approved" } | { status: "rejected"; decisionReason: string };

function decision(ctx: SystemContext, request: ApprovalRow, by: UserActor, decided: Decision): Statement[] {
	const inside = inTenant(ctx, ctx.db, request.tenantId);
	const waiting = and(eq(approvalRequests.id, request.id), eq(approvalRequests.status, "waiting"));
	const where = decided.status === "approved" ? and(waiting, ne(approvalRequests.requestedBy, by.id)) : waiting;
	const action = decided.status === "approved" ? "approval.approve" : "approval.reject";
	const resource = { kind: "approval", id: request.id };
	return [
		inside.db.update(approvalRequests, where, { ...decided, decidedBy: by.id, decidedAt: ctx.now }),
		inside.db.guard("approval_state"),
		audit(inside, { action, resource, before: { status: "waiting" }, after: decided }),
	];
}
