import { and, desc, eq, isNotNull, lte, notInArray } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import { emitMany } from "#worker/kernel/outbox";
import { DAY, HOUR } from "#worker/kernel/time";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { pendingItems } from "#worker/modules/billing/invoices/tables";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { usageBills, usagePeriods } from "../tables";
import { usageTotals } from "../usage/usage-between";
import { describeOverage, type MeterOverage, overagesOf } from "./overage-lines";
import { metersWithPrice } from "./priced-meters";

type EndedPeriod = typeof usagePeriods.$inferSelect;
type Bill = typeof usageBills.$inferSelect;

/** The last hour of a period is over and its flushes have come; the trigger that writes the period down says the same. */
export const BILLED_AFTER = 2 * HOUR;
/** Events may come so late; after that a period is closed for good. */
const LATE_EVENTS = 35 * DAY;
const PAGE = 1000;
const A_RUN = 10_000;

/** Puts ended periods whose use is to be looked at on the queue. Overlapping runs enqueue twice, which changes nothing. */
export function enqueueUsageBills(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { id, tenantId, nextCheckAt: at } = usagePeriods;
	const due = and(isNotNull(at), lte(at, ctx.now));
	return walk({
		...{ by: { at, id }, page: PAGE, most: A_RUN, from },
		read: ({ after, ...page }) =>
			ctx.db.select({ id, tenantId, at }, usagePeriods, { where: and(due, after), ...page }),
		placeOf: (row) => ({ at: row.at ?? 0, id: row.id }),
		handle: (rows) => {
			const jobs = rows.map((row) => ({ for: row.tenantId, type: "usage.bill_due" as const, periodId: row.id }));
			return ctx.db.batch([emitMany(ctx, jobs)]);
		},
	});
}

/**
 * Bills what an ended period's overage is more, or less, than was billed of it: the first time all of it, later only
 * what late events changed. The difference waits for the next invoice. A look takes the period from when it was due to
 * when it is due next, and each revision is unique: of many at once one is written. @returns the meters that it billed
 */
export async function billUsage(ctx: SystemContext, tenantId: Id<"tenant">, periodId: string): Promise<string[]> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const period = await inside.db.find(usagePeriods, eq(usagePeriods.id, periodId));
	if (!period || period.nextCheckAt === null || period.nextCheckAt > ctx.now) return [];
	const prices = period.prices.filter(({ currency }) => currency === period.currency);
	const [defined, bills, owed] = await Promise.all([
		metersWithPrice(inside, prices),
		billsOf(inside, period),
		whoOwes(inside, period),
	]);
	const [used = new Map()] = defined.length > 0 ? await usageTotals(inside, defined, [period]) : [];
	const changed = overagesOf({ ...period, prices }, used).filter(
		({ meter, total }) => total.amount !== (latest(bills, meter)?.amount ?? 0),
	);
	const statements = changed.flatMap((overage) => {
		const name = defined.find(({ code }) => code === overage.meter)?.name ?? { en: overage.meter, id: overage.meter };
		const description = describeOverage(name, overage, period);
		return billed(inside, { period, overage, before: latest(bills, overage.meter), description, owed });
	});
	const written = await write(inside, [...looked(inside, period), ...statements]);
	return written ? changed.map(({ meter }) => meter) : [];
}

const billsOf = ({ db }: TenantContext, { subscriptionId, start }: EndedPeriod): Promise<Bill[]> =>
	db.list(usageBills, {
		where: and(eq(usageBills.subscriptionId, subscriptionId), eq(usageBills.periodStart, start)),
		orderBy: [desc(usageBills.revision)],
	});

const latest = (bills: readonly Bill[], meter: string): Bill | undefined => bills.find((bill) => bill.meter === meter);

/** The live subscription, whose next invoice takes it; one that has ended without another keeps it. */
async function whoOwes({ db }: TenantContext, { subscriptionId }: EndedPeriod): Promise<Id<"subscription">> {
	const live = await db.find(subscriptions, notInArray(subscriptions.status, ["canceled", "expired"]));
	return live?.id ?? subscriptionId;
}

type NewBill = {
	period: EndedPeriod;
	overage: MeterOverage;
	before: Bill | undefined;
	description: { en: string; id: string };
	owed: Id<"subscription">;
};

function billed(ctx: TenantContext, { period, overage, before, description, owed }: NewBill): Statement[] {
	const { db, now } = ctx;
	const [{ meter, total, used }, id, revision] = [overage, newId("usageBill"), (before?.revision ?? 0) + 1];
	const amount = total.amount - (before?.amount ?? 0);
	const { subscriptionId, start, end, currency } = period;
	const resource = { kind: "usage_bill", id };
	return [
		db.insert(usageBills, {
			...{ id, subscriptionId, meter, periodStart: start, periodEnd: end, revision, currency },
			...{ quantity: Math.floor(used), amount: total.amount, createdAt: now },
		}),
		db.insert(pendingItems, {
			...{ id: newId("pendingItem"), subscriptionId: owed, description, amount, currency, createdAt: now },
		}),
		audit(ctx, {
			...{ action: "usage.bill", resource, before: before ? { amount: before.amount } : null },
			after: { meter, revision, used, quantity: overage.quantity, amount: total.amount, difference: amount },
		}),
	];
}

/** Looks again each day while events may still come. Guarded: whoever looked at the same time has done it all. */
function looked({ db, now }: TenantContext, { id, end, nextCheckAt }: EndedPeriod): Statement[] {
	const last = end + LATE_EVENTS + BILLED_AFTER;
	const next = now >= last ? null : Math.min(now + DAY, last);
	const asRead = and(eq(usagePeriods.id, id), eq(usagePeriods.nextCheckAt, nextCheckAt ?? 0));
	return [db.update(usagePeriods, asRead, { nextCheckAt: next }), db.guard("usage_period_as_read")];
}

async function write({ db }: TenantContext, statements: Statement[]): Promise<boolean> {
	try {
		await db.batch(statements);
		return true;
	} catch (error) {
		if (lostRace(error) || violates(error, "usage_bills.tenant_id")) return false;
		throw error;
	}
}
