import type { Id } from "#worker/kernel/ids";
import type { KeyRecord } from "#worker/modules/identity/api-keys/verify-key";
import { type Admitted, type Desk, type Held, refusedFor, retire, take } from "./desk";
import { measured, type Refusal, wantOf } from "./lease-rules";
import { openMemory } from "./memory";
import type { Answer, Ask, CallerKind, Lease, PresentedKey, Report, Standing } from "./meter-api";
import { openReporting } from "./reporting";

/** A tenant's object, as much as leasing needs of it. */
export type Meter = { ask(ask: Ask): Promise<Answer>; report(reports: Report[]): Promise<void> };
/** Tenants' objects, as one request reaches them: no request may use another's way. */
export type MeterOf = (tenantId: Id<"tenant">) => Meter;
export type Surroundings = {
	/** Wall clock, epoch milliseconds. */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
};

export type Caller = {
	tenantId: Id<"tenant">;
	kind: CallerKind;
	endpoint: string;
	/** Its id where the key is known already; its text and hash where it is to be judged; null for people. */
	key: PresentedKey | null;
	text?: string;
	ip: string | null;
	/** How far the clock of business is ahead. */
	ahead: number;
	/** Whether this isolate may go by what it remembers (`news.ts`); otherwise the object is asked. */
	trusting: boolean;
	meterOf: MeterOf;
	/** Keeps the isolate alive for what is to be done after the answer. */
	later: (work: Promise<unknown>) => void;
};

export type Outcome =
	| ({ admitted: true; key: KeyRecord | null } & Admitted)
	| { admitted: false; key: KeyRecord | null; standing: Standing; refusal: Refusal }
	| { admitted: false; key: KeyRecord | null; standing: Standing | null; refusal: null };

/** A key is judged anew after so long, should word of a change have been lost. */
const KEY_MS = 60_000;
/** A lease is renewed in the background when so little of it is left, unless it was small anyway. */
const LOW = 0.25;
const SMALL = 32;

/**
 * One isolate's leases. It admits from memory while it holds one, and asks the tenant's object when it does not. Every
 * request asks for itself: a promise of another request may never resolve.
 */
export function openLeases(surroundings: Surroundings) {
	const { now } = surroundings;
	const memory = openMemory(now);
	const reporting = openReporting(surroundings, memory);

	async function admit(caller: Caller): Promise<Outcome> {
		const { tenantId, kind } = caller;
		const tenancy = memory.of(tenantId);
		const desk = memory.deskOf(tenancy, tenantId, kind);
		const served = serve(desk, caller);
		if (served) return served;
		const asked = now();
		const outcome = settle(desk, await ask(desk, caller, true), asked);
		// Also of a key whose call came too early or too late: the key itself is as it should be.
		if (caller.text && outcome.key && (outcome.admitted || outcome.refusal))
			memory.keepKey(tenantId, tenancy, caller.text, { record: outcome.key, until: asked + KEY_MS });
		return outcome;
	}

	/** From memory; null where the object is to be asked. */
	function serve(desk: Desk, caller: Caller): Outcome | null {
		const { key, trusting } = caller;
		if (!trusting || (key && "hash" in key)) return null;
		const taken = take(desk, caller, now());
		if (taken && "why" in taken)
			return { admitted: false, key: null, standing: desk.standing as Standing, refusal: taken };
		if (!taken) return null;
		if (taken.lease.calls > SMALL) look(desk, caller, taken.lease);
		return { admitted: true, key: null, ...taken };
	}

	/** Asks before a lease is used up, and says so when it is: what could be lost with this isolate is one lease. */
	function look(desk: Desk, caller: Caller, { left, calls }: Held): void {
		if (left < calls * LOW && desk.held.length === 1 && !desk.renewing) caller.later(renew(desk, caller));
		if (left > 0) return;
		retire(desk, now());
		caller.later(reporting.report([desk], caller.meterOf(desk.tenantId)));
	}

	async function ask(desk: Desk, caller: Caller, calling: boolean): Promise<Answer> {
		const { tenantId, kind, endpoint, key, ip, ahead, meterOf } = caller;
		const at = now();
		retire(desk, at);
		desk.pace = measured(desk.pace, at);
		// A key that is not known yet has to ask, also where calls are held: then for itself alone.
		const want = calling && desk.held.length > 0 ? 1 : wantOf(desk.pace);
		if (calling) desk.pace.calls += 1;
		const id = crypto.randomUUID();
		return reporting.telling([desk], (reports) =>
			meterOf(tenantId).ask({ id, kind, want, calling, endpoint, key, ip, ahead, reports }),
		);
	}

	function settle(desk: Desk, answer: Answer, asked: number): Outcome {
		if (!answer.known) return { admitted: false, key: null, standing: null, refusal: null };
		const { key, standing, outcome } = answer;
		desk.standing = standing;
		if (outcome === null) return { admitted: false, key, standing, refusal: null };
		if ("why" in outcome) {
			desk.refusal = { answer: outcome, until: asked + refusedFor(outcome) };
			return { admitted: false, key, standing, refusal: outcome };
		}
		desk.refusal = null;
		// Also of a request that was cut off while it renewed.
		desk.renewing = false;
		const { limits, calls } = outcome;
		if (calls > 0) hold(desk, outcome, asked);
		return { admitted: true, key, standing, ...{ limits, more: calls, passed: 0 } };
	}

	function hold(desk: Desk, lease: Lease, asked: number): void {
		const held = { ...lease, left: lease.calls, until: asked + lease.lasts, endedAt: asked, uses: new Map() };
		if (!desk.forgotten) return void desk.held.push(held);
		desk.ended.push(held);
		memory.adopt(desk);
	}

	/** Asks before it is too late; the call that notices is served by the lease it has. */
	async function renew(desk: Desk, caller: Caller): Promise<void> {
		desk.renewing = true;
		try {
			const asked = now();
			settle(desk, await ask(desk, caller, false), asked);
		} finally {
			desk.renewing = false;
		}
	}

	return {
		admit,
		...{ keyOf: memory.keyOf, forgetAll: memory.forgetAll, beat: reporting.beat },
		/** What is known of a tenant has changed: its leases are over. They are reported with the next beat. */
		forget: (tenantId: Id<"tenant">) => void memory.forget(tenantId),
		/** Gives back all leases of a tenant now: its limits have changed, or its use is being read. */
		async giveBack(tenantId: Id<"tenant">, meter: Meter): Promise<void> {
			const desks = memory.forget(tenantId);
			if (desks.some(({ ended }) => ended.length > 0)) await reporting.report(desks, meter);
		},
	};
}
export type Leases = ReturnType<typeof openLeases>;
