import { DurableObject } from "cloudflare:workers";
import { type Env, shardsOf } from "#worker/env";
import { openDatabase } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import type { MeterState } from "#worker/kernel/meters";
import { SystemDb } from "#worker/kernel/system-db";
import { MINUTE } from "#worker/kernel/time";
import { mayCallFrom } from "#worker/modules/identity/api-keys/addresses";
import { isUsable } from "#worker/modules/identity/api-keys/rules";
import { type KeyRecord, verifyKey } from "#worker/modules/identity/api-keys/verify-key";
import {
	type Granted,
	grant,
	isRefusal,
	type QuotaCount,
	type Refusal,
	stateOf,
} from "#worker/modules/metering/admission/lease-rules";
import type { Answer, Ask, Lease, Report } from "#worker/modules/metering/admission/meter-api";
import { loadSnapshot, type Snapshot } from "#worker/modules/metering/admission/snapshot";
import { ALERT_THRESHOLDS } from "#worker/modules/metering/rules";
import { readPast } from "#worker/modules/metering/usage/read-past";
import { type Books, openBooks } from "./meter-books";
import { dueAt, sendDue } from "./meter-outbox";
import { changeFeed } from "./stubs";

/** The meter that calls are counted by. */
const CALLS = "api_calls";
/** A key's record is read again after so long, should word of a change have been lost. */
const KEY_KEPT = 5 * MINUTE;
/** Its limits are read again after so long: rate limits are its plan's as of now, and word of a change may be lost. */
const SNAPSHOT_KEPT = 10 * MINUTE;

type Leasing = { id: string; bucket: string; meter: string | null; key: string; endpoint: string; calling: boolean };

/**
 * One tenant's admission: leases calls to isolates, counts what they report, tells the roll-ups. Its SQLite is durable
 * before an answer leaves; between a read and its write nothing awaits.
 */
export class TenantMeter extends DurableObject<Env> {
	readonly #books: Books;
	readonly #db: SystemDb;
	#snapshot: Snapshot | null;
	/** How far the clock of business is ahead, as last heard. */
	#ahead: number;
	#alarmAt: number | null = null;
	/** When the snapshot was read last. */
	#readAt: number;
	/** Whether it knows nothing of calls before, which the roll-ups may. */
	#isNew: boolean;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.#books = openBooks(ctx.storage);
		this.#db = new SystemDb(openDatabase(env.DB));
		this.#snapshot = JSON.parse(this.#books.fact("snapshot") ?? "null") as Snapshot | null;
		this.#ahead = Number(this.#books.fact("ahead") ?? 0);
		const { name } = ctx.id;
		if (name !== undefined && this.#books.fact("tenant") !== name) this.#books.setFact("tenant", name);
		this.#readAt = Number(this.#books.fact("readAt") ?? 0);
		this.#isNew = this.#books.isNew();
	}

	/** Judges the key, then grants calls or says which limit is reached. The asking call is counted. */
	async ask(ask: Ask): Promise<Answer> {
		this.report(ask.reports);
		const snapshot = await this.#present(ask.ahead);
		if (!snapshot) return { known: false };
		const { version, planCode, shard, larger, status } = snapshot;
		const standing = { version, planCode, shard, larger, status };
		if (ask.key === null || "id" in ask.key)
			return { known: true, key: null, standing, outcome: this.#grant(ask, snapshot, ask.key?.id ?? "") };
		const key = await this.#key(ask.key.hash);
		if (!key || !isUsable(key, Date.now() + ask.ahead) || !mayCallFrom(key.ips, ask.ip))
			return { known: true, key, standing, outcome: null };
		return { known: true, key, standing, outcome: this.#grant(ask, snapshot, key.id) };
	}

	/** Ends leases: what was used is counted once, the rest is given back. */
	report(reports: readonly Report[]): void {
		if (reports.length === 0) return;
		for (const report of reports) this.#books.endLease(report);
		this.#watch(CALLS);
		this.#wake();
	}

	/**
	 * Counts `amount` of a meter at once, if its quota has so much left: for what is too dear to lease.
	 * `operation` names it, so that a repetition counts nothing. @returns whether it may go ahead
	 */
	async spend(meter: string, amount: number, operation: string, ahead: number): Promise<boolean> {
		const snapshot = await this.#present(ahead);
		if (!snapshot) return false;
		if (this.#books.knows(operation)) return true;
		const quota = this.#quota(meter, snapshot);
		if (quota.hard && quota.limit !== null && quota.debited + amount > quota.limit) return false;
		this.#books.remember(operation, Date.now());
		this.#count(meter, amount, "", "", snapshot);
		return true;
	}

	/** Reads its limits anew. Whoever changed them has committed. */
	async refresh(ahead: number): Promise<void> {
		const fresh = await loadSnapshot(this.#db, this.#tenantId(), Date.now() + ahead);
		if (fresh) this.push(fresh);
		await this.#announce();
	}

	/** A newer snapshot replaces an older one, never the reverse. */
	push(snapshot: Snapshot): void {
		if (this.#snapshot && snapshot.version < this.#snapshot.version) return;
		this.#wasRead();
		this.#snapshot = snapshot;
		this.#books.setFact("snapshot", JSON.stringify(snapshot));
	}

	async forgetKey(hash: string): Promise<void> {
		this.#books.forgetKey(hash);
		await this.#announce();
	}

	/** What the roll-ups may not know yet, with the counters of this period. */
	async read(ahead: number): Promise<MeterState> {
		await this.#present(ahead);
		return {
			counters: this.#books.counters(),
			open: this.#books.openUses(),
			flushes: this.#books.flushes(),
		};
	}

	/** The roll-ups have this flush. */
	applied(sequence: number): void {
		this.#books.applied(sequence);
	}

	/** Starts a quota's count anew; what was used stays in the roll-ups. */
	async reset(meter: string): Promise<void> {
		if (this.#snapshot) this.#books.reset(meter, this.#snapshot.period.start);
		await this.#announce();
	}

	/** Lets callers in again that a rate limit turned away. */
	async unblock(): Promise<void> {
		this.#books.resetWindows();
		await this.#announce();
	}

	/** Isolates forget what they know of this tenant and ask again. Who called repeats the call when this fails. */
	async #announce(): Promise<void> {
		await changeFeed(this.env).announce(this.#tenantId());
	}

	/** The runtime calls again when this throws. */
	override async alarm(): Promise<void> {
		const now = Date.now();
		this.#alarmAt = null;
		const minute = Math.floor((now + this.#ahead) / MINUTE) * MINUTE;
		this.#books.close(minute);
		this.#books.tidy(now, this.#snapshot?.period.start ?? minute);
		await sendDue(this.env.USAGE, this.#books, this.#tenantId(), now);
		this.#wake();
	}

	/** An object that an alarm has woken is not told its name: it is written down when somebody calls it by that. */
	#tenantId(): Id<"tenant"> {
		return (this.ctx.id.name ?? this.#books.fact("tenant")) as Id<"tenant">;
	}

	/** What holds now, with what was counted before this object knew of anything. */
	async #present(ahead: number): Promise<Snapshot | null> {
		const snapshot = await this.#current(ahead);
		if (snapshot && this.#isNew) await this.#takeOver(snapshot);
		return snapshot;
	}

	/** An object that is new, or has lost what it knew, goes on where the roll-ups are. */
	async #takeOver({ shard, period }: Snapshot): Promise<void> {
		this.#isNew = this.#books.isNew();
		if (!this.#isNew) return;
		const past = await readPast(shardsOf(this.env).at(shard).tenant(this.#tenantId()), period);
		// Somebody who asked at the same time may have been faster.
		if (!this.#isNew) return;
		this.#isNew = false;
		this.#books.takeOver(past, period.start);
	}

	/** The snapshot as it holds now: pulled where there is none, or its period is over. */
	async #current(ahead: number): Promise<Snapshot | null> {
		const [known, businessNow] = [this.#snapshot, Date.now() + ahead];
		if (ahead !== this.#ahead) this.#books.setFact("ahead", String(ahead));
		this.#ahead = ahead;
		const holds = known !== null && businessNow < known.period.end && businessNow >= known.period.start;
		if (holds && Date.now() - this.#readAt < SNAPSHOT_KEPT) return known;
		// Whoever asks meanwhile goes by what is known, if it holds.
		this.#wasRead();
		try {
			const fresh = await loadSnapshot(this.#db, this.#tenantId(), businessNow);
			if (fresh) this.push(fresh);
			return fresh;
		} catch (error) {
			if (holds) return known;
			throw error;
		}
	}

	#wasRead(): void {
		this.#readAt = Date.now();
		this.#books.setFact("readAt", String(this.#readAt));
	}

	async #key(hash: string): Promise<KeyRecord | null> {
		const known = this.#books.keyRecord(hash);
		if (known && Date.now() - known.at < KEY_KEPT) return JSON.parse(known.record ?? "null") as KeyRecord | null;
		const found = await verifyKey(this.#db, hash);
		const mine = found?.tenantId === this.#tenantId() ? found : null;
		this.#books.keepKey(hash, mine && JSON.stringify(mine), Date.now());
		return mine;
	}

	#grant(ask: Ask, snapshot: Snapshot, key: string): Lease | Refusal {
		const now = Date.now();
		const businessNow = now + ask.ahead;
		const before = this.#books.lease(ask.id);
		if (before !== null) return { id: ask.id, calls: before, lasts: 0, limits: [] };
		const bucket = ask.kind === "people" ? "people" : "keys";
		const windows = this.#books.windowsOf(bucket, snapshot.policies, now);
		const spends = ask.kind === "live";
		const quota = spends ? this.#quota(CALLS, snapshot) : null;
		const granted = grant({ want: ask.want, windows, quota, now, businessNow });
		if (isRefusal(granted)) {
			if (granted.why === "quota") this.#watch(CALLS, true);
			return granted;
		}
		const { id, calling, endpoint } = ask;
		return this.#lease(granted, snapshot, { id, bucket, meter: spends ? CALLS : null, key, endpoint, calling });
	}

	/** The asking call is counted here and now; the rest is kept as a lease until its isolate says what became of it. */
	#lease({ calls, lasts, windows }: Granted, snapshot: Snapshot, of: Leasing): Lease {
		const [now, { id, bucket, meter }] = [Date.now(), of];
		this.#books.keepWindows(bucket, windows);
		if (meter && of.calling) this.#count(meter, 1, of.key, of.endpoint, snapshot);
		const rest = of.calling ? calls - 1 : calls;
		const periodStart = snapshot.period.start;
		if (meter && rest > 0) this.#books.count(meter, periodStart, rest, 0);
		this.#books.keepLease({ id, bucket, meter, periodStart, calls: rest, endsAt: now + lasts }, now);
		return { id, calls: rest, lasts, limits: windows.map((window) => stateOf(window, now)) };
	}

	#quota(meter: string, { quotas, period }: Snapshot): QuotaCount {
		const { limit = null, hard = false } = quotas.find((one) => one.meter === meter) ?? {};
		return { meter, limit, hard, debited: this.#books.counter(meter, period.start).debited, end: period.end };
	}

	#count(meter: string, amount: number, key: string, endpoint: string, { period }: Snapshot): void {
		const minute = Math.floor((Date.now() + this.#ahead) / MINUTE) * MINUTE;
		this.#books.count(meter, period.start, amount, amount);
		this.#books.addUse({ meter, minute, key, endpoint, count: amount });
		this.#watch(meter);
		this.#wake();
	}

	/** Notes the thresholds that the count has crossed; `full` where the limit has turned somebody away. */
	#watch(meter: string, full = false): void {
		const limit = this.#snapshot?.quotas.find((one) => one.meter === meter)?.limit;
		if (!this.#snapshot || limit === null || limit === undefined || limit === 0) return;
		const periodStart = this.#snapshot.period.start;
		const { counted } = this.#books.counter(meter, periodStart);
		const used = full ? Math.max(counted, limit) : counted;
		for (const threshold of ALERT_THRESHOLDS)
			if (used * 100 >= threshold * limit) this.#books.cross({ meter, periodStart, threshold, used, limit });
	}

	/** Sets the alarm to when something is to be sent, if anything is. */
	#wake(): void {
		const at = dueAt(this.#books, Date.now(), this.#ahead);
		if (at === null || (this.#alarmAt !== null && this.#alarmAt <= at)) return;
		this.#alarmAt = at;
		void this.ctx.storage.setAlarm(at);
	}
}
