import { and, eq, isNull, type SQL } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { grantable, type KeySettings, readExpiry, settingsOf } from "./create-key";
import { findKey, usableAt } from "./read-keys";
import { keyState } from "./rules";
import type { ApiKeyPatch, ApiKeyView } from "./schemas";
import { apiKeys } from "./tables";
import { tellMeter } from "./tell-meter";
import { keyView } from "./views";

/** Changes a key that works. One that ended stays so, and one that was rolled may only end earlier. */
export async function updateKey(ctx: TenantContext, keyId: Id<"apiKey">, patch: ApiKeyPatch): Promise<ApiKeyView> {
	const key = await findKey(ctx, keyId);
	const state = keyState(key, ctx.now);
	if (state !== "active") throw new AppError("conflict", `This key is ${state}.`);
	const changes = readPatch(ctx, patch);
	const ends = changes.expiresAt;
	if (key.replacedBy !== null && ends !== undefined && (ends === null || ends > (key.expiresAt ?? ends)))
		throw invalid("/expiresAt", "A key that was rolled can only end earlier.");
	const after = { ...key, ...changes };
	const [was, is] = [settingsOf(key), settingsOf(after)];
	if (JSON.stringify(was) !== JSON.stringify(is)) await write(ctx, key, { changes, was, is });
	await tellMeter(ctx, key.hash);
	return keyView(after, key.madeBy, ctx.now);
}

type Change = { changes: Partial<KeySettings>; was: unknown; is: unknown };

async function write(ctx: TenantContext, key: StoredKey, { changes, was, is }: Change): Promise<void> {
	try {
		await ctx.db.batch([
			ctx.db.update(apiKeys, asItWas(key, ctx.now), changes),
			ctx.db.guard("key_as_it_was"),
			audit(ctx, { action: "api_key.update", resource: { kind: "api_key", id: key.id }, before: was, after: is }),
			emit(ctx, { type: "api_key.changed", apiKeyId: key.id }),
		]);
	} catch (error) {
		if (lostRace(error)) throw changedMeanwhile();
		throw error;
	}
}

function readPatch(ctx: TenantContext, { name, scopes, ips, expiresAt }: ApiKeyPatch): Partial<KeySettings> {
	return {
		...(name !== undefined && { name }),
		...(scopes !== undefined && { scopes: grantable(ctx, scopes) }),
		...(ips !== undefined && { ips }),
		...(expiresAt !== undefined && { expiresAt: readExpiry(ctx, expiresAt) }),
	};
}

export type StoredKey = Awaited<ReturnType<typeof findKey>>;

/** The key, while it works and nobody has changed or rolled it since it was read: a narrowed key stays narrow. */
export function asItWas(key: StoredKey, now: number): SQL | undefined {
	const { id, name, scopes, ips, expiresAt, replacedBy } = apiKeys;
	return and(
		eq(id, key.id),
		usableAt(now),
		eq(name, key.name),
		eq(scopes, key.scopes),
		key.ips === null ? isNull(ips) : eq(ips, key.ips),
		key.expiresAt === null ? isNull(expiresAt) : eq(expiresAt, key.expiresAt),
		key.replacedBy === null ? isNull(replacedBy) : eq(replacedBy, key.replacedBy),
	);
}

export const changedMeanwhile = () => new AppError("conflict", "This key was changed meanwhile.");
