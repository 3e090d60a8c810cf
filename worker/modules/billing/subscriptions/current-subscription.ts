import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { subscriptions } from "./tables";

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** The subscription that the tenant acts on: its latest. */
export async function currentSubscription(ctx: TenantContext): Promise<SubscriptionRow> {
	const [row] = await ctx.db.list(subscriptions, {
		orderBy: [desc(subscriptions.createdAt), desc(subscriptions.id)],
		limit: 1,
	});
	if (!row) throw new AppError("not_found");
	return row;
}

export type Change = {
	action: string;
	changes: Partial<SubscriptionRow>;
	/** Why, for the audit log. */
	reason?: string;
	also?: Statement[];
	unless?: SQL;
};

/**
 * Changes the subscription from the state and period that were read, with an audit row and what goes with it.
 * `unless` is judged by the database in the same statement. @throws 409 when somebody was faster
 */
export async function changeSubscription(ctx: TenantContext, row: SubscriptionRow, change: Change): Promise<void> {
	try {
		await ctx.db.batch(changeStatements(ctx, row, change));
	} catch (error) {
		if (!lostRace(error)) throw error;
		throw new AppError("conflict", "The subscription or its payment has just changed; look again.", { cause: error });
	}
}

/** The same as statements, for a batch of the caller's own. */
export function changeStatements(ctx: TenantContext, row: SubscriptionRow, change: Change): Statement[] {
	const { action, changes, reason, also = [], unless } = change;
	const end = row.periodEnd;
	const asRead = and(
		eq(subscriptions.id, row.id),
		eq(subscriptions.status, row.status),
		end === null ? isNull(subscriptions.periodEnd) : eq(subscriptions.periodEnd, end),
		sql`${subscriptions.cancelAt} IS ${row.cancelAt}`,
		unless && sql`NOT (${unless})`,
	);
	const resource = { kind: "subscription", id: row.id };
	const before = Object.fromEntries(Object.keys(changes).map((key) => [key, row[key as keyof SubscriptionRow]]));
	return [
		ctx.db.update(subscriptions, asRead, { ...changes, updatedAt: ctx.now }),
		ctx.db.guard("subscription_state"),
		...also,
		audit(ctx, { action, resource, before, after: reason === undefined ? changes : { ...changes, reason } }),
	];
}

/** A change of its plan that is on its way to be paid, other than the one that was read. */
export const anotherChange = (row: SubscriptionRow, known: string | null): SQL =>
	sql`EXISTS (SELECT 1 FROM plan_changes c WHERE c.subscription_id = ${row.id} AND c.id <> ${known ?? ""}
		AND c.status IN ('awaiting_payment', 'awaiting_review'))`;
