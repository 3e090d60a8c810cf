import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { snapshotOf, snapshotReads } from "../admission/snapshot";
import { rateOverrides } from "../tables";
import { enterMetered, tellMeter } from "./override-quota";
import type { RateInput, RatesView } from "./quota-schemas";

/** How fast a tenant may call, by its plan or by what staff set. */
export async function readRates(ctx: SystemContext, tenantId: Id<"tenant">): Promise<RatesView> {
	const { db } = inTenant(ctx, ctx.db, tenantId);
	const rows = await db.readAll(snapshotReads(db));
	const snapshot = snapshotOf(rows, ctx.now);
	if (!snapshot) throw new AppError("not_found");
	return { policies: snapshot.policies, override: said(rows[2][0]) };
}

const said = (row: RateInput | undefined): RateInput | null =>
	row ? { requests: row.requests, windowSeconds: row.windowSeconds } : null;

/** One policy in place of the plan's. */
export async function overrideRates(ctx: SystemContext, tenantId: Id<"tenant">, input: RateInput): Promise<RatesView> {
	const inside = await enterMetered(ctx, tenantId);
	const before = said(await inside.db.find(rateOverrides, undefined));
	const row = { ...input, updatedAt: ctx.now };
	await inside.db.batch([
		ctx.db.upsert(rateOverrides, [rateOverrides.tenantId], { id: newId("rateOverride"), tenantId, ...row }, row),
		...entitlementsChanged(inside),
		audit(inside, {
			...{ action: "rate_limit.override", resource: { kind: "tenant", id: tenantId } },
			...{ before, after: input },
		}),
	]);
	await tellMeter(inside);
	return readRates(ctx, tenantId);
}

/** Back to the plan's policies. */
export async function clearRates(ctx: SystemContext, tenantId: Id<"tenant">): Promise<void> {
	const inside = await enterMetered(ctx, tenantId);
	const before = said(await inside.db.find(rateOverrides, undefined));
	if (!before) throw new AppError("not_found");
	await inside.db.batch([
		inside.db.remove(rateOverrides, undefined),
		...entitlementsChanged(inside),
		audit(inside, {
			...{ action: "rate_limit.clear_override", resource: { kind: "tenant", id: tenantId } },
			...{ before, after: null },
		}),
	]);
	await tellMeter(inside);
}
