import type { Id } from "#worker/kernel/ids";
import type { Use } from "#worker/kernel/meters";
import { MINUTE } from "#worker/kernel/time";
import { type LimitState, type Pace, type Refusal, SHORT_LEASE_MS } from "./lease-rules";
import type { CallerKind, Lease, PresentedKey, Report, Standing } from "./meter-api";

/** A lease as its isolate holds it; its uses by key, since calls of one key mostly are of one endpoint. */
export type Held = Lease & { until: number; left: number; endedAt: number; uses: Map<string, Use[]> };

/** What one isolate holds for the calls of one kind of a tenant. */
export type Desk = {
	readonly tenantId: Id<"tenant">;
	readonly kind: CallerKind;
	held: Held[];
	/** Over, and not reported yet. */
	ended: Held[];
	pace: Pace;
	refusal: { answer: Refusal; until: number } | null;
	standing: Standing | null;
	renewing: boolean;
	/** What it knew has changed: nothing is served here any more, what is held is given back. */
	forgotten: boolean;
};

export const newDesk = (tenantId: Id<"tenant">, kind: CallerKind, now: number): Desk => ({
	...{ tenantId, kind, held: [], ended: [], refusal: null, standing: null, renewing: false, forgotten: false },
	pace: { since: now, calls: 0, rate: 0 },
});

/** Where a caller stands: as the object said it `passed` milliseconds ago, with so many `more` calls still held. */
export type Admitted = { standing: Standing; limits: readonly LimitState[]; more: number; passed: number };
type Call = { key: PresentedKey | null; endpoint: string; ahead: number };

/** One call from a lease that is held, or the refusal that still holds, or null: then the object is to be asked. */
export function take(desk: Desk, call: Call, at: number): (Admitted & { lease: Held }) | Refusal | null {
	retire(desk, at);
	const lease = desk.held[0];
	if (!lease || !desk.standing) return desk.refusal && at < desk.refusal.until ? lasting(desk.refusal, at) : null;
	lease.left -= 1;
	desk.pace.calls += 1;
	if (desk.kind === "live") note(lease, call, at);
	return {
		lease,
		...{ standing: desk.standing, limits: lease.limits, more: leftOf(desk), passed: at - lease.until + lease.lasts },
	};
}

/** Moves what is used up or over to where the next word to the object is taken from. */
export function retire(desk: Desk, at: number): void {
	for (let first = desk.held[0]; first && (first.left <= 0 || at >= first.until); first = desk.held[0]) {
		desk.held.shift();
		first.endedAt = at;
		desk.ended.push(first);
	}
}

/** From now on nobody is served here; an answer that is under way is given back when it comes. */
export function close(desk: Desk): void {
	desk.forgotten = true;
	desk.ended.push(...desk.held.splice(0));
}

function note({ uses }: Held, { key, endpoint, ahead }: Call, at: number): void {
	const minute = Math.floor((at + ahead) / MINUTE) * MINUTE;
	const id = key && "id" in key ? key.id : "";
	const mine = uses.get(id);
	const use = mine?.find((one) => one.endpoint === endpoint && one.minute === minute);
	if (use) use.count += 1;
	else if (mine) mine.push({ meter: "api_calls", minute, key: id, endpoint, count: 1 });
	else uses.set(id, [{ meter: "api_calls", minute, key: id, endpoint, count: 1 }]);
}

export const reportOf = ({ id, calls, left, uses }: Held): Report => ({
	...{ lease: id, used: calls - left },
	uses: [...uses.values()].flat(),
});

function leftOf({ held }: Desk): number {
	let left = 0;
	for (const lease of held) left += lease.left;
	return left;
}

/** A refusal is not asked about again for so long. */
export const refusedFor = (refusal: Refusal): number =>
	refusal.why === "rate" ? Math.min(refusal.retryAfter, SHORT_LEASE_MS) : SHORT_LEASE_MS;

function lasting({ answer, until }: { answer: Refusal; until: number }, at: number): Refusal {
	if (answer.why === "quota") return answer;
	const asked = until - refusedFor(answer);
	return { ...answer, retryAfter: Math.max(0, answer.retryAfter - (at - asked)) };
}
