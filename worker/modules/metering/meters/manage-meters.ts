import { and, asc, eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { next } from "#worker/kernel/state-machine";
import { iso } from "#worker/kernel/time";
import type { MeterSource } from "../rules";
import type { MeterInput, MeterPatch, MeterView, SystemMeterQuery, SystemMeterView } from "../schemas";
import { meters } from "../tables";
import { EVENT_TO, METER_MACHINE, MOST_LISTENERS } from "./meter-rules";

export type Meter = typeof meters.$inferSelect;
/** A meter that the product itself counts. */
export type OwnMeter = Pick<Meter, "code" | "name" | "unit"> & { source: Exclude<MeterSource, "events"> };

const resourceOf = (code: string) => ({ kind: "meter", id: code });

/** What is counted for this tenant, and in which units. */
export async function listMeters(ctx: TenantContext): Promise<{ items: MeterView[] }> {
	return { items: (await activeMeters(ctx)).map(meterView) };
}

export const activeMeters = (ctx: TenantContext): Promise<Meter[]> =>
	ctx.db.listShared(meters, { where: eq(meters.state, "active"), orderBy: [asc(meters.createdAt), asc(meters.id)] });

export async function listAllMeters(ctx: SystemContext, query: SystemMeterQuery) {
	const page = pageClause(query, { createdAt: meters.createdAt }, meters.id);
	const where = and(matches(meters.state, query.state), matches(meters.source, query.source), page.after);
	const rows = await ctx.db.list(meters, { ...page, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], systemMeterView);
}

export async function readMeter(ctx: SystemContext, code: string): Promise<SystemMeterView> {
	const meter = await ctx.db.find(meters, eq(meters.code, code));
	if (!meter) throw new AppError("not_found");
	return systemMeterView(meter);
}

/** A new meter of events. Events that came before it are not counted. */
export async function createMeter(ctx: SystemContext, input: MeterInput): Promise<SystemMeterView> {
	const listening = and(eq(meters.eventType, input.eventType), eq(meters.state, "active"));
	if ((await ctx.db.list(meters, { where: listening, limit: MOST_LISTENERS })).length === MOST_LISTENERS)
		throw invalid("/eventType", `${MOST_LISTENERS} meters listen to it already.`, "conflict");
	const times = { createdAt: ctx.now, updatedAt: ctx.now };
	const row: Meter = { id: newId("meter"), source: "events", state: "active", ...input, ...times };
	try {
		await ctx.db.batch([
			ctx.db.insert(meters, row),
			auditInstallation(ctx, { action: "meter.create", resource: resourceOf(row.code), after: input }),
		]);
	} catch (error) {
		if (violates(error, "meters.code")) throw invalid("/code", "This code is taken.", "already_exists");
		throw error;
	}
	return systemMeterView(row);
}

/** Changes its words, retires it or takes it back. A retired meter counts nothing; what it has counted stays. */
export async function updateMeter(ctx: SystemContext, code: string, patch: MeterPatch): Promise<SystemMeterView> {
	const before = await ctx.db.find(meters, eq(meters.code, code));
	if (!before) throw new AppError("not_found");
	const { state = before.state, ...words } = patch;
	if (state !== before.state) {
		if (before.source !== "events") throw invalid("/state", "Sewa counts this by itself; it stays.", "conflict");
		next(METER_MACHINE, before.state, EVENT_TO[state]);
	}
	const changes = { ...words, state, updatedAt: ctx.now } as Partial<Meter>;
	const action = state === before.state ? "meter.update" : `meter.${EVENT_TO[state]}`;
	try {
		await ctx.db.batch([
			ctx.db.update(meters, and(eq(meters.code, code), eq(meters.state, before.state)), changes),
			ctx.db.guard("meter_state"),
			auditInstallation(ctx, { action, resource: resourceOf(code), before: systemMeterView(before), after: patch }),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "Somebody else has just changed this meter.");
		throw error;
	}
	return systemMeterView({ ...before, ...changes });
}

/** Writes the product's own meters where they are not there yet. @returns how many it knows of */
export async function ensureMeters(ctx: SystemContext, own: readonly OwnMeter[]): Promise<number> {
	const usual = { aggregation: "sum", eventType: null, valueProperty: null, groupBy: [], state: "active" } as const;
	const rows = own.map((meter, n) => {
		const at = ctx.now + n;
		return { id: newId("meter"), ...usual, ...meter, groupBy: [], createdAt: at, updatedAt: at };
	});
	await ctx.db.batch([ctx.db.insertManyNew(meters, rows)]);
	return rows.length;
}

export function meterView({ code, name, unit, source, aggregation, eventType, valueProperty, groupBy }: Meter) {
	return { code, name, unit, source, aggregation, eventType, valueProperty, groupBy } satisfies MeterView;
}

function systemMeterView(meter: Meter): SystemMeterView {
	const { state, createdAt, updatedAt } = meter;
	return { ...meterView(meter), state, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}
