import { eq, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { among } from "#worker/kernel/many";
import type { Counter } from "#worker/kernel/meters";
import { iso } from "#worker/kernel/time";
import { isRecordMeter, LIMIT_KEYS, type Quota } from "#worker/modules/catalog/quotas";
import { entitlements, plans } from "#worker/modules/catalog/tables";
import { seatsUsed } from "#worker/modules/tenants/seats";
import { type Snapshot, snapshotOf, snapshotReads } from "../admission/snapshot";
import type { Period } from "../rules";
import { meters } from "../tables";
import { type Totals, usageTotals } from "../usage/usage-between";

export type UsedQuota = Quota & { used: number; override: boolean };

/**
 * A tenant's snapshot with what is used of each quota, or of those it is asked about: one call of D1; one of the object
 * for counts of calls; one of the shard for meters of events.
 */
export async function readUse(ctx: TenantContext, about?: readonly string[]) {
	const { db } = ctx;
	const isMeant = (meter: string) => about === undefined || about.includes(meter);
	const [[row, quotas, rates, [more]], counters] = await Promise.all([
		db.readAll([...snapshotReads(db), db.toSelect(moreOf(ctx), entitlements, { joins: [plan], limit: 1 })]),
		countersOf(ctx, isMeant),
	]);
	const snapshot = snapshotOf([row, quotas, rates], ctx.now);
	if (!snapshot || !more) throw new AppError("not_found");
	const meant = snapshot.quotas.filter(({ meter }) => isMeant(meter));
	const custom = await customUse(ctx, meant, snapshot.period);
	const records: Record<string, number> = { seats: more.seats, branches: 0, storage_bytes: more.stored };
	const counted = (meter: string) =>
		counters.find((one) => one.meter === meter && one.periodStart === snapshot.period.start)?.counted ?? 0;
	return {
		snapshot,
		plan: { code: snapshot.planCode, name: more.name ?? snapshot.planCode },
		features: more.features ?? [],
		quotas: meant.map((quota): UsedQuota => {
			const override = quotas.some(({ meter }) => meter === quota.meter);
			const used = records[quota.meter] ?? custom.get(quota.meter) ?? counted(quota.meter);
			return { ...quota, used, override };
		}),
	};
}

/** What the tenant's object has counted, where it is asked about anything that it counts. */
async function countersOf(ctx: TenantContext, isMeant: (meter: string) => boolean): Promise<Counter[]> {
	const calls = Object.keys(LIMIT_KEYS).filter((meter) => !isRecordMeter(meter) && isMeant(meter));
	return calls.length > 0 ? (await ctx.meters.read(ctx.tenantId)).counters : [];
}

const plan = { table: plans, on: eq(plans.code, entitlements.planCode), optional: true };

/** What is counted in the control plane's database itself. There are no branches yet. */
const moreOf = (ctx: TenantContext) => ({
	...{ name: plans.name, features: plans.features },
	seats: seatsUsed(ctx),
	stored: sql<number>`(SELECT coalesce(sum(size), 0) FROM files WHERE tenant_id = ${ctx.tenantId})`,
});

/** What quotas of events have been used; their meters say how windows add up. */
async function customUse(ctx: TenantContext, quotas: readonly Quota[], period: Period): Promise<Totals> {
	const custom = quotas.map(({ meter }) => meter).filter((meter) => !(meter in LIMIT_KEYS));
	if (custom.length === 0) return new Map();
	const defined = await ctx.db.listShared(meters, { where: among(meters.code, custom) });
	const [used] = await usageTotals(ctx, defined, [period]);
	return used ?? new Map();
}

/** When a quota is counted anew; null for what is there now. */
export const resetsAt = (meter: string, { period }: Pick<Snapshot, "period">): string | null =>
	isRecordMeter(meter) ? null : iso(period.end);

export const periodView = ({ start, end }: Period) => ({ start: iso(start), end: iso(end) });
