import type { Machine } from "#worker/kernel/state-machine";

export const MOVE_STATES = ["copying", "aborting", "cleaning", "done", "aborted"] as const;
export type MoveState = (typeof MOVE_STATES)[number];
export type MoveEvent = "arrive" | "differ" | "finish";

/** A move's life. `arrive`: what was copied equals what is there; `differ`: it does not, and nothing changes. */
export const MOVE_MACHINE: Machine<MoveState, MoveEvent> = {
	copying: { arrive: "cleaning", differ: "aborting" },
	aborting: { finish: "aborted" },
	cleaning: { finish: "done" },
	done: {},
	aborted: {},
};

export const OPEN_MOVES = ["copying", "aborting", "cleaning"] as const satisfies MoveState[];

/** What a table holds of one tenant: rows, and a sum over each column. */
export type Tally = { rows: number } & Record<string, number>;

/** Sums of fractions may differ in the last digits, by the order they were added in. */
const TOLERANCE = 1e-9;

/** What parts two tallies of one table, in words for the operator; null where they say the same. */
export function differenceOf(table: string, source: Tally, target: Tally): string | null {
	if (source.rows !== target.rows) return `${table}: ${target.rows} of ${source.rows} rows`;
	const parting = Object.keys(source).find((column) => !alike(source[column] ?? 0, target[column] ?? 0));
	return parting === undefined ? null : `${table}: other values in ${parting}`;
}

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
