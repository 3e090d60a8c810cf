import type { TenantContext } from "#worker/kernel/context";
import { isSpent } from "#worker/modules/catalog/quotas";
import type { EntitlementsView } from "./quota-schemas";
import { periodView, readUse, resetsAt } from "./read-use";

/** What a tenant may do now: each meter with a limit, each feature of its plan. An inactive tenant may do nothing. */
export async function readTenantEntitlements(ctx: TenantContext): Promise<EntitlementsView> {
	const { snapshot, plan, features, quotas } = await readUse(ctx);
	const active = snapshot.status === "active";
	return {
		...{ plan, period: periodView(snapshot.period) },
		items: [
			...quotas.map(({ meter, limit, hard, used }) => ({
				...{ meter, allowed: active && !isSpent({ limit, hard }, used), used, limit, hard },
				resetsAt: resetsAt(meter, snapshot),
			})),
			...features.map((text) => ({
				...{ feature: text.en, text, allowed: active },
				...{ used: null, limit: null, resetsAt: null },
			})),
		],
	};
}
