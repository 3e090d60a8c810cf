import { and, eq, isNotNull, lte, ne, or, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { emitMany } from "#worker/kernel/outbox";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { ledgerAccounts } from "../ledger/tables";
import { subscriptions } from "../subscriptions/tables";
import { RENEWAL_NOTICE } from "./balance-rules";
import { walletSettings } from "./tables";

const PAGE = 1000;
const A_RUN = 10_000;

/**
 * Puts every wallet on the queue that may call for something: first those with a rule, then those whose subscription
 * renews within three days. Once a day; a wallet that is on it twice is checked twice and told once. A run ends after
 * `most`; the next one goes on `from` there. @returns how many, and where it stopped
 */
export async function checkBalances(ctx: SystemContext, from: Place | null = null, most = A_RUN): Promise<Walked> {
	if (from !== null && from.at > 0) return enqueueRenewing(ctx, from, most);
	const ruled = await enqueueRuled(ctx, from, most);
	const begin = { at: ctx.now, id: "" };
	const left = most - ruled.handled;
	if (ruled.rest !== null) return ruled;
	if (left === 0) return { handled: ruled.handled, rest: begin };
	const renewing = await enqueueRenewing(ctx, begin, left);
	return { handled: ruled.handled + renewing.handled, rest: renewing.rest };
}

function enqueueRuled(ctx: SystemContext, from: Place | null, most: number): Promise<Walked> {
	const { tenantId, lowBalance, autoTopUp, noticedAt } = walletSettings;
	const ruled = or(isNotNull(lowBalance), ne(autoTopUp, "off"), isNotNull(noticedAt));
	return walk<{ tenantId: Id<"tenant"> }>({
		...{ by: { at: null, id: tenantId }, page: PAGE, most, from },
		read: ({ after, ...page }) => ctx.db.select({ tenantId }, walletSettings, { where: and(ruled, after), ...page }),
		placeOf: (row) => ({ at: 0, id: row.tenantId }),
		handle: (rows) => enqueue(ctx, rows),
	});
}

function enqueueRenewing(ctx: SystemContext, from: Place, most: number): Promise<Walked> {
	const { nextBillingAt, id, tenantId } = subscriptions;
	const filled = sql`${ledgerAccounts.owner} = ${subscriptions.tenantId} AND ${ledgerAccounts.code} = 'wallet'
		AND ${ledgerAccounts.currency} = ${subscriptions.currency} AND ${ledgerAccounts.balance} > 0`;
	const soon = and(eq(subscriptions.status, "active"), lte(nextBillingAt, ctx.now + RENEWAL_NOTICE));
	return walk({
		...{ by: { at: nextBillingAt, id }, page: PAGE, most, from },
		read: ({ after, ...page }) =>
			ctx.db.select({ tenantId, at: nextBillingAt, id }, subscriptions, {
				joins: [{ table: ledgerAccounts, on: filled }],
				...{ where: and(soon, after), ...page },
			}),
		placeOf: (row) => ({ at: row.at ?? 0, id: row.id }),
		handle: (rows) => enqueue(ctx, rows),
	});
}

function enqueue(ctx: SystemContext, rows: { tenantId: Id<"tenant"> }[]): Promise<void> {
	const job = { type: "wallet.check_due" } as const;
	return ctx.db.batch([
		emitMany(
			ctx,
			rows.map((row) => ({ ...job, for: row.tenantId })),
		),
	]);
}
