import { HOUR } from "#worker/kernel/time";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { revokeKey } from "#worker/modules/identity/api-keys/revoke-key";
import { type Company, dayAgo } from "./tenant-story";
import type { Step } from "./timeline";

/** The keys that a tenant made for its machines, and those it took back. Nobody has their texts. */
export function keyed({ stage, tenant, id, owner }: Company): Step[] {
	return (tenant.keys ?? []).map(({ name, scopes, days, revoked }) => {
		const run = async (at: number) => {
			const key = await createKey(stage.tenant(at, id, owner), { name, scopes, environment: "live" });
			if (revoked === undefined) return [];
			const revoke = async (later: number) => {
				await revokeKey(stage.tenant(later, id, owner), key.id);
				return undefined;
			};
			return [{ at: dayAgo(stage.now, revoked) + 15 * HOUR, run: revoke }];
		};
		return { at: dayAgo(stage.now, days) + 9 * HOUR, run };
	});
}
