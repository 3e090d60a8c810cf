/** Thrown where an isolate dies: nothing it was about to do is done any more. */
export class Crash extends Error {
	constructor() {
		super("the isolate died here");
		this.name = "Crash";
	}
}

type Interruption = { at: number; act: () => Promise<void>; when: "before" | "after" };

/** One isolate's way to D1. It counts what passes, and can be made to die or to wait at its n-th trip. */
export type Lane = {
	db: D1Database;
	/** Trips to the database; those begun while another was under way share its round. */
	counted: { trips: number; rounds: number; statements: number };
	/** The n-th trip from now on, counted from 1, is the last thing that happens, or does not happen any more. */
	crashAt(trip: number, when: "before" | "after"): void;
	/** `act` runs while the n-th trip waits. */
	pauseAt(trip: number, act: () => Promise<void>): void;
	/** Alive again, without interruptions. @returns whether one had come to pass */
	calm(): boolean;
};

type Wrapped = D1PreparedStatement & { readonly plain: D1PreparedStatement };

export function openLane(d1: D1Database): Lane {
	const counted = { trips: 0, rounds: 0, statements: 0 };
	let interruption: Interruption | null = null;
	let [dead, met, seen, underWay] = [false, false, 0, 0];

	async function meet(when: Interruption["when"], mine: number): Promise<void> {
		if (dead) throw new Crash();
		if (interruption?.when !== when || interruption.at !== mine) return;
		const { act } = interruption;
		interruption = null;
		met = true;
		await act();
	}

	async function trip<T>(statements: number, run: () => Promise<T>): Promise<T> {
		seen += 1;
		const mine = seen;
		await meet("before", mine);
		counted.trips += 1;
		counted.statements += statements;
		if (underWay === 0) counted.rounds += 1;
		underWay += 1;
		try {
			return await run();
		} finally {
			underWay -= 1;
			await meet("after", mine);
		}
	}

	function wrap(plain: D1PreparedStatement): Wrapped {
		return {
			plain,
			bind: (...values: unknown[]) => wrap(plain.bind(...values)),
			all: () => trip(1, () => plain.all()),
			run: () => trip(1, () => plain.run()),
			raw: (options?: { columnNames: true }) => trip(1, () => plain.raw(options as { columnNames: true })),
			first: (column?: string) => trip(1, () => plain.first(column as string)),
		} as unknown as Wrapped;
	}

	const db = {
		prepare: (sql: string) => wrap(d1.prepare(sql)),
		batch: (statements: Wrapped[]) => trip(statements.length, () => d1.batch(statements.map(({ plain }) => plain))),
	} as unknown as D1Database;

	function interrupt(next: Interruption) {
		[seen, met, interruption] = [0, false, next];
	}

	return {
		db,
		counted,
		crashAt(at, when) {
			const die = async () => {
				dead = true;
				throw new Crash();
			};
			interrupt({ at, when, act: die });
		},
		pauseAt: (at, act) => interrupt({ at, when: "before", act }),
		calm() {
			const was = met;
			[dead, met, interruption] = [false, false, null];
			return was;
		},
	};
}

/** Both at once: the second runs from start to end while the first stands before its n-th trip. */
export async function overlap(
	lane: Lane,
	trip: number,
	first: () => Promise<void>,
	second: () => Promise<void>,
): Promise<void> {
	let done = false;
	const both = async () => {
		done = true;
		await second();
	};
	lane.pauseAt(trip, both);
	await first();
	lane.calm();
	if (!done) await second();
}
