import { eq, sql } from "drizzle-orm";
import type { Id } from "#worker/kernel/ids";
import type { SystemDb } from "#worker/kernel/system-db";
import type { KeyEnvironment } from "./rules";
import { apiKeys } from "./tables";

/** All that admission has to know of a key. */
export type KeyRecord = {
	id: Id<"apiKey">;
	tenantId: Id<"tenant">;
	name: string;
	environment: KeyEnvironment;
	scopes: string[];
	ips: string[] | null;
	expiresAt: number | null;
	revokedAt: number | null;
	createdBy: string;
};

const { id, tenantId, name, environment, scopes, ips, expiresAt, revokedAt, createdBy, hash } = apiKeys;
const query = {
	fields: { id, tenantId, name, environment, scopes, ips, expiresAt, revokedAt, createdBy },
	from: apiKeys,
	options: { where: eq(hash, sql.placeholder("hash")), limit: 1 },
};

/** The key of this hash, whether it still works or not; null when there never was one. One read by a unique index. */
export async function verifyKey(db: SystemDb, hash: string): Promise<KeyRecord | null> {
	const [record] = await db.selectHot(query, { hash });
	return record ?? null;
}
