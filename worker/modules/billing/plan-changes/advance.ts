import { and, eq, inArray } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { statesTaking } from "#worker/kernel/state-machine";
import { PLAN_CHANGE_MACHINE, type PlanChangeEvent, type PlanChangeStatus } from "./rules";
import { planChanges } from "./tables";

/**
 * Moves an invoice's plan change along within the batch that moves its payment; guarded, so that a change
 * in another state undoes all of it. Renewals have no plan change and need nothing.
 */
export function advancePlanChange(
	ctx: TenantContext,
	id: Id<"planChange"> | null,
	event: PlanChangeEvent,
): Statement[] {
	if (!id) return [];
	return [
		...advanceIfItMay(ctx, id, event),
		ctx.db.guard("plan_change_state"),
		...(event === "apply" ? [emit(ctx, { type: "plan_change.applied", planChangeId: id })] : []),
	];
}

/** The same for a change that may have gone on meanwhile: then it stays where it is. */
export function advanceIfItMay(ctx: TenantContext, id: Id<"planChange"> | null, event: PlanChangeEvent): Statement[] {
	if (!id) return [];
	const from = statesTaking(PLAN_CHANGE_MACHINE, event);
	const [status] = [...new Set(from.map((state) => PLAN_CHANGE_MACHINE[state][event]))] as [PlanChangeStatus];
	return [
		ctx.db.update(planChanges, and(eq(planChanges.id, id), inArray(planChanges.status, from)), {
			status,
			updatedAt: ctx.now,
		}),
	];
}
