import { and, gt } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { pageClause, toPage } from "#worker/kernel/pages";
import { iso, isoOrNull } from "#worker/kernel/time";
import type { GrantQuery, GrantView } from "./schemas";
import { creditGrants } from "./tables";

export function grantView(row: typeof creditGrants.$inferSelect): GrantView {
	const { id, kind, currency, priority, productCode: product, reason } = row;
	return {
		...{ id, kind, priority, product, reason },
		amount: { amount: row.amount, currency },
		remaining: { amount: row.remaining, currency },
		expiresAt: isoOrNull(row.expiresAt),
		endedAt: isoOrNull(row.endedAt),
		createdAt: iso(row.createdAt),
	};
}

/** Credit that was granted; `live` leaves out what is spent or has ended. */
export async function listGrants(ctx: TenantContext, query: GrantQuery) {
	const page = pageClause(query, { createdAt: creditGrants.createdAt }, creditGrants.id);
	const where = and(query.live ? gt(creditGrants.remaining, 0) : undefined, page.after);
	const rows = await ctx.db.list(creditGrants, { ...page, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], grantView);
}
