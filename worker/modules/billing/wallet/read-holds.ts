import { and, eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { pageClause, toPage } from "#worker/kernel/pages";
import { iso } from "#worker/kernel/time";
import type { HoldQuery, HoldView } from "./schemas";
import { walletHolds } from "./tables";

type Row = Omit<typeof walletHolds.$inferSelect, "tenantId" | "transferId">;

export function holdView({ id, status, reason, referenceId, ...row }: Row): HoldView {
	const times = { expiresAt: iso(row.expiresAt), createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) };
	return { id, status, amount: { amount: row.amount, currency: row.currency }, reason, referenceId, ...times };
}

export async function listHolds(ctx: TenantContext, query: HoldQuery) {
	const page = pageClause(query, { createdAt: walletHolds.createdAt }, walletHolds.id);
	const where = and(eq(walletHolds.status, query.status), page.after);
	const rows = await ctx.db.list(walletHolds, { ...page, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], holdView);
}
