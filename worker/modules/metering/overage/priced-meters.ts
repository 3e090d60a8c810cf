import type { TenantContext } from "#worker/kernel/context";
import { among } from "#worker/kernel/many";
import type { OveragePrice } from "#worker/modules/catalog/schemas";
import type { Meter } from "../meters/manage-meters";
import { meters } from "../tables";

/** The meters that have a price; one that nobody has defined is not counted and costs nothing. */
export async function metersWithPrice({ db }: TenantContext, prices: readonly OveragePrice[]): Promise<Meter[]> {
	const codes = [...new Set(prices.map(({ meter }) => meter))];
	return codes.length === 0 ? [] : db.listShared(meters, { where: among(meters.code, codes) });
}
