import { asc, eq, like } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Job } from "#queues/messages";
import { system, tenant } from "#tests/factories";
import { usageDays } from "#worker/modules/metering/shard-tables";
import { newId } from "./ids";
import { among } from "./many";
import { emitMany } from "./outbox";
import { cronRuns, outbox } from "./tables";

test("many rows are one statement with one parameter, and read back as they were written", async () => {
	const { db } = system();
	const rows = Array.from({ length: 250 }, (_, n) => ({
		...{ id: newId("cronRun"), task: `many '${n}' "ü" \\`, startedAt: 1_763_600_000_000 + n, finishedAt: null },
		...{ handled: n % 2 === 0 ? n : null, error: null, rest: n % 3 === 0 ? { at: n, id: `it's "${n}"` } : null },
	}));
	const statement = db.insertMany(cronRuns, rows);
	expect(statement.toSQL().params).toHaveLength(1);
	await db.batch([statement]);
	const where = like(cronRuns.task, "many %");
	expect(await db.list(cronRuns, { where, orderBy: [asc(cronRuns.startedAt)] })).toEqual(rows);
});

test("a list of any length is one parameter; what a name contains is no SQL", async () => {
	const { db } = system();
	const ids = Array.from({ length: 180 }, () => newId("cronRun"));
	await db.batch([
		db.insertMany(
			cronRuns,
			ids.map((id) => ({ id, task: "among", startedAt: 1 })),
		),
	]);
	expect(await db.list(cronRuns, { where: among(cronRuns.id, ids) })).toHaveLength(180);
	expect(await db.list(cronRuns, { where: among(cronRuns.id, []) })).toEqual([]);
	expect(await db.list(cronRuns, { where: among(cronRuns.id, [`x") OR 1 = 1 --`, "'"]) })).toEqual([]);
});

test("an event for each of many tenants is a job of its own, and known to the run that emitted it", async () => {
	const [one, other] = [await tenant(), await tenant()];
	const ctx = system();
	const whose = [one.ctx.tenantId, other.ctx.tenantId];
	await ctx.db.batch([
		emitMany(
			ctx,
			whose.map((tenantId) => ({ for: tenantId, type: "wallet.check_due" })),
		),
	]);
	expect(ctx.emitted).toHaveLength(2);
	const rows = await ctx.db.list(outbox, { where: among(outbox.id, ctx.emitted), orderBy: [asc(outbox.id)] });
	const jobs = rows.map(({ job }) => Job.parse(job));
	expect(jobs.map((job) => job.type)).toEqual(["wallet.check_due", "wallet.check_due"]);
	expect(new Set(rows.map(({ tenantId }) => tenantId))).toEqual(new Set(whose));
	expect(rows.map(({ id, tenantId }) => ({ id, tenantId }))).toEqual(
		jobs.map((job) => ({ id: job.id, tenantId: "tenantId" in job ? job.tenantId : null })),
	);
	const [first] = rows;
	expect(first && (await ctx.db.find(outbox, eq(outbox.id, first.id)))?.createdAt).toBe(ctx.now);
});

test("fractions travel to the last digit: a value in JSON is the value in the column", async () => {
	const shard = system().shards.at("00");
	const values = fc.array(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), { minLength: 1, maxLength: 50 });
	await fc.assert(
		fc.asyncProperty(values, async (all) => {
			const tenantId = newId("tenant");
			const rows = all.map((value, start) => ({
				...{ tenantId, meter: "m", start, key: "", split: "", value, count: 1, latestAt: 0 },
			}));
			await shard.batch([shard.insertMany(usageDays, rows)]);
			const kept = await shard.list(usageDays, {
				where: eq(usageDays.tenantId, tenantId),
				orderBy: [asc(usageDays.start)],
			});
			expect(kept.map((row) => row.value + 0)).toEqual(all.map((value) => value + 0));
		}),
		{ numRuns: 20 },
	);
});
