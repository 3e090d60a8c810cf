import { invalid } from "#worker/kernel/errors";
import { DAY, HOUR, iso, type Period } from "#worker/kernel/time";
import { type Durations, errorRate, type HourCounts, percentile } from "./rules";
import type { ApiLogStatistics, StatisticsQuery } from "./schemas";

/** The range of a query: `usual` before its end where it names none. @throws validation_failed when it is empty or too long */
export function rangeOf({ from, to }: StatisticsQuery, now: number, { usual, most }: Record<"usual" | "most", number>) {
	const end = to ?? now;
	const start = from ?? end - usual;
	if (end <= start) throw invalid("?to", "It has to be after `from`.");
	if (end - start > most) throw invalid("?from", `At most ${most / DAY} days at once.`);
	return { start, end };
}

/** The hours that a range touches: statistics are of whole ones, since lines are counted by their hour. */
export const hoursOf = ({ start, end }: Period): Period => ({
	start: start - (start % HOUR),
	end: Math.ceil(end / HOUR) * HOUR,
});

export type EndpointCounts = { method: string; route: string; requests: number; errors: number; duration: number };
export type TenantCounts = { requests: number; errors: number };
/** What one shard says of a range. `duration` of an endpoint is the sum of its requests'. */
export type ShardCounts = {
	hours: (HourCounts & { serverErrors: number; slow: number })[];
	durations: Durations;
	endpoints: EndpointCounts[];
};

const TOP = 10;

/** The ten with the most requests; of equals the first. */
export const busiest = <C extends TenantCounts>(all: readonly C[]): C[] =>
	all.toSorted((a, b) => b.requests - a.requests).slice(0, TOP);

/** Adds up what the shards say. */
export function summary(shards: readonly ShardCounts[], { start, end }: Period): ApiLogStatistics {
	const found = shards.flatMap(({ hours }) => hours);
	const total = (of: "requests" | "errors" | "serverErrors" | "slow") => found.reduce((sum, hour) => sum + hour[of], 0);
	const all = { requests: total("requests"), errors: total("errors") };
	const durations = shards.flatMap((shard) => shard.durations);
	return {
		...{ from: iso(start), to: iso(end), ...all, errorRate: errorRate(all) },
		...{ serverErrors: total("serverErrors"), slow: total("slow") },
		...{ p50: percentile(durations, 0.5), p95: percentile(durations, 0.95) },
		hours: everyHour(found, { start, end }).map(hourView),
		endpoints: busiest(byEndpoint(shards.flatMap(({ endpoints }) => endpoints))).map(endpointView),
	};
}

export const hourView = ({ start, requests, errors }: HourCounts) => ({
	...{ start: iso(start), requests, errors, errorRate: errorRate({ requests, errors }) },
});

/** Hours that the range touches, also those in which nothing happened. */
export function everyHour(found: readonly HourCounts[], { start, end }: Period): HourCounts[] {
	const hours = new Map<number, HourCounts>();
	for (let at = start - (start % HOUR); at < end; at += HOUR) hours.set(at, { start: at, requests: 0, errors: 0 });
	for (const { start: at, requests, errors } of found) {
		const hour = hours.get(at);
		if (!hour) continue;
		hour.requests += requests;
		hour.errors += errors;
	}
	return [...hours.values()];
}

function byEndpoint(found: readonly EndpointCounts[]): EndpointCounts[] {
	const endpoints = new Map<string, EndpointCounts>();
	for (const one of found) {
		const name = `${one.method} ${one.route}`;
		const there = endpoints.get(name) ?? { ...one, requests: 0, errors: 0, duration: 0 };
		there.requests += one.requests;
		there.errors += one.errors;
		there.duration += one.duration;
		endpoints.set(name, there);
	}
	return [...endpoints.values()];
}

function endpointView({ method, route, requests, errors, duration }: EndpointCounts) {
	const counts = { requests, errors, errorRate: errorRate({ requests, errors }) };
	return { method, route, ...counts, meanDuration: Math.round(duration / Math.max(1, requests)) };
}
