import { and, eq, gt, isNotNull, isNull, lte, or, type SQL } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { users } from "../tables";
import type { KeyState } from "./rules";
import type { ApiKeyQuery, ApiKeyView } from "./schemas";
import { apiKeys } from "./tables";
import { keyView } from "./views";

const fields = {
	id: apiKeys.id,
	name: apiKeys.name,
	environment: apiKeys.environment,
	scopes: apiKeys.scopes,
	ips: apiKeys.ips,
	hash: apiKeys.hash,
	lastFour: apiKeys.lastFour,
	expiresAt: apiKeys.expiresAt,
	revokedAt: apiKeys.revokedAt,
	replacedBy: apiKeys.replacedBy,
	lastUsedAt: apiKeys.lastUsedAt,
	createdAt: apiKeys.createdAt,
	madeBy: users.name,
};
const maker = { table: users, on: eq(users.id, apiKeys.createdBy), optional: true };

/** `isUsable` for the database. */
export const usableAt = (now: number): SQL =>
	and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))) as SQL;

const inState: Record<KeyState, (now: number) => SQL | undefined> = {
	active: usableAt,
	expired: (now) => and(isNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)),
	revoked: () => isNotNull(apiKeys.revokedAt),
};

/** The tenant's keys, newest first. */
export async function listKeys(ctx: TenantContext, query: ApiKeyQuery) {
	const page = pageClause(query, { createdAt: apiKeys.createdAt }, apiKeys.id);
	const filters = [query.state && inState[query.state](ctx.now), matches(apiKeys.environment, query.environment)];
	const rows = await ctx.db.select(fields, apiKeys, { ...page, joins: [maker], where: and(...filters, page.after) });
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => keyView(row, row.madeBy, ctx.now),
	);
}

/** One key with its hash and the name of who made it: `not_found` when the tenant has no such key. */
export async function findKey(ctx: TenantContext, keyId: Id<"apiKey">) {
	const [row] = await ctx.db.select(fields, apiKeys, { joins: [maker], where: eq(apiKeys.id, keyId), limit: 1 });
	if (!row) throw new AppError("not_found");
	return row;
}

export async function readKey(ctx: TenantContext, keyId: Id<"apiKey">): Promise<ApiKeyView> {
	const row = await findKey(ctx, keyId);
	return keyView(row, row.madeBy, ctx.now);
}
