import { and, eq, notInArray, sql } from "drizzle-orm";
import type { TenantStatus } from "#worker/kernel/context";
import type { Answers } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { type Quota, quotasOf } from "#worker/modules/catalog/quotas";
import type { OveragePrice, RateLimits } from "#worker/modules/catalog/schemas";
import { entitlements, plans, quotaOverrides } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { type Period, quotaPeriod, USUAL_RATES } from "../rules";
import { rateOverrides } from "../tables";

/** Everything that admission goes by, as one value. A newer version replaces an older one, never the reverse. */
export type Snapshot = {
	version: number;
	status: TenantStatus;
	planCode: string;
	shard: string;
	quotas: Quota[];
	policies: RateLimits;
	period: Period;
	/** The plan to name where the quota of calls is spent; null where none has more. */
	larger: { code: string; name: string } | null;
};

const platform = sql`${subscriptions.productId} = (SELECT id FROM products WHERE code = 'platform')`;
const live = and(notInArray(subscriptions.status, ["canceled", "expired"]), platform);

const fields = {
	...{ version: entitlements.version, limits: entitlements.limits, planCode: entitlements.planCode },
	...{ status: tenants.status, shard: tenants.shard },
	start: sql<number | null>`coalesce(${subscriptions.usageFrom}, ${subscriptions.periodStart})`,
	...{ end: subscriptions.periodEnd, currency: subscriptions.currency, subscription: subscriptions.status },
	...{ interval: subscriptions.interval, anchorDay: subscriptions.anchorDay },
	...{ rateLimits: plans.rateLimits, overage: plans.overage },
	larger: sql<string | null>`(SELECT json_object('code', l.code, 'name', l.name) FROM plans l
		WHERE l.product_id = ${plans.productId} AND l.state = 'public'
		AND coalesce(json_extract(l.limits, '$.apiCalls'), 1e18) > coalesce(json_extract(${entitlements.limits}, '$.apiCalls'), 1e18)
		ORDER BY l.position LIMIT 1)`,
};
const joins = [
	{ table: tenants, on: eq(tenants.id, entitlements.tenantId) },
	{ table: plans, on: eq(plans.code, entitlements.planCode), optional: true },
	{ table: subscriptions, on: live ?? sql`true`, optional: true },
];

/** The reads that a snapshot is made of, for whoever asks more in the same call. */
export const snapshotReads = (db: TenantDb) =>
	[
		db.toSelect(fields, entitlements, { joins, limit: 1 }),
		db.toList(quotaOverrides),
		db.toList(rateOverrides),
	] as const;

type Rows = Answers<ReturnType<typeof snapshotReads>>;

/** What those reads say holds `now`; null where there is no such tenant. */
export function snapshotOf([[row], quotas, [rate]]: Rows, now: number): Snapshot | null {
	if (!row) return null;
	const { version, status, planCode, shard, larger } = row as { status: TenantStatus } & typeof row;
	return {
		...{ version, status, planCode, shard },
		quotas: quotasOf(
			row.limits,
			pricesNow(row, now).map(({ meter }) => meter),
			quotas,
		),
		policies: rate ? [{ ...rate, name: "tenant" }].map(policy) : (row.rateLimits ?? USUAL_RATES),
		period: quotaPeriod(row, now),
		larger: larger === null ? null : (JSON.parse(larger) as Snapshot["larger"]),
	};
}

/** What holds for a tenant now, in one call of D1; null where there is no such tenant. */
export async function loadSnapshot(system: SystemDb, tenantId: Id<"tenant">, now: number): Promise<Snapshot | null> {
	const db = system.tenant(tenantId);
	return snapshotOf(await db.readAll(snapshotReads(db)), now);
}

const policy = ({ name, requests, windowSeconds }: RateLimits[number]) => ({ name, requests, windowSeconds });

type Priced = { overage: OveragePrice[] | null; currency: Currency | null; start: number | null; end: number | null };

/** What use beyond the limits costs here: only while a paid period runs is there somebody to bill. */
export function pricesNow({ overage, currency, start, end }: Priced, now: number): OveragePrice[] {
	if (start === null || end === null || now < start || now >= end) return [];
	return (overage ?? []).filter((price) => price.currency === currency);
}
