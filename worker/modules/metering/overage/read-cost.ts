import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { pricesNow, snapshotOf, snapshotReads } from "../admission/snapshot";
import { periodView } from "../quotas/read-use";
import { usageTotals } from "../usage/usage-between";
import { describeOverage, overagesOf, totalOf } from "./overage-lines";
import type { CostView } from "./overage-schemas";
import { metersWithPrice } from "./priced-meters";

/** What the running period's use beyond its limits costs so far, in the lines that its bill would have now. */
export async function readCost(ctx: TenantContext): Promise<CostView> {
	const rows = await ctx.db.readAll(snapshotReads(ctx.db));
	const [[row], overrides] = rows;
	const snapshot = snapshotOf(rows, ctx.now);
	if (!row || !snapshot) throw new AppError("not_found");
	const { period } = snapshot;
	const prices = pricesNow(row, ctx.now);
	const defined = await metersWithPrice(ctx, prices);
	const [used = new Map()] = defined.length > 0 ? await usageTotals(ctx, defined, [period]) : [];
	const overages = overagesOf({ limits: row.limits, overrides, prices }, used);
	const currency = row.currency ?? "IDR";
	return {
		period: periodView(period),
		total: totalOf(overages, currency),
		items: overages.map((overage) => {
			const name = defined.find(({ code }) => code === overage.meter)?.name ?? { en: overage.meter, id: overage.meter };
			const { meter, used: all, limit, quantity, lines, total } = overage;
			return { meter, description: describeOverage(name, overage, period), used: all, limit, quantity, lines, total };
		}),
	};
}
