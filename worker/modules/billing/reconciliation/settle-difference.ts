import { and, eq, isNull } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { replayEvent } from "../inbox/replay-event";
import { syncPayment } from "../payments/sync-payments";
import { ProviderError } from "../providers/provider";
import { askAbout } from "./ask-providers";
import { type DifferenceRow, differenceView, findDifference } from "./read-differences";
import type { Difference, ResolveInput } from "./schemas";
import { differences } from "./tables";

/**
 * Carries out the remedy that was proposed, where it is one of the automatic ones. A payment is compared anew at
 * once; an event goes back on the queue, and the next run sees what became of it.
 * @throws conflict where it is settled already or a person has to act; provider_unavailable
 */
export async function remedyDifference(ctx: SystemContext, differenceId: Id<"difference">): Promise<Difference> {
	const difference = await findDifference(ctx, differenceId);
	mustBeOpen(difference);
	await carryOut(ctx, difference);
	const { kind, subjectId, remedy } = difference;
	const resource = { kind: "difference", id: differenceId };
	await ctx.db.batch([
		auditInstallation(ctx, { action: "reconciliation.remedy", resource, after: { kind, subjectId, remedy } }),
	]);
	return differenceView(await findDifference(ctx, differenceId));
}

async function carryOut(ctx: SystemContext, { remedy, subjectId }: DifferenceRow): Promise<void> {
	switch (remedy) {
		case "sync_payment":
			await sync(ctx, subjectId as Id<"payment">);
			return askAbout(ctx, subjectId as Id<"payment">);
		case "replay_event":
			await replayEvent(ctx, subjectId as Id<"inbox">);
			return;
		default:
			throw new AppError("conflict", `The remedy "${remedy}" is a person's: act, then settle it with a note.`);
	}
}

async function sync(ctx: SystemContext, paymentId: Id<"payment">): Promise<void> {
	try {
		const { contradiction } = await syncPayment(ctx, paymentId);
		if (contradiction) throw new AppError("conflict", `The provider contradicts itself: ${contradiction}.`);
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		const code = error.kind === "unavailable" ? "provider_unavailable" : "provider_refused";
		throw new AppError(code, "The provider could not be asked; try again.", { cause: error });
	}
}

/** A person has dealt with it, or knows why it is right. It stays settled unless one of the books changes again. */
export async function resolveDifference(
	ctx: SystemContext,
	differenceId: Id<"difference">,
	{ note }: ResolveInput,
): Promise<Difference> {
	const difference = await findDifference(ctx, differenceId);
	mustBeOpen(difference);
	const { kind, subjectId, ours, theirs } = difference;
	const resource = { kind: "difference", id: differenceId };
	const open = and(eq(differences.id, differenceId), isNull(differences.resolvedAt));
	await ctx.db.batch([
		ctx.db.update(differences, open, { resolvedAt: ctx.now, resolvedBy: ctx.actor.name, resolution: note }),
		auditInstallation(ctx, {
			action: "reconciliation.resolve",
			resource,
			before: { kind, subjectId, ours, theirs },
			after: { note },
		}),
	]);
	return differenceView(await findDifference(ctx, differenceId));
}

function mustBeOpen({ resolvedAt }: DifferenceRow): void {
	if (resolvedAt !== null) throw new AppError("conflict", "This difference is settled already.");
}
