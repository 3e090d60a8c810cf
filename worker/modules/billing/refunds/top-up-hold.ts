import { and, eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { newId } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import type { Posting } from "../ledger/rules";
import { transfer } from "../ledger/transfer";
import { walletHolds } from "../wallet/tables";
import type { RefundRow } from "./tables";

type Held = Pick<RefundRow, "id" | "amount" | "currency">;

/** A refund ends by a person or a provider, not by the clock: its hold is out of reach of the sweep of expired ones. */
const NEVER = 100 * 365 * DAY;
const heldFor = ({ id }: Held) => and(eq(walletHolds.referenceId, id), eq(walletHolds.status, "held"));
const moving = (amount: number): Posting[] => [
	{ owner: "tenant", account: "wallet", amount: -amount },
	{ owner: "tenant", account: "held", amount },
];

/** What is asked back of a top-up can no longer be spent. The database refuses when the wallet has less. */
export function holdTopUp(ctx: TenantContext, refund: Held): Statement[] {
	const { id: referenceId, amount, currency } = refund;
	const idempotencyKey = `refund-hold:${referenceId}`;
	const money = transfer(ctx, { kind: "hold", currency, postings: moving(amount), referenceId, idempotencyKey });
	const row = {
		...{ id: newId("hold"), amount, currency, status: "held" as const, reason: "refund", referenceId },
		...{ transferId: money.transferId, expiresAt: ctx.now + NEVER, createdAt: ctx.now, updatedAt: ctx.now },
	};
	return [money.statement, ctx.db.insert(walletHolds, row)];
}

/** The refund failed: the money can be spent again. */
export function releaseTopUp(ctx: TenantContext, refund: Held): Statement[] {
	const { id: referenceId, amount, currency } = refund;
	const idempotencyKey = `refund-release:${referenceId}`;
	const postings = moving(-amount);
	const money = transfer(ctx, { kind: "hold_release", currency, postings, referenceId, idempotencyKey });
	return [money.statement, ...endHold(ctx, refund, "released")];
}

export const endHold = (ctx: TenantContext, refund: Held, status: "finalised" | "released"): Statement[] => [
	ctx.db.update(walletHolds, heldFor(refund), { status, updatedAt: ctx.now }),
	ctx.db.guard("hold_state"),
];

export const findHold = (ctx: TenantContext, refund: Held) => ctx.db.find(walletHolds, heldFor(refund));
