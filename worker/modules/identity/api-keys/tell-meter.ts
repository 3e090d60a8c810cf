import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { apiKeys } from "./tables";

/**
 * Makes the tenant's object forget what it knows of a key, before an answer that promises it. The change itself is
 * written by then, and so is the event that repeats this; who asks again is told once it is so.
 */
export async function tellMeter(ctx: TenantContext, hash: string): Promise<void> {
	try {
		await ctx.meters.forgetKey(ctx.tenantId, hash);
	} catch (cause) {
		const detail = "The change is saved but may take some seconds to act. Send it again to be sure.";
		throw new AppError("not_ready", detail, { cause, retryAfter: 1 });
	}
}

/** Follows a change of a key, at least once. */
export async function applyKeyChange(ctx: TenantContext, keyId: Id<"apiKey">): Promise<void> {
	const [key] = await ctx.db.select({ hash: apiKeys.hash }, apiKeys, { where: eq(apiKeys.id, keyId), limit: 1 });
	if (key) await ctx.meters.forgetKey(ctx.tenantId, key.hash);
}
