import { and, eq, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { among } from "#worker/kernel/many";
import { emit } from "#worker/kernel/outbox";
import { writeShardAt } from "#worker/kernel/shards";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { entitlements, quotaOverrides } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { AGGREGATIONS } from "../rules";
import { usageEvents, usageUniques } from "../shard-tables";
import { meters } from "../tables";
import { addToRollUp, addToRollUps, inParts, type RollUpRow } from "../usage/roll-ups";
import { type CloudEvent, idOfGiven, type Judged, readEvent, typeOfGiven } from "./cloud-events";
import { type Count, countEvent, type Listener } from "./count-event";
import type { IngestAnswer } from "./ingest-schemas";
import { distinctValues, nameOf, type Seen, uniqueRows } from "./unique-values";

/** Others may send the same events at the same moment; each time one of them is done, so that this many are enough. */
const TRIES = 25;

type Counted = CloudEvent & { counts: Count[] };

/**
 * Counts CloudEvents, each judged by itself. Those that are new and what they add to the roll-ups are one batch of the
 * tenant's shard: dedupe and counting cannot part. @throws TenantMoving
 */
export async function ingestEvents(ctx: TenantContext, given: unknown): Promise<IngestAnswer> {
	const all: readonly unknown[] = Array.isArray(given) ? given : [given];
	// What takes time is asked for first, and is on its way while the events are judged.
	const asked = readIngestion(ctx, [...new Set(all.flatMap(typeOfGiven))]);
	const [{ shard, listeners, limited }, read] = await Promise.all([
		asked,
		all.map((one) => ({ id: idOfGiven(one), ...readEvent(one, ctx.now) })),
	]);
	const { events, rejected } = countAll(read, listeners);
	const accepted = await keep(ctx, shard, events);
	// Also when all have been counted before: who counted them may have failed right here.
	const counted = new Set(events.flatMap(({ counts }) => counts.map(({ meter }) => meter)));
	const changed = limited.filter((meter) => counted.has(meter));
	await ctx.db.batch(changed.map((meter) => emit(ctx, { type: "usage.records_changed", meter })));
	const unmetered = [...new Set(events.filter(({ counts }) => counts.length === 0).map(({ type }) => type))];
	const told = unmetered.length > 0 ? { unmetered } : {};
	return { accepted, duplicates: all.length - rejected.length - accepted, rejected, ...told };
}

/** What each event counts, each once; and why others cannot be counted. */
function countAll(read: readonly (Judged & { id: string | null })[], listeners: readonly Listener[]) {
	const rejected: IngestAnswer["rejected"] = [];
	const events = new Map<string, Counted>();
	for (const one of read) {
		const counts = "event" in one ? countEvent(one.event, listeners) : one;
		if ("reason" in counts) rejected.push({ id: one.id, reason: counts.reason });
		else if ("event" in one) {
			const name = nameOf([one.event.source, one.event.id]);
			if (!events.has(name)) events.set(name, { ...one.event, counts });
		}
	}
	return { rejected, events: [...events.values()] };
}

/** The tenant's shard, the meters that listen, and those of which it has a quota to be judged: one call of D1. */
async function readIngestion(ctx: TenantContext, types: readonly string[]) {
	const { db, tenantId } = ctx;
	const listening = and(among(meters.eventType, types), eq(meters.state, "active"));
	const [[placement], listeners, [row], overrides] = await db.readAll([
		db.toSelect({ shard: tenants.shard, movingTo: tenants.movingTo }, tenants, { limit: 1 }),
		db.toListShared(meters, { where: listening }),
		db.toSelect({ limits: entitlements.limits }, entitlements, { limit: 1 }),
		db.toSelect({ meter: quotaOverrides.meter }, quotaOverrides),
	]);
	if (!placement) throw new AppError("not_found");
	const limited = [...Object.keys(row?.limits.custom ?? {}), ...overrides.map(({ meter }) => meter)];
	return { shard: writeShardAt(ctx, tenantId, placement), listeners, limited: [...new Set(limited)] };
}

/**
 * Writes the events that are not there yet. The insert refuses one that is, and with it the whole batch: what was
 * written was new, whoever else writes at the same time. @returns how many there were
 */
async function keep(ctx: TenantContext, shard: TenantDb, events: readonly Counted[]): Promise<number> {
	const values = distinctValues(events);
	for (let tries = 0; tries < TRIES; tries++) {
		// Most batches hold no event that was sent before.
		const [known, seen] = await Promise.all([
			tries > 0 ? knownOf(shard, events) : new Set<string>(),
			values.length > 0 ? seenOf(shard, values) : new Set<string>(),
		]);
		const fresh = known.size > 0 ? events.filter(({ source, id }) => !known.has(nameOf([source, id]))) : events;
		if (fresh.length === 0) return 0;
		if (await wereNew(shard.batch(statementsOf(ctx, shard, fresh, seen)))) return fresh.length;
	}
	throw new AppError("not_ready", "Others are sending the same events. Try again in a moment.", { retryAfter: 1 });
}

/** False when somebody else had written one of them first. */
async function wereNew(written: Promise<void>): Promise<boolean> {
	try {
		await written;
		return true;
	} catch (error) {
		if (violates(error, "usage_events.tenant_id") || violates(error, "usage_uniques.tenant_id")) return false;
		throw error;
	}
}

function statementsOf(ctx: TenantContext, shard: TenantDb, events: readonly Counted[], seen: Seen): Statement[] {
	const rows = events.map(({ id: eventId, counts: _, ...event }) => ({ ...event, eventId, receivedAt: ctx.now }));
	const uses = events.flatMap(({ time: at, counts }) => counts.map((count) => ({ ...count, at, key: "", count: 1 })));
	const statements = AGGREGATIONS.filter((aggregation) => aggregation !== "unique").flatMap((aggregation) => {
		const of = uses.filter((use) => use.aggregation === aggregation) satisfies RollUpRow[];
		return addToRollUps(shard, aggregation, of);
	});
	const unique = uniqueRows(events, seen);
	return [
		shard.insertMany(usageEvents, rows),
		...statements,
		...inParts(unique.values).map((part) => shard.insertMany(usageUniques, part)),
		...(["hour", "day"] as const).flatMap((window) => addToRollUp(shard, window, "unique", unique.rows[window])),
	];
}

async function knownOf(shard: TenantDb, events: readonly CloudEvent[]): Promise<Set<string>> {
	const asked = JSON.stringify(events.map(({ source, id }) => [source, id]));
	const where = sql`(source, event_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${asked}))`;
	const rows = await shard.select({ source: usageEvents.source, id: usageEvents.eventId }, usageEvents, { where });
	return new Set(rows.map(({ source, id }) => nameOf([source, id])));
}

async function seenOf(shard: TenantDb, values: ReturnType<typeof distinctValues>): Promise<Seen> {
	const asked = JSON.stringify(
		values.map(({ meter, window, start, split, value }) => [meter, window, start, split, value]),
	);
	// With types, without which the index would serve for the first columns alone.
	const members = ["TEXT", "TEXT", "INTEGER", "TEXT", "TEXT"].map((type, n) =>
		sql.raw(`CAST(value ->> ${n} AS ${type})`),
	);
	const where = sql`(meter, "window", start, split, "value") IN (
		SELECT * FROM (SELECT ${sql.join(members, sql`, `)} FROM json_each(${asked})))`;
	const rows = await shard.list(usageUniques, { where });
	return new Set(rows.map(({ meter, window, start, split, value }) => nameOf([meter, window, start, split, value])));
}
