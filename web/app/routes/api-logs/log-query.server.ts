import type * as z from "zod";
import { startOfDay } from "~/calendar.server";
import { readQuery } from "~/read-query.server";

type Span = { from?: string; to?: string };

/** The days `?since=&until=` where the reader is, as instants; both are in it. */
export function readDays(request: Request, timeZone: string): Span {
	const params = new URL(request.url).searchParams;
	const from = startOfDay(params.get("since"), timeZone);
	const to = startOfDay(params.get("until"), timeZone, 1);
	return { ...(from && { from }), ...(to && { to }) };
}

/** What a page of the log asks the API for: its URL, with days for instants. */
export function readLogQuery<S extends z.ZodObject>(request: Request, schema: S, timeZone: string) {
	const {
		from: _,
		to: __,
		...query
	} = readQuery(request, schema) as Partial<z.output<S>> & { from?: unknown; to?: unknown };
	return { ...query, ...readDays(request, timeZone) };
}

/** The same days as far as statistics go: the last ones of a longer range, a day where none are named. */
export function statisticsSpan({ from, to }: Span, mostDays: number): Span {
	if (!from) return to ? { to } : {};
	const end = to ? Date.parse(to) : Date.now();
	const start = Math.max(Date.parse(from), end - mostDays * 86_400_000);
	return start < end ? { from: new Date(start).toISOString(), ...(to && { to }) } : {};
}
