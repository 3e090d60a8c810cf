import { eq } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { products } from "#worker/modules/catalog/tables";
import { grantCredit } from "./grant-credit";
import { enterTenant, readTenantWallet } from "./read-tenant-wallet";
import type { GrantInput, TenantWalletView } from "./schemas";

/** A person gives a tenant credit. */
export async function giveGrant(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	input: GrantInput,
): Promise<TenantWalletView> {
	const { kind, amount, priority, product, reason } = input;
	const expiresAt = input.expiresAt ? Date.parse(input.expiresAt) : null;
	if (expiresAt !== null && expiresAt <= ctx.now) throw invalid("/expiresAt", "It lies in the past.");
	const [inside, known] = await Promise.all([
		enterTenant(ctx, tenantId),
		product ? ctx.db.find(products, eq(products.code, product)) : undefined,
	]);
	if (product && !known) throw invalid("/product", "There is no such product.");
	await grantCredit(inside, { kind, amount, priority, productCode: product, expiresAt, reason });
	return readTenantWallet(ctx, tenantId);
}
