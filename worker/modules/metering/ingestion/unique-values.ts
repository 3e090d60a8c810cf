import { type RollUpRow, startOfWindow } from "../usage/roll-ups";
import type { CloudEvent } from "./cloud-events";
import type { Count } from "./count-event";

/** One of the different values of a window; `value` is JSON. */
export type UniqueValue = { meter: string; window: "hour" | "day"; start: number; split: string; value: string };
/** Names of values that their windows have seen already. */
export type Seen = ReadonlySet<string>;
type Counted = Pick<CloudEvent, "time"> & { counts: Count[] };

export const nameOf = (parts: readonly (string | number)[]): string => JSON.stringify(parts);

const WINDOWS = ["hour", "day"] as const;

/** Everything that events bring to meters of different values, each once. */
export function distinctValues(events: readonly Counted[]): UniqueValue[] {
	const values = new Map<string, UniqueValue>();
	for (const { name, ...value } of events.flatMap(valuesOf)) if (!values.has(name)) values.set(name, value);
	return [...values.values()];
}

/** What is new, and what the windows' counts rise by: each value that was not seen is one more. */
export function uniqueRows(events: readonly Counted[], seen: Seen) {
	const fresh = new Map<string, UniqueValue>();
	const rows: Record<UniqueValue["window"], RollUpRow[]> = { hour: [], day: [] };
	for (const event of events) {
		for (const { name, ...value } of valuesOf(event)) {
			const isNew = !seen.has(name) && !fresh.has(name);
			if (isNew) fresh.set(name, value);
			const { meter, window, split } = value;
			rows[window].push({ meter, at: event.time, key: "", split, value: isNew ? 1 : 0, count: 1 });
		}
	}
	return { values: [...fresh.values()], rows };
}

function valuesOf({ time, counts }: Counted): (UniqueValue & { name: string })[] {
	return counts.flatMap(({ meter, split, distinct: value }) => {
		if (value === null) return [];
		return WINDOWS.map((window) => {
			const start = startOfWindow(window, time);
			return { meter, window, start, split, value, name: nameOf([meter, window, start, split, value]) };
		});
	});
}
