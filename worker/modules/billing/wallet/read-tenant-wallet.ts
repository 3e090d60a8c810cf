import { desc, eq, gt } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { Currency } from "#worker/kernel/money";
import { tenants } from "#worker/modules/tenants/tables";
import { loadAllFunds } from "./load-funds";
import { grantView } from "./read-grants";
import { holdView } from "./read-holds";
import { balances } from "./read-wallet";
import type { TenantWalletView } from "./schemas";
import { creditGrants, walletHolds } from "./tables";

/** As many live grants and holds as a page of the back office shows; their lists have the rest. */
const SHOWN = 100;

/** The wallet of any tenant, in every currency it has used. */
export async function readTenantWallet(ctx: SystemContext, tenantId: Id<"tenant">): Promise<TenantWalletView> {
	const { db } = inTenant(ctx, ctx.db, tenantId);
	const [tenant, fundsIn, grants, holds] = await Promise.all([
		db.find(tenants, undefined),
		loadAllFunds(inTenant(ctx, ctx.db, tenantId)),
		db.list(creditGrants, {
			where: gt(creditGrants.remaining, 0),
			orderBy: [desc(creditGrants.createdAt)],
			limit: SHOWN,
		}),
		db.list(walletHolds, {
			where: eq(walletHolds.status, "held"),
			orderBy: [desc(walletHolds.createdAt)],
			limit: SHOWN,
		}),
	]);
	if (!tenant) throw new AppError("not_found");
	const wallets = Currency.options.map((currency) => balances(fundsIn(currency)));
	return {
		tenant: { id: tenant.id, name: tenant.name },
		wallets: wallets.filter(({ currency, settled, credit }) => currency === "IDR" || settled.amount || credit.amount),
		grants: grants.map(grantView),
		holds: holds.map(holdView),
	};
}

/** The tenant's own door, where there is such a tenant. */
export async function enterTenant(ctx: SystemContext, tenantId: Id<"tenant">) {
	const inside = inTenant(ctx, ctx.db, tenantId);
	if (!(await inside.db.find(tenants, undefined))) throw new AppError("not_found");
	return inside;
}
