import type { Id } from "#worker/kernel/ids";
import type { Use } from "#worker/kernel/meters";
import { MINUTE } from "#worker/kernel/time";
import type { KeyRecord } from "#worker/modules/identity/api-keys/verify-key";
import { LEASE_MS, type LimitState, measured, type Pace, type Refusal, wantOf } from "./lease-rules";
import type { Answer, Ask, CallerKind, Lease, PresentedKey, Report, Standing } from "./meter-api";

/** A tenant's object, as much as leasing needs of it. */
export type Meter = { ask(ask: Ask): Promise<Answer>; report(reports: Report[]): Promise<void> };
export type Surroundings = {
	/** Wall clock, epoch milliseconds. */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
};

export type Caller = {
	tenantId: Id<"tenant">;
	kind: CallerKind;
	endpoint: string;
	/** Its id where the key is known already; its hash where it is to be judged; null for people. */
	key: PresentedKey | null;
	ip: string | null;
	/** How far the clock of business is ahead. */
	ahead: number;
	/** The tenant's object, as this request reaches it: no request may use another's way. */
	meter: () => Meter;
	/** Keeps the isolate alive for what is to be done after the answer. */
	later: (work: Promise<unknown>) => void;
};

type Held = Lease & { until: number; left: number; uses: Use[] };
type Desk = {
	held: Held[];
	/** Over, and not reported yet. */
	ended: Held[];
	pace: Pace;
	refusal: { answer: Refusal; until: number } | null;
	standing: Standing | null;
	renewing: boolean;
};
/** Where a caller stands: as the object said it `passed` milliseconds ago, with so many `more` calls still held. */
export type Admitted = { standing: Standing; limits: readonly LimitState[]; more: number; passed: number };
export type Outcome =
	| ({ admitted: true; key: KeyRecord | null } & Admitted)
	| { admitted: false; key: KeyRecord | null; standing: Standing; refusal: Refusal }
	| { admitted: false; key: KeyRecord | null; standing: Standing | null; refusal: null };

/** Desks of callers that an isolate remembers. The oldest goes first; what it holds is still reported. */
const MOST_DESKS = 20_000;
/** A lease is renewed in the background when so little of it is left, unless it was small anyway. */
const LOW = 0.25;
const SMALL = 4;
const KINDS: readonly CallerKind[] = ["live", "test", "people"];

/**
 * One isolate's leases. It admits from memory while it holds one, and asks the tenant's object when it does not. Every
 * request asks for itself: a promise of another request may never resolve.
 */
export function openLeases({ now, sleep }: Surroundings) {
	const desks = new Map<string, Desk>();

	function deskOf(tenantId: string, kind: CallerKind): Desk {
		const name = `${tenantId}/${kind}`;
		const there = desks.get(name);
		if (there) return there;
		const desk = newDesk(now());
		desks.set(name, desk);
		if (desks.size > MOST_DESKS) desks.delete(desks.keys().next().value as string);
		return desk;
	}

	/** One call from a lease that is held, or null. No I/O. */
	function take(desk: Desk, caller: Caller): Admitted | Refusal | null {
		const at = now();
		retire(desk, at);
		const lease = desk.held[0];
		if (!lease || !desk.standing) return desk.refusal && at < desk.refusal.until ? lasting(desk.refusal, at) : null;
		lease.left -= 1;
		desk.pace.calls += 1;
		note(lease, caller, at);
		if (lease.calls > SMALL) look(desk, caller, lease);
		return {
			standing: desk.standing,
			...{ limits: lease.limits, more: leftOf(desk), passed: at - lease.until + lease.lasts },
		};
	}

	/** Asks before a lease is used up, and says so when it is: what could be lost with this isolate is one lease. */
	function look(desk: Desk, caller: Caller, { left, calls }: Held): void {
		if (left < calls * LOW && desk.held.length === 1 && !desk.renewing) caller.later(renew(desk, caller));
		if (left === 0) caller.later(reportEnded(desk, caller));
	}

	async function admit(caller: Caller): Promise<Outcome> {
		const desk = deskOf(caller.tenantId, caller.kind);
		const taken = caller.key && "hash" in caller.key ? null : take(desk, caller);
		if (taken && "why" in taken)
			return { admitted: false, key: null, standing: desk.standing as Standing, refusal: taken };
		if (taken) return { admitted: true, key: null, ...taken };
		return settle(desk, caller, await ask(desk, caller, true));
	}

	async function ask(desk: Desk, caller: Caller, calling: boolean): Promise<[Answer, number]> {
		const { kind, endpoint, key, ip, ahead, meter } = caller;
		const at = now();
		retire(desk, at);
		desk.pace = measured(desk.pace, at);
		// A key that is not known yet has to ask, also where calls are held: then for itself alone.
		const want = calling && desk.held.length > 0 ? 1 : wantOf(desk.pace);
		if (calling) desk.pace.calls += 1;
		const id = crypto.randomUUID();
		const answer = await telling([desk], (reports) =>
			meter().ask({ id, kind, want, calling, endpoint, key, ip, ahead, reports }),
		);
		return [answer, at];
	}

	function settle(desk: Desk, caller: Caller, [answer, asked]: [Answer, number]): Outcome {
		if (!answer.known) return { admitted: false, key: null, standing: null, refusal: null };
		const { key, standing, outcome } = answer;
		desk.standing = standing;
		if (outcome === null) return { admitted: false, key, standing, refusal: null };
		if ("why" in outcome) {
			const wait = outcome.why === "rate" ? Math.min(outcome.retryAfter, LEASE_MS) : LEASE_MS;
			desk.refusal = { answer: outcome, until: asked + wait };
			return { admitted: false, key, standing, refusal: outcome };
		}
		desk.refusal = null;
		const { limits, calls } = outcome;
		if (calls > 0) hold(desk, caller, outcome, asked);
		return { admitted: true, key, standing, ...{ limits, more: calls, passed: 0 } };
	}

	function hold(desk: Desk, caller: Caller, lease: Lease, asked: number): void {
		const held = { ...lease, left: lease.calls, until: asked + lease.lasts, uses: [] };
		desk.held.push(held);
		caller.later(reportWhenOver(desk, caller, held));
	}

	/** Asks before it is too late; the call that notices is served by the lease it has. */
	async function renew(desk: Desk, caller: Caller): Promise<void> {
		desk.renewing = true;
		try {
			settle(desk, caller, await ask(desk, caller, false));
		} finally {
			desk.renewing = false;
		}
	}

	async function reportWhenOver(desk: Desk, caller: Caller, held: Held): Promise<void> {
		await sleep(Math.max(0, held.until - now()));
		await reportEnded(desk, caller);
	}

	async function reportEnded(desk: Desk, { meter }: Caller): Promise<void> {
		retire(desk, now());
		if (desk.ended.length > 0) await telling([desk], (reports) => meter().report(reports));
	}

	/** Gives back all leases of a tenant now: its limits have changed, or its use is being read. */
	async function giveBack(tenantId: Id<"tenant">, meter: Meter): Promise<void> {
		const mine = KINDS.flatMap((kind) => desks.get(`${tenantId}/${kind}`) ?? []);
		for (const kind of KINDS) desks.delete(`${tenantId}/${kind}`);
		for (const desk of mine) desk.ended.push(...desk.held.splice(0));
		if (mine.some(({ ended }) => ended.length > 0)) await telling(mine, (reports) => meter.report(reports));
	}

	return { admit, giveBack };
}
export type Leases = ReturnType<typeof openLeases>;

/** Says what became of leases that are over. What could not be said is said again: the object counts it once. */
async function telling<T>(desks: Desk[], say: (reports: Report[]) => Promise<T>): Promise<T> {
	const said = desks.map((desk) => desk.ended.splice(0));
	try {
		return await say(said.flat().map(reportOf));
	} catch (error) {
		for (const [n, desk] of desks.entries()) desk.ended.unshift(...(said[n] ?? []));
		throw error;
	}
}

const newDesk = (now: number): Desk => ({
	...{ held: [], ended: [], refusal: null, standing: null, renewing: false },
	pace: { since: now, calls: 0, rate: 0 },
});

/** Moves what is used up or over to where the next word to the object is taken from. */
function retire(desk: Desk, at: number): void {
	for (let first = desk.held[0]; first && (first.left <= 0 || at >= first.until); first = desk.held[0]) {
		desk.held.shift();
		desk.ended.push(first);
	}
}

/** Most calls are of the minute, key and endpoint of the one before. */
function note({ uses }: Held, { kind, key, endpoint, ahead }: Caller, at: number): void {
	if (kind !== "live") return;
	const minute = Math.floor((at + ahead) / MINUTE) * MINUTE;
	const id = key && "id" in key ? key.id : "";
	const isSame = (use: Use) => use.endpoint === endpoint && use.key === id && use.minute === minute;
	const last = uses.at(-1);
	const use = last && isSame(last) ? last : uses.find(isSame);
	if (use) use.count += 1;
	else uses.push({ meter: "api_calls", minute, key: id, endpoint, count: 1 });
}

const reportOf = ({ id, calls, left, uses }: Held): Report => ({ lease: id, used: calls - left, uses });

function leftOf({ held }: Desk): number {
	let left = 0;
	for (const lease of held) left += lease.left;
	return left;
}

function lasting({ answer, until }: { answer: Refusal; until: number }, at: number): Refusal {
	if (answer.why === "quota") return answer;
	const asked = until - Math.min(answer.retryAfter, LEASE_MS);
	return { ...answer, retryAfter: Math.max(0, answer.retryAfter - (at - asked)) };
}
