import { iso, isoOrNull } from "#worker/kernel/time";
import { keyPrefix } from "./key-text";
import { keyState } from "./rules";
import type { ApiKeyView } from "./schemas";
import type { apiKeys } from "./tables";

export type KeyRow = Omit<typeof apiKeys.$inferSelect, "tenantId" | "hash" | "createdBy">;

/** A key as everybody may see it. `createdBy` is a name; null is somebody whose account is gone, or a machine. */
export function keyView(row: KeyRow, createdBy: string | null, now: number): ApiKeyView {
	return {
		id: row.id,
		name: row.name,
		environment: row.environment,
		state: keyState(row, now),
		prefix: keyPrefix(row.environment),
		lastFour: row.lastFour,
		scopes: row.scopes,
		ips: row.ips,
		expiresAt: isoOrNull(row.expiresAt),
		lastUsedAt: isoOrNull(row.lastUsedAt),
		revokedAt: isoOrNull(row.revokedAt),
		replacedBy: row.replacedBy,
		createdBy,
		createdAt: iso(row.createdAt),
	};
}
