import { and, asc, eq, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { LIMIT_KEYS } from "#worker/modules/catalog/quotas";
import { plans } from "#worker/modules/catalog/tables";

/** The name of the first plan on sale that allows more of a meter than `limit`; null where none does, or none says. */
export async function largerPlan({ db }: TenantContext, meter: string, limit: number): Promise<string | null> {
	const key = (LIMIT_KEYS as Record<string, string>)[meter];
	if (!key) return null;
	const path = `$.${key}`;
	const [plan] = await db.listShared(plans, {
		where: and(
			eq(plans.state, "public"),
			sql`product_id = (SELECT id FROM products WHERE code = 'platform')`,
			sql`coalesce(json_extract(${plans.limits}, ${path}), 1e18) > ${limit}`,
		),
		orderBy: [asc(plans.position), asc(plans.id)],
		limit: 1,
	});
	return plan?.name ?? null;
}
