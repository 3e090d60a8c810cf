import { and, eq, lte } from "drizzle-orm";
import { audit, auditMany } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { ID_PREFIX, type Id } from "#worker/kernel/ids";
import { among } from "#worker/kernel/many";
import type { Money } from "#worker/kernel/money";
import { next } from "#worker/kernel/state-machine";
import { together } from "#worker/kernel/together";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import type { Posting, TransferKind } from "../ledger/rules";
import { transfer, transferMany } from "../ledger/transfer";
import { holdFinalisePostings, holdReleasePostings } from "./postings";
import { holdView } from "./read-holds";
import { HOLD_MACHINE, type HoldEvent } from "./rules";
import type { HoldView } from "./schemas";
import { walletHolds } from "./tables";

type HoldRow = typeof walletHolds.$inferSelect;
type End = { event: HoldEvent; kind: TransferKind; postings: Posting[]; spent: number };

const PAGE = 100;
const A_RUN = 2000;

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

/** Gives back what nobody finalised in time, a page in one batch. @returns how many, and where the next run goes on */
export async function expireHolds(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { expiresAt, id, status } = walletHolds;
	let ended = 0;
	const { rest } = await walk<HoldRow>({
		...{ by: { at: expiresAt, id }, page: PAGE, most: A_RUN, from },
		read: ({ after, ...page }) =>
			ctx.db.list(walletHolds, { where: and(eq(status, "held"), lte(expiresAt, ctx.now), after), ...page }),
		placeOf: (hold) => ({ at: hold.expiresAt, id: hold.id }),
		handle: async (holds) => {
			const all = (some: HoldRow[]) => expireAll(ctx, some);
			ended += await together(ctx.db, holds, { size: PAGE, all, one: (hold) => expire(ctx, hold) });
		},
	});
	return { handled: ended, rest };
}

/** The same as `end` says of one. */
function expireAll(ctx: SystemContext, holds: HoldRow[]): Statement[] {
	const { db, now } = ctx;
	const ids = holds.map(({ id }) => id);
	const status = next(HOLD_MACHINE, "held", "expire");
	const released = holds.map((hold) => ({ tenantId: hold.tenantId, ...movedBy(hold, givenBack(hold, "expire")) }));
	const audited = holds.map((hold) => ({ tenantId: hold.tenantId, ...endEntry(hold, "expire", 0) }));
	return [
		db.update(walletHolds, and(among(walletHolds.id, ids), eq(walletHolds.status, "held")), { status, updatedAt: now }),
		db.guard("hold_state", holds.length),
		transferMany(ctx, released),
		auditMany(ctx, audited),
	];
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
	const { event, spent } = how;
	const { db, now } = ctx;
	const status = next(HOLD_MACHINE, hold.status, event);
	const money = transfer(ctx, movedBy(hold, how));
	try {
		await db.batch([
			db.update(walletHolds, and(eq(walletHolds.id, hold.id), eq(walletHolds.status, hold.status)), {
				status,
				updatedAt: now,
			}),
			db.guard("hold_state"),
			money.statement,
			audit(ctx, endEntry(hold, event, spent)),
		]);
	} catch (error) {
		if (!lostRace(error) && !violates(error, "transfers.idempotency_key")) throw error;
		throw new AppError("conflict", "This hold has just ended; look again.", { cause: error });
	}
	return holdView({ ...hold, status, updatedAt: now });
}

const movedBy = ({ id, currency }: HoldRow, { kind, postings }: End) => ({
	...{ kind, currency, postings, referenceId: id },
	idempotencyKey: `hold-end:${id}`,
});

const endEntry = ({ id, status: was }: HoldRow, event: HoldEvent, spent: number) => ({
	action: `wallet.hold_${event}`,
	resource: { kind: "hold", id },
	before: { status: was },
	after: { status: next(HOLD_MACHINE, was, event), spent },
});
