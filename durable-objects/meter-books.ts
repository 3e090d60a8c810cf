import type { Counter, Flush, Use } from "#worker/kernel/meters";
import { current, type RateWindow } from "#worker/modules/metering/admission/lease-rules";
import type { Report } from "#worker/modules/metering/admission/meter-api";
import type { Past } from "#worker/modules/metering/usage/read-past";

const SCHEMA = [
	"CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
	"CREATE TABLE IF NOT EXISTS windows (bucket TEXT, name TEXT, start INTEGER, length INTEGER, debited INTEGER, PRIMARY KEY (bucket, name))",
	"CREATE TABLE IF NOT EXISTS counters (meter TEXT, period_start INTEGER, debited INTEGER, counted INTEGER, PRIMARY KEY (meter, period_start))",
	"CREATE TABLE IF NOT EXISTS on_lease (id TEXT PRIMARY KEY, bucket TEXT, meter TEXT, period_start INTEGER, calls INTEGER, at INTEGER, ends_at INTEGER)",
	"CREATE TABLE IF NOT EXISTS minutes (meter TEXT, minute INTEGER, key TEXT, endpoint TEXT, count INTEGER, PRIMARY KEY (meter, minute, key, endpoint))",
	"CREATE TABLE IF NOT EXISTS flushes (sequence INTEGER PRIMARY KEY AUTOINCREMENT, rows TEXT NOT NULL, sent_at INTEGER)",
	"CREATE TABLE IF NOT EXISTS keys (hash TEXT PRIMARY KEY, record TEXT, at INTEGER)",
	"CREATE TABLE IF NOT EXISTS operations (id TEXT PRIMARY KEY, at INTEGER)",
	'CREATE TABLE IF NOT EXISTS crossings (meter TEXT, period_start INTEGER, threshold INTEGER, used INTEGER, "limit" INTEGER, sent INTEGER, PRIMARY KEY (meter, period_start, threshold))',
];

/** A lease that nobody reported on for so long is lost: its isolate died. Longer than any lease with its report. */
const LOST_AFTER = 120_000;
const FLUSH_ROWS = 500;
const FORGET_OPERATIONS = 3_600_000;

type NewLease = {
	id: string;
	bucket: string;
	meter: string | null;
	periodStart: number;
	calls: number;
	/** Until then its isolate may use it. */
	endsAt: number;
};
type Policy = { name: string; requests: number; windowSeconds: number };
export type Crossing = { meter: string; periodStart: number; threshold: number; used: number; limit: number };

/**
 * What a tenant's object keeps, in its own SQLite: durable before an answer leaves. Nothing in here awaits, so that no
 * other call comes between a read and its write.
 */
export function openBooks(storage: DurableObjectStorage) {
	const { sql } = storage;
	for (const statement of SCHEMA) sql.exec(statement);

	const fact = (name: string): string | null =>
		(sql.exec("SELECT value FROM facts WHERE name = ?", name).toArray()[0]?.value as string | undefined) ?? null;
	const setFact = (name: string, value: string) =>
		void sql.exec(
			"INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
			name,
			value,
		);

	/** The windows of a bucket as they are now. A new one has the calls in it that are on lease. */
	function windowsOf(bucket: string, policies: readonly Policy[], now: number): RateWindow[] {
		const rows = sql.exec("SELECT name, start, length, debited FROM windows WHERE bucket = ?", bucket).toArray();
		const carried = () => onLease("bucket = ? AND ends_at > ?", bucket, now);
		return policies.map(({ name, requests, windowSeconds }) => {
			const length = windowSeconds * 1000;
			const row = rows.find((one) => one.name === name && one.length === length);
			const window = {
				name,
				limit: requests,
				length,
				start: Number(row?.start ?? 0),
				debited: Number(row?.debited ?? 0),
			};
			return current(window, now, carried);
		});
	}

	const onLease = (where: string, ...values: SqlStorageValue[]): number =>
		Number(sql.exec(`SELECT coalesce(sum(calls), 0) AS calls FROM on_lease WHERE ${where}`, ...values).one().calls);

	function keepWindows(bucket: string, windows: readonly RateWindow[]): void {
		for (const { name, start, length, debited } of windows)
			sql.exec("INSERT OR REPLACE INTO windows VALUES (?, ?, ?, ?, ?)", bucket, name, start, length, debited);
	}

	function counter(meter: string, periodStart: number): Counter {
		const query = "SELECT debited, counted FROM counters WHERE meter = ? AND period_start = ?";
		const row = sql.exec(query, meter, periodStart).toArray()[0];
		return { meter, periodStart, debited: Number(row?.debited ?? 0), counted: Number(row?.counted ?? 0) };
	}

	function count(meter: string, periodStart: number, debited: number, counted: number): void {
		sql.exec(
			`INSERT INTO counters VALUES (?, ?, ?, ?) ON CONFLICT (meter, period_start)
				DO UPDATE SET debited = debited + excluded.debited, counted = counted + excluded.counted`,
			...[meter, periodStart, debited, counted],
		);
	}

	function addUse({ meter, minute, key, endpoint, count: calls }: Use): void {
		sql.exec(
			"INSERT INTO minutes VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
			...[meter, minute, key, endpoint, calls],
		);
	}

	function keepLease({ id, bucket, meter, periodStart, calls, endsAt }: NewLease, now: number): void {
		const values = [id, bucket, meter, periodStart, calls, now, endsAt];
		sql.exec("INSERT INTO on_lease VALUES (?, ?, ?, ?, ?, ?, ?)", ...values);
	}

	/** How many calls a lease of that name has for its isolate, if it was granted and is not over. */
	function lease(id: string): number | null {
		const row = sql.exec("SELECT calls FROM on_lease WHERE id = ?", id).toArray()[0];
		return row ? Number(row.calls) : null;
	}

	/**
	 * A second report on the same lease finds none. What was not used goes back to where it came from: to each window that
	 * began before the lease was over, as it was debited there or carried to it.
	 */
	function endLease({ lease: id, used, uses }: Report): void {
		const lease = sql.exec("DELETE FROM on_lease WHERE id = ? RETURNING *", id).toArray()[0];
		if (!lease) return;
		const calls = Number(lease.calls);
		const spent = Math.min(Math.max(used, 0), calls);
		const unused = calls - spent;
		if (unused > 0)
			sql.exec(
				"UPDATE windows SET debited = max(0, debited - ?) WHERE bucket = ? AND start < ?",
				...[unused, lease.bucket, lease.ends_at],
			);
		if (lease.meter === null) return;
		count(String(lease.meter), Number(lease.period_start), -unused, spent);
		let left = spent;
		for (const use of uses) {
			const counted = Math.min(use.count, left);
			if (counted > 0) addUse({ ...use, meter: String(lease.meter), count: counted });
			left -= counted;
		}
	}

	/** Goes on where the roll-ups are: with their counts, and numbers after the highest that they have. */
	function takeOver({ counted, sequence }: Past, periodStart: number): void {
		for (const { meter, value } of counted) count(meter, periodStart, value, value);
		if (sequence === 0) return;
		sql.exec("INSERT INTO flushes (sequence, rows, sent_at) VALUES (?, '[]', 0)", sequence);
		sql.exec("DELETE FROM flushes WHERE sequence = ?", sequence);
	}

	/** Turns closed minutes into a numbered flush, in one step. */
	function close(before: number): void {
		storage.transactionSync(() => {
			const query = "SELECT * FROM minutes WHERE minute < ? ORDER BY minute LIMIT ?";
			for (;;) {
				const rows = sql.exec(query, before, FLUSH_ROWS).toArray() as unknown as Use[];
				if (rows.length === 0) return;
				for (const { meter, minute, key, endpoint } of rows)
					sql.exec(
						"DELETE FROM minutes WHERE meter = ? AND minute = ? AND key = ? AND endpoint = ?",
						...[meter, minute, key, endpoint],
					);
				sql.exec("INSERT INTO flushes (rows, sent_at) VALUES (?, NULL)", JSON.stringify(rows));
			}
		});
	}

	const flushes = (where = "1"): Flush[] =>
		sql
			.exec(`SELECT sequence, rows FROM flushes WHERE ${where} ORDER BY sequence`)
			.toArray()
			.map(({ sequence, rows }) => ({ sequence: Number(sequence), rows: JSON.parse(String(rows)) as Use[] }));

	/** Remembers that a threshold was crossed; what was said already is not said again. */
	function cross({ meter, periodStart, threshold, used, limit }: Crossing): void {
		sql.exec(
			"INSERT INTO crossings VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
			...[meter, periodStart, threshold, used, limit],
		);
	}

	return {
		...{
			fact,
			setFact,
			windowsOf,
			keepWindows,
			counter,
			count,
			addUse,
			keepLease,
			lease,
			endLease,
			takeOver,
			close,
			cross,
		},
		/** Whether it has counted anything, ever. */
		isNew: (): boolean => sql.exec("SELECT 1 FROM counters LIMIT 1").toArray().length === 0,
		counters: () =>
			sql
				.exec("SELECT meter, period_start AS periodStart, debited, counted FROM counters")
				.toArray() as unknown as Counter[],
		openUses: () => sql.exec("SELECT * FROM minutes ORDER BY minute").toArray() as unknown as Use[],
		oldestUse: () => (sql.exec("SELECT min(minute) AS minute FROM minutes").one().minute as number | null) ?? null,
		flushes: () => flushes(),
		hasFlushes: (): boolean => sql.exec("SELECT 1 FROM flushes LIMIT 1").toArray().length > 0,
		/** Not sent yet, or sent before `at` and never heard of again. */
		unsent: (at: number) => flushes(`sent_at IS NULL OR sent_at < ${Number(at)}`),
		sent: (sequences: readonly number[], now: number) => {
			for (const one of sequences) sql.exec("UPDATE flushes SET sent_at = ? WHERE sequence = ?", now, one);
		},
		applied: (sequence: number) => void sql.exec("DELETE FROM flushes WHERE sequence = ?", sequence),
		crossings: () =>
			sql
				.exec('SELECT meter, period_start AS periodStart, threshold, used, "limit" FROM crossings WHERE sent = 0')
				.toArray() as unknown as Crossing[],
		told: ({ meter, periodStart, threshold }: Crossing) =>
			void sql.exec(
				"UPDATE crossings SET sent = 1 WHERE meter = ? AND period_start = ? AND threshold = ?",
				...[meter, periodStart, threshold],
			),
		keyRecord(hash: string): { record: string | null; at: number } | null {
			const row = sql.exec("SELECT record, at FROM keys WHERE hash = ?", hash).toArray()[0];
			return row ? { record: row.record as string | null, at: Number(row.at) } : null;
		},
		keepKey: (hash: string, record: string | null, now: number) =>
			void sql.exec("INSERT OR REPLACE INTO keys VALUES (?, ?, ?)", hash, record, now),
		forgetKey: (hash: string) => void sql.exec("DELETE FROM keys WHERE hash = ?", hash),
		knows: (operation: string): boolean =>
			sql.exec("SELECT 1 FROM operations WHERE id = ?", operation).toArray().length > 0,
		remember: (operation: string, now: number) => void sql.exec("INSERT INTO operations VALUES (?, ?)", operation, now),
		/** What is on lease stays taken: its report gives back what was not used of it. */
		reset(meter: string, periodStart: number): void {
			const debited = onLease("meter = ? AND period_start = ?", meter, periodStart);
			sql.exec(
				"UPDATE counters SET debited = ?, counted = 0 WHERE meter = ? AND period_start = ?",
				...[debited, meter, periodStart],
			);
		},
		resetWindows: () => void sql.exec("DELETE FROM windows"),
		/** Forgets leases whose isolates died, operations nobody repeats any more, and periods long past. */
		tidy(now: number, periodStart: number): void {
			sql.exec("DELETE FROM on_lease WHERE at < ?", now - LOST_AFTER);
			sql.exec("DELETE FROM operations WHERE at < ?", now - FORGET_OPERATIONS);
			sql.exec("DELETE FROM counters WHERE period_start < ?", periodStart - 100 * 86_400_000);
			sql.exec("DELETE FROM keys WHERE at < ?", now - FORGET_OPERATIONS);
		},
	};
}
export type Books = ReturnType<typeof openBooks>;
