import type { Meter } from "../meters/manage-meters";
import type { Aggregation } from "../rules";
import type { CloudEvent } from "./cloud-events";

const LARGEST = 1_000_000_000_000;
const LONGEST_TEXT = 100;

export type Listener = Pick<Meter, "code" | "aggregation" | "eventType" | "valueProperty" | "groupBy">;
/** What one event is to one meter. `distinct` is the value of a meter that counts different ones, as JSON. */
export type Count = { meter: string; aggregation: Aggregation; split: string; value: number; distinct: string | null };

/** What an event counts for each meter that listens to its type, which may be none; or why it cannot be counted. */
export function countEvent({ type, data }: CloudEvent, listeners: readonly Listener[]): Count[] | { reason: string } {
	const counts: Count[] = [];
	for (const listener of listeners) {
		if (listener.eventType !== type) continue;
		const count = countFor(listener, data);
		if ("reason" in count) return count;
		counts.push(count);
	}
	return counts;
}

function countFor(listener: Listener, data: CloudEvent["data"]): Count | { reason: string } {
	const { code: meter, aggregation, valueProperty, groupBy } = listener;
	const wrong = groupBy.find((property) => !isShort(memberOf(data, property)));
	if (wrong) return { reason: `data.${wrong}: ${meter} is split by it: ${SHORT}` };
	const split = groupBy.length > 0 ? JSON.stringify(groupBy.map((property) => memberOf(data, property))) : "";
	const given = valueProperty === null ? 1 : memberOf(data, valueProperty);
	const fault = aggregation === "unique" ? faultOfDistinct(given) : faultOfNumber(given);
	if (fault) return { reason: `data.${valueProperty}: ${meter} counts it: ${fault}` };
	const distinct = aggregation === "unique" ? JSON.stringify(given) : null;
	return { meter, aggregation, split, value: distinct === null ? Number(given) : 0, distinct };
}

/** Null where the data has no such member of its own. */
function memberOf(data: Record<string, unknown>, property: string): unknown {
	return Object.hasOwn(data, property) ? (data[property] ?? null) : null;
}

const SHORT = `a text of at most ${LONGEST_TEXT} characters, a number, true or false`;
const isShort = (value: unknown) =>
	typeof value === "string" ? value.length <= LONGEST_TEXT : value === null || typeof value !== "object";

const faultOfDistinct = (value: unknown) => (value === null || !isShort(value) ? `must be ${SHORT}` : null);

/** Whole numbers add up to the same sum in every order; what is less than nothing would take back what was used. */
const faultOfNumber = (value: unknown) =>
	Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST
		? null
		: `must be a whole number from 0 to ${LARGEST}; a meter of parts has a smaller unit`;
