import type { Changes } from "#objects/change-feed";
import type { Id } from "#worker/kernel/ids";

/** The feed of changes, as a request reaches it. */
export type Feed = { since(after: number | null): Promise<Changes> };

/** The feed is asked again after so long, by whichever request comes. */
const ASK_AFTER = 2000;
/** Who has not heard of it for so long goes by nothing that it remembers: what a revoked key can still do, at most. */
export const DEAF_AFTER = 4500;

type Listener = { now: () => number; forget: (tenantId: Id<"tenant">) => void; forgetAll: () => void };

/**
 * What one isolate has heard of changes. Until it hears again it may go by what it remembers; when the feed is silent it
 * may not, and each call asks the tenant's object. No call waits for the feed.
 */
export function openNews({ now, forget, forgetAll }: Listener) {
	let sequence: number | null = null;
	let [heardAt, askedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

	async function ask(feed: Feed): Promise<void> {
		const asked = now();
		const answer = await feed.since(sequence);
		if (answer.tenants) for (const tenantId of answer.tenants) forget(tenantId);
		else forgetAll();
		sequence = answer.sequence;
		heardAt = Math.max(heardAt, asked);
	}

	return {
		/** Whether what is remembered holds. Asks in the background when it is time to. */
		isCurrent(feed: () => Feed, later: (work: Promise<unknown>) => void): boolean {
			const at = now();
			if (at - heardAt >= ASK_AFTER && at - askedAt >= ASK_AFTER) {
				askedAt = at;
				later(ask(feed()).catch(() => {}));
			}
			return at - heardAt < DEAF_AFTER;
		},
	};
}
