import * as z from "zod";
import { DAY, MINUTE } from "#worker/kernel/time";

/** So long an event may come after it happened, and so long the same one again is a duplicate. */
export const EVENTS_KEPT = 35 * DAY;
/** How far the sender's clock may be ahead. */
const AHEAD = 5 * MINUTE;
const LONGEST_ATTRIBUTE = 500;

/** A CloudEvent as it is kept: what nobody here reads (extensions, schema, encoding) is left out. */
export type CloudEvent = {
	source: string;
	id: string;
	type: string;
	subject: string | null;
	time: number;
	data: Record<string, unknown>;
};
export type Judged = { event: CloudEvent } | { reason: string };

const Time = z.iso.datetime({ offset: true });
/** CloudEvents allow no control characters and no halves of characters (1.0.2, "Type System"). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]|\p{Cs}/u;

/** Judges one member of a batch by itself; `now` is what a time is measured by, and stands for one that is not given. */
export function readEvent(given: unknown, now: number): Judged {
	if (typeof given !== "object" || given === null || Array.isArray(given)) return { reason: "not an object" };
	const { specversion, id, source, type, subject = null, time, data } = given as Record<string, unknown>;
	if (specversion !== "1.0") return { reason: 'specversion: must be "1.0"' };
	for (const [name, value] of Object.entries({ id, source, type, ...(subject !== null && { subject }) })) {
		const fault = faultOf(value);
		if (fault) return { reason: `${name}: ${fault}` };
	}
	const at = timeOf(time, now);
	if (typeof at === "string") return { reason: `time: ${at}` };
	if ("data_base64" in given) return { reason: "data_base64: data must be a JSON object" };
	if (!isObject(data ?? {})) return { reason: "data: must be an object" };
	return { event: { id, source, type, subject, time: at, data: data ?? {} } as CloudEvent };
}

/** The id to name a refused event by, if it has one that can be repeated. */
export function idOfGiven(given: unknown): string | null {
	const id = typeof given === "object" && given !== null ? (given as { id?: unknown }).id : null;
	return typeof id === "string" ? id.slice(0, LONGEST_ATTRIBUTE) : null;
}

/** Its type, whatever else it is. */
export function typeOfGiven(given: unknown): string[] {
	const type = typeof given === "object" && given !== null ? (given as { type?: unknown }).type : null;
	return typeof type === "string" ? [type.slice(0, LONGEST_ATTRIBUTE)] : [];
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

function faultOf(value: unknown): string | null {
	if (value === undefined) return "is missing";
	if (typeof value !== "string" || value === "") return "must be a text that is not empty";
	if (value.length > LONGEST_ATTRIBUTE) return `has at most ${LONGEST_ATTRIBUTE} characters`;
	return UNPRINTABLE.test(value) ? "has characters that no CloudEvent may have" : null;
}

function timeOf(time: unknown, now: number): number | string {
	if (time === undefined || time === null) return now;
	if (!Time.safeParse(time).success) return "must be a date and time of RFC 3339, such as 2026-11-20T10:00:00Z";
	const at = Date.parse(time as string);
	if (at < now - EVENTS_KEPT) return "is more than 35 days ago";
	return at > now + AHEAD ? "is more than 5 minutes in the future" : at;
}
