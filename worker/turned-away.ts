import type { Env } from "./env";
import { type Id, newId } from "./kernel/ids";
import type { TurnedAway } from "./kernel/meters";

/** Callers that this isolate has written down already, until then. */
const noted = new Map<string, number>();
const MOST = 50_000;

const nameOf = (policy: string, caller: string) => `${policy}/${caller}`;

/** Writes down whom a limiter has turned away: once a window and isolate, after the answer. */
export function noteTurnedAway(env: Env, later: (work: Promise<unknown>) => void): TurnedAway {
	return (policy: string, caller: string, tenantId: Id<"tenant"> | null, seconds: number) => {
		const [name, now] = [nameOf(policy, caller), Date.now()];
		if ((noted.get(name) ?? 0) > now) return;
		const until = now + seconds * 1000;
		noted.set(name, until);
		if (noted.size > MOST) noted.delete(noted.keys().next().value as string);
		const job = { v: 1, id: newId("event"), type: "caller.blocked", policy, caller, tenantId, at: now, until };
		later(env.USAGE.send(job, { contentType: "json" }));
	};
}

/** Who was let in again is written down anew when it is turned away anew, by whichever policy. */
export function forgetTurnedAway(caller: string): void {
	for (const name of noted.keys()) if (name.endsWith(`/${caller}`)) noted.delete(name);
}
