import { type SQL, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { hashKey, KEY_RANDOM_BYTES, newKeyText } from "./key-text";
import { beyondRole, type KeyEnvironment, MOST_KEYS } from "./rules";
import type { ApiKeyInput, NewApiKey } from "./schemas";
import { apiKeys } from "./tables";
import { keyView } from "./views";

/** Makes a key. Its text is in this answer and nowhere else. The database holds the limit, however many ask at once. */
export async function createKey(ctx: TenantContext, input: ApiKeyInput): Promise<NewApiKey> {
	const { name, environment, ips = null } = input;
	const scopes = grantable(ctx, input.scopes);
	const expiresAt = readExpiry(ctx, input.expiresAt ?? null);
	const { text, row } = await newKey(ctx, { name, environment, scopes, ips, expiresAt });
	try {
		await ctx.db.batch([
			ctx.db.insertIf(apiKeys, row, roomForKey(ctx)),
			ctx.db.guard("room_for_key"),
			audit(ctx, { action: "api_key.create", resource: { kind: "api_key", id: row.id }, after: settingsOf(row) }),
		]);
	} catch (error) {
		if (lostRace(error)) throw tooManyKeys();
		throw error;
	}
	return { ...keyView(row, ctx.actor.name, ctx.now), key: text };
}

export type KeySettings = {
	name: string;
	environment: KeyEnvironment;
	scopes: string[];
	ips: string[] | null;
	expiresAt: number | null;
};

/** A key that is not written yet: its text for the caller, its row for the database. */
export async function newKey(ctx: TenantContext, settings: KeySettings) {
	const random = crypto.getRandomValues(new Uint8Array(KEY_RANDOM_BYTES));
	const text = newKeyText(settings.environment, ctx.tenantId, random);
	const secret = { hash: await hashKey(text), lastFour: text.slice(-4) };
	const history = { revokedAt: null, replacedBy: null, lastUsedAt: null };
	const row = { id: newId("apiKey"), ...settings, ...secret, ...history, createdBy: ctx.actor.id, createdAt: ctx.now };
	return { text, row };
}

/** What the audit log tells of a key. */
export const settingsOf = ({ name, environment, scopes, ips, expiresAt }: KeySettings) => ({
	...{ name, environment, scopes, ips },
	expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
});

/** Holds while the tenant has fewer working keys than it may. */
export const roomForKey = (ctx: TenantContext): SQL =>
	sql`(SELECT count(*) FROM api_keys WHERE tenant_id = ${ctx.tenantId} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${ctx.now})) < ${MOST_KEYS}`;

export const tooManyKeys = () =>
	new AppError("limit_reached", `An organisation has ${MOST_KEYS} keys that work at most. Revoke one first.`);

/** The scopes, if who gives them has what they let do. */
export function grantable(ctx: TenantContext, scopes: string[]): string[] {
	const beyond = ctx.role === null ? [] : beyondRole(ctx.role, scopes);
	if (beyond.length > 0) throw invalid("/scopes", `You have not what this gives: ${beyond.join(", ")}.`);
	return scopes;
}

/** An instant of the future in epoch milliseconds; null is never. */
export function readExpiry(ctx: TenantContext, text: string | null): number | null {
	if (text === null) return null;
	const at = Date.parse(text);
	if (at <= ctx.now) throw invalid("/expiresAt", "must be in the future");
	return at;
}
