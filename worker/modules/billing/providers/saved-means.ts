import { and, desc, eq, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { ProviderError } from "./provider";
import { gatewayOf } from "./registry";
import { savedMeans } from "./tables";

/** What the tenant lets us charge unattended. */
export async function listSavedMeans(ctx: TenantContext) {
	const rows = await ctx.db.list(savedMeans, {
		where: isNull(savedMeans.removedAt),
		orderBy: [desc(savedMeans.createdAt)],
		limit: 20,
	});
	return {
		items: rows.map(({ id, provider, label, createdAt }) => ({ id, provider, label, createdAt: iso(createdAt) })),
	};
}

/** We never charge it again. The provider keeps it until the customer removes it in its portal. */
export async function forgetSavedMeans(ctx: TenantContext, id: Id<"savedMeans">): Promise<void> {
	const row = await ctx.db.find(savedMeans, and(eq(savedMeans.id, id), isNull(savedMeans.removedAt)));
	if (!row) throw new AppError("not_found");
	await ctx.db.batch([
		ctx.db.update(savedMeans, eq(savedMeans.id, id), { removedAt: ctx.now }),
		audit(ctx, { action: "saved_means.forget", resource: { kind: "saved_means", id }, before: { label: row.label } }),
	]);
}

/** The provider's own page for cards and receipts, where it has one. */
export async function openPortal(ctx: TenantContext): Promise<{ url: string }> {
	const row = await ctx.db.find(savedMeans, isNull(savedMeans.removedAt));
	const gateway = row && (await gatewayOf(ctx, row.provider));
	if (!row || !gateway?.portal) throw new AppError("conflict", "Nothing is saved that a provider has a page for.");
	try {
		return { url: await gateway.portal(row.customer, `${ctx.config.APP_URL}/app/payments/cards`) };
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		throw new AppError("provider_unavailable", undefined, { cause: error });
	}
}
