import { eq } from "drizzle-orm";
import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { causeOf, log } from "#worker/kernel/log";
import { isRecordMeter, LIMIT_KEYS } from "#worker/modules/catalog/quotas";
import { quotaOverrides } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { meters } from "../tables";
import type { QuotaInput, QuotaList, QuotaView } from "./quota-schemas";
import { periodView, readUse, resetsAt } from "./read-use";

/** A tenant as staff acts on it. @throws 404 where there is none */
export async function enterMetered(ctx: SystemContext, tenantId: Id<"tenant">): Promise<TenantContext> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	if (!(await inside.db.find(tenants, undefined))) throw new AppError("not_found");
	return inside;
}

/**
 * What was changed holds for the very next call here, and within five seconds everywhere. The change is committed: if
 * its meter does not answer, the event behind it brings the word.
 */
export async function tellMeter(ctx: TenantContext): Promise<void> {
	try {
		await ctx.meters.refresh(ctx.tenantId);
	} catch (error) {
		log.warn("meter.refresh_failed", { tenantId: ctx.tenantId, cause: causeOf(error) });
	}
}

export async function listQuotas(ctx: SystemContext, tenantId: Id<"tenant">): Promise<QuotaList> {
	const { snapshot, plan, quotas } = await readUse(inTenant(ctx, ctx.db, tenantId));
	const items = quotas.map(
		({ meter, limit, hard, used, override }): QuotaView => ({
			...{ meter, limit, hard, used, override },
			resetsAt: resetsAt(meter, snapshot),
		}),
	);
	return { plan, period: periodView(snapshot.period), items };
}

async function quotaOf(ctx: SystemContext, tenantId: Id<"tenant">, meter: string): Promise<QuotaView> {
	const view = (await listQuotas(ctx, tenantId)).items.find((one) => one.meter === meter);
	if (!view) throw new AppError("not_found");
	return view;
}

/** Allows one tenant more or less of a meter than its plan does, whatever plan it is on. */
export async function overrideQuota(ctx: SystemContext, tenantId: Id<"tenant">, meter: string, input: QuotaInput) {
	const inside = await enterMetered(ctx, tenantId);
	await mustExist(inside, meter);
	const before = await inside.db.find(quotaOverrides, eq(quotaOverrides.meter, meter));
	const row = { ...input, updatedAt: ctx.now };
	const key = [quotaOverrides.tenantId, quotaOverrides.meter];
	await inside.db.batch([
		ctx.db.upsert(quotaOverrides, key, { id: newId("quotaOverride"), tenantId, meter, ...row }, row),
		...entitlementsChanged(inside),
		audit(inside, {
			...{ action: "quota.override", resource: { kind: "quota", id: meter } },
			...{ before: said(before), after: input },
		}),
	]);
	await tellMeter(inside);
	return quotaOf(ctx, tenantId, meter);
}

const said = (row: QuotaInput | undefined) => (row ? { limit: row.limit, hard: row.hard } : null);

/** Back to what the plan says. */
export async function clearQuota(ctx: SystemContext, tenantId: Id<"tenant">, meter: string): Promise<void> {
	const inside = await enterMetered(ctx, tenantId);
	const mine = eq(quotaOverrides.meter, meter);
	const before = await inside.db.find(quotaOverrides, mine);
	if (!before) throw new AppError("not_found");
	await inside.db.batch([
		inside.db.remove(quotaOverrides, mine),
		...entitlementsChanged(inside),
		audit(inside, {
			...{ action: "quota.clear_override", resource: { kind: "quota", id: meter } },
			...{ before: said(before), after: null },
		}),
	]);
	await tellMeter(inside);
}

/** Counts a quota of this period from zero again; what was used stays in the roll-ups, and in the bill. */
export async function resetQuota(ctx: SystemContext, tenantId: Id<"tenant">, meter: string, reason: string) {
	const inside = await enterMetered(ctx, tenantId);
	const before = await quotaOf(ctx, tenantId, meter);
	if (isRecordMeter(meter) || !(meter in LIMIT_KEYS))
		throw new AppError("conflict", `${meter} is counted in the database; only counts of calls can be reset.`);
	const resource = { kind: "quota", id: meter };
	await inside.db.batch([
		audit(inside, { action: "quota.reset", resource, before: { used: before.used }, after: { used: 0, reason } }),
	]);
	await ctx.meters.reset(tenantId, meter);
	return quotaOf(ctx, tenantId, meter);
}

async function mustExist(inside: TenantContext, meter: string): Promise<void> {
	if (meter in LIMIT_KEYS) return;
	if (!(await inside.db.findShared(meters, eq(meters.code, meter)))) throw new AppError("not_found");
}
