import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import { approvalRequests } from "../approvals/tables";
import { inbox } from "../inbox/tables";
import { payments } from "../payments/tables";
import { planChanges } from "./tables";

/** What waits for a person, and how many changes and payments there are in each state. */
export async function readCommandCenter(ctx: SystemContext) {
	const [changes, paid, approvals, parked] = await Promise.all([
		byStatus(ctx, planChanges, planChanges.status),
		byStatus(ctx, payments, payments.status),
		count(ctx, approvalRequests, eq(approvalRequests.status, "waiting")),
		count(ctx, inbox, eq(inbox.status, "parked")),
	]);
	const reviewing = paid.awaiting_review ?? 0;
	const total = reviewing + approvals + parked;
	return {
		needsReview: { total, payments: reviewing, approvals, inbox: parked },
		planChanges: changes,
		payments: paid,
	};
}

async function byStatus(ctx: SystemContext, table: SQLiteTable, status: SQLiteColumn): Promise<Record<string, number>> {
	const rows = await ctx.db.select({ status: sql<string>`${status}`, count: sql<number>`count(*)` }, table, {
		groupBy: [status],
	});
	return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

async function count(ctx: SystemContext, table: SQLiteTable, where: SQL): Promise<number> {
	const [row] = await ctx.db.select({ count: sql<number>`count(*)` }, table, { where });
	return row?.count ?? 0;
}
