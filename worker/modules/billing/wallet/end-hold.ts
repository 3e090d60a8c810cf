import { and, eq, lte } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { ID_PREFIX, type Id } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { next } from "#worker/kernel/state-machine";
import { walk } from "#worker/kernel/walk";
import type { Posting, TransferKind } from "../ledger/rules";
import { transfer } from "../ledger/transfer";
import { holdFinalisePostings, holdReleasePostings } from "./postings";
import { holdView } from "./read-holds";
import { HOLD_MACHINE, type HoldEvent } from "./rules";
import type { HoldView } from "./schemas";
import { walletHolds } from "./tables";

type HoldRow = typeof walletHolds.$inferSelect;
type End = { event: HoldEvent; kind: TransferKind; postings: Posting[]; spent: number };

const PAGE = 100;
const A_RUN = 5000;

/**
 * What was held is spent, all of it or `amount`; the rest is available again.
 * @throws conflict when it has ended or expired
 */
export async function finaliseHold(
	ctx: TenantContext,
	holdId: Id<"hold">,
	{ amount, product }: { amount?: Money | undefined; product: string },
): Promise<HoldView> {
	const hold = await find(ctx, holdId);
	const spent = amount?.amount ?? hold.amount;
	if (amount && amount.currency !== hold.currency)
		throw invalid("/amount", `The hold is in ${hold.currency}.`, "currency_mismatch");
	if (spent > hold.amount) throw invalid("/amount/amount", `At most ${hold.amount} is held.`);
	if (hold.status === "held" && hold.expiresAt <= ctx.now) throw new AppError("conflict", "This hold has expired.");
	const postings = holdFinalisePostings(hold.amount, spent, product);
	return end(ctx, hold, { event: "finalise", kind: "hold_finalise", postings, spent });
}

/** What was held is the tenant's again. @throws conflict when it has ended */
export async function releaseHold(ctx: TenantContext, holdId: Id<"hold">): Promise<HoldView> {
	const hold = await find(ctx, holdId);
	return end(ctx, hold, givenBack(hold, "release"));
}

const givenBack = ({ amount }: HoldRow, event: "release" | "expire"): End => ({
	...{ event, kind: "hold_release", spent: 0 },
	postings: holdReleasePostings(amount),
});

/** Gives back what nobody finalised in time, page by page. @returns how many */
export async function expireHolds(ctx: SystemContext): Promise<number> {
	const { expiresAt, id, status } = walletHolds;
	let ended = 0;
	await walk<HoldRow>({
		...{ by: { at: expiresAt, id }, page: PAGE, most: A_RUN },
		read: ({ after, ...page }) =>
			ctx.db.list(walletHolds, { where: and(eq(status, "held"), lte(expiresAt, ctx.now), after), ...page }),
		placeOf: (hold) => ({ at: hold.expiresAt, id: hold.id }),
		handle: async (holds) => {
			for (const hold of holds) if (await expire(ctx, hold)) ended++;
		},
	});
	return ended;
}

async function expire(ctx: SystemContext, hold: HoldRow): Promise<boolean> {
	try {
		await end(inTenant(ctx, ctx.db, hold.tenantId), hold, givenBack(hold, "expire"));
		return true;
	} catch (error) {
		if (error instanceof AppError && error.code === "conflict") return false;
		throw error;
	}
}

/** A refund's hold ends with its refund and in no other way. */
async function find(ctx: TenantContext, holdId: Id<"hold">): Promise<HoldRow> {
	const hold = await ctx.db.find(walletHolds, eq(walletHolds.id, holdId));
	if (!hold) throw new AppError("not_found");
	if (hold.referenceId.startsWith(ID_PREFIX.refund))
		throw new AppError("conflict", "This hold belongs to a refund and ends with it.");
	return hold;
}

/** Ends a hold once, whichever way: the state is guarded, and the key of the transfer is the same for all of them. */
async function end(ctx: TenantContext, hold: HoldRow, how: End): Promise<HoldView> {
	const { event, kind, postings, spent } = how;
	const { db, now } = ctx;
	const status = next(HOLD_MACHINE, hold.status, event);
	const idempotencyKey = `hold-end:${hold.id}`;
	const money = transfer(ctx, { kind, currency: hold.currency, referenceId: hold.id, postings, idempotencyKey });
	const resource = { kind: "hold", id: hold.id };
	try {
		await db.batch([
			db.update(walletHolds, and(eq(walletHolds.id, hold.id), eq(walletHolds.status, hold.status)), {
				status,
				updatedAt: now,
			}),
			db.guard("hold_state"),
			money.statement,
			audit(ctx, {
				action: `wallet.hold_${event}`,
				resource,
				before: { status: hold.status },
				after: { status, spent },
			}),
		]);
	} catch (error) {
		if (!lostRace(error) && !violates(error, "transfers.idempotency_key")) throw error;
		throw new AppError("conflict", "This hold has just ended; look again.", { cause: error });
	}
	return holdView({ ...hold, status, updatedAt: now });
}
