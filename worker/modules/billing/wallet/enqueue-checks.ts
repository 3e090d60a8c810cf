import { and, asc, eq, gt, isNotNull, lte, ne, or, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { emitMany } from "#worker/kernel/outbox";
import { walk } from "#worker/kernel/walk";
import { ledgerAccounts } from "../ledger/tables";
import { subscriptions } from "../subscriptions/tables";
import { RENEWAL_NOTICE } from "./balance-rules";
import { walletSettings } from "./tables";

const PAGE = 1000;

/**
 * Puts every wallet on the queue that may call for something: those with a rule, and those whose subscription renews
 * within three days. Once a day; a wallet that is on it twice is checked twice and told once. @returns how many
 */
export async function checkBalances(ctx: SystemContext): Promise<number> {
	return (await enqueueRuled(ctx)) + (await enqueueRenewing(ctx));
}

async function enqueueRuled(ctx: SystemContext): Promise<number> {
	const { tenantId, lowBalance, autoTopUp, noticedAt } = walletSettings;
	const ruled = or(isNotNull(lowBalance), ne(autoTopUp, "off"), isNotNull(noticedAt));
	let count = 0;
	for (let last: Id<"tenant"> | null = null, full = true; full; ) {
		const rows: { tenantId: Id<"tenant"> }[] = await ctx.db.select({ tenantId }, walletSettings, {
			where: and(ruled, last ? gt(tenantId, last) : undefined),
			orderBy: [asc(tenantId)],
			limit: PAGE,
		});
		await enqueue(ctx, rows);
		count += rows.length;
		last = rows.at(-1)?.tenantId ?? null;
		full = rows.length === PAGE;
	}
	return count;
}

async function enqueueRenewing(ctx: SystemContext): Promise<number> {
	const { nextBillingAt, id, tenantId } = subscriptions;
	const filled = sql`${ledgerAccounts.owner} = ${subscriptions.tenantId} AND ${ledgerAccounts.code} = 'wallet'
		AND ${ledgerAccounts.currency} = ${subscriptions.currency} AND ${ledgerAccounts.balance} > 0`;
	const soon = and(eq(subscriptions.status, "active"), lte(nextBillingAt, ctx.now + RENEWAL_NOTICE));
	const { handled } = await walk({
		...{ by: { at: nextBillingAt, id }, page: PAGE, most: Number.POSITIVE_INFINITY, from: { at: ctx.now, id: "" } },
		read: ({ after, ...page }) =>
			ctx.db.select({ tenantId, at: nextBillingAt, id }, subscriptions, {
				joins: [{ table: ledgerAccounts, on: filled }],
				...{ where: and(soon, after), ...page },
			}),
		placeOf: (row) => ({ at: row.at ?? 0, id: row.id }),
		handle: (rows) => enqueue(ctx, rows),
	});
	return handled;
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
