import { and, eq, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { findKey } from "./read-keys";
import { apiKeys } from "./tables";
import { tellMeter } from "./tell-meter";

/**
 * Ends a key for good. Once this is done no isolate takes it for longer than a lease lives. Again, it only says so again.
 * `reason` is for the audit log, where it is not the tenant itself that revokes.
 */
export async function revokeKey(ctx: TenantContext, keyId: Id<"apiKey">, reason?: string): Promise<void> {
	const key = await findKey(ctx, keyId);
	if (key.revokedAt === null) await write(ctx, keyId, reason);
	await tellMeter(ctx, key.hash);
}

async function write(ctx: TenantContext, keyId: Id<"apiKey">, reason: string | undefined): Promise<void> {
	const resource = { kind: "api_key", id: keyId };
	try {
		await ctx.db.batch([
			ctx.db.update(apiKeys, and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)), { revokedAt: ctx.now }),
			ctx.db.guard("key_unrevoked"),
			audit(ctx, { action: "api_key.revoke", resource, ...(reason && { after: { reason } }) }),
			emit(ctx, { type: "api_key.changed", apiKeyId: keyId }),
		]);
	} catch (error) {
		// Somebody revoked it meanwhile: that is what was asked for.
		if (!lostRace(error)) throw error;
	}
}
