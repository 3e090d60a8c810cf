/** A shard and its share of new tenants; 0 takes none. */
export type WeighedShard = { code: string; weight: number };

/**
 * The shard for a new tenant, by weighted rendezvous hashing: each shard draws a number from the tenant's id and its
 * code, and the best one wins. Shares follow the weights without counting who is where; the same id and weights always
 * give the same shard. What is chosen is stored: other weights later move nobody.
 * @returns null where no shard takes new tenants
 */
export function placeTenant(tenantId: string, shards: readonly WeighedShard[]): string | null {
	let best: { code: string; score: number } | null = null;
	for (const { code, weight } of shards) {
		if (weight <= 0) continue;
		const score = -Math.log(drawn(`${tenantId}/${code}`)) / weight;
		if (!best || score < best.score || (score === best.score && code < best.code)) best = { code, score };
	}
	return best?.code ?? null;
}

/** Evenly in (0, 1): FNV-1a, then MurmurHash3's finalizer, which spreads what differs in the last characters. */
function drawn(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
