import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../bundle.ts";
import { type Done, type Machine, startMachine } from "./machine.ts";

const { values } = parseArgs({
	options: { sizes: { type: "string", default: "1000,10000" }, queue: { type: "string", default: "20000" } },
});
const sizes = values.sizes.split(",").map(Number);
/** Renewals of one measured step, and how many steps: the median speaks. */
const STEP = 100;
const STEPS = 9;
const SEED = 5000;
const GOAL = 1.1;
const MONEY = 10_000_000;
/** So many of each size go through the queue; memory is looked at after each tenth of them. */
const THROUGH_QUEUE = Number(values.queue);
/** What the queue hands over at once (wrangler.toml). */
const BATCH = 25;

const folder = mkdtempSync(join(tmpdir(), "sewa-bench-"));
bundle(import.meta.dirname, join(folder, "bundle"));

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

type Site = Machine & { size: number; now: number; empty: number; seeded: number };

async function prepare(size: number): Promise<Site> {
	const machine = await startMachine(join(folder, "bundle"), join(folder, `data-${size}`));
	const now = Date.now();
	await machine.step({ task: "install" });
	const empty = machine.bytes();
	for (let from = 0; from < size; from += SEED)
		await machine.step({ task: "seed", from, count: Math.min(SEED, size - from), now, money: MONEY });
	return { ...machine, size, now, empty, seeded: machine.bytes() };
}

const strideOf = ({ size }: Site) => Math.floor(size / (STEPS + 2));
/** The smallest size decides how many a step renews, so that all of them do the same. */
const countOf = (sites: Site[]) => Math.min(STEP, ...sites.map((site) => strideOf(site) - 20));

/** By themselves, one after another, spread over the whole table; the sizes take turns, as the machine's mood changes. */
async function renewInTurns(sites: Site[]) {
	const count = countOf(sites);
	const done = new Map<Site, Done[]>(sites.map((site) => [site, []]));
	for (let n = 0; n <= STEPS; n++) {
		for (const site of sites) {
			const { step, now } = site;
			const one = await step({ task: "renew", from: n * strideOf(site), count, now });
			if (one.handled !== count) throw new Error(`${one.handled} of ${count} were renewed and paid`);
			// The first round warms everything up.
			if (n > 0) done.get(site)?.push(one);
		}
	}
	return { count, done };
}

async function figuresOf(site: Site, rounds: Done[], count: number) {
	const { step, now } = site;
	const last = (STEPS + 1) * strideOf(site);
	const rows = (await step({ task: "renew", from: last, count: 10, now, rows: true })).count;
	const { plans = [] } = await step({ task: "plans", from: last + 10, now });
	const each = (of: (done: Done) => number) =>
		rounds.reduce((sum, done) => sum + of(done), 0) / (count * rounds.length);
	return {
		scans: plans,
		figures: {
			renewed: count * (STEPS + 1) + 11,
			"ms each": round(median(rounds.map(({ ms }) => ms / count)), 3),
			"CPU ms each": round(
				each(({ cpu }) => cpu),
				3,
			),
			"a second": Math.round(1000 / median(rounds.map(({ ms }) => ms / count))),
			"round trips": round(each((done) => done.count.trips)),
			"D1 calls": round(each((done) => done.count.calls)),
			statements: round(each((done) => done.count.statements)),
			"rows read": round(rows.rowsRead / 10, 1),
			"rows written": round(rows.rowsWritten / 10, 1),
		},
	};
}

/** Through the queue: cron's pages, then batches as the consumer gets them, until nothing is due or enough were. */
async function renewTheRest({ step, memory, held }: Machine, now: number) {
	const cron = { handled: 0, ms: 0, calls: 0, written: 0 };
	const consumer = { handled: 0, ms: 0, calls: 0, written: 0 };
	const add = (to: typeof cron, { handled, ms, count }: Done) => {
		to.handled += handled;
		to.ms += ms;
		to.calls += count.calls;
		to.written += count.rowsWritten;
	};
	const samples: number[] = [];
	while (consumer.handled < THROUGH_QUEUE) {
		const page = await step({ task: "enqueue", now });
		if (page.handled === 0) break;
		add(cron, page);
		for (let left = page.queued; left > 0 && consumer.handled < THROUGH_QUEUE; ) {
			const done = await step({ task: "consume", count: BATCH, now });
			add(consumer, done);
			left = done.queued;
			if (consumer.handled % (THROUGH_QUEUE / 10) === 0) samples.push(await memory());
		}
	}
	const aSecond = ({ handled, ms }: typeof cron) => Math.round(handled / (ms / 1000));
	return {
		consumed: consumer.handled,
		"enqueued a second": aSecond(cron),
		"enqueue calls each": round(cron.calls / cron.handled, 3),
		"enqueue rows written each": round(cron.written / cron.handled, 1),
		"consumed a second": aSecond(consumer),
		"consumer calls each": round(consumer.calls / consumer.handled),
		"consumer rows written each": round(consumer.written / consumer.handled, 1),
		"the worker holds, MB": (await held()).slice(0, samples.length).join(" "),
		"resident, MB": samples.join(" "),
	};
}

async function report(site: Site, rounds: Done[], count: number) {
	const { size, empty, seeded, bytes } = site;
	const { scans, figures } = await figuresOf(site, rounds, count);
	const rest = await renewTheRest(site, site.now);
	const renewals = figures.renewed + rest.consumed;
	const storage = {
		"bytes a customer": Math.round((seeded - empty) / size),
		"bytes a renewal": Math.round((bytes() - seeded) / renewals),
	};
	console.table({ size, ...figures, ...rest, ...storage });
	console.log(
		scans.length > 0 ? `Read row by row:\n${scans.join("\n")}` : "No statement of a renewal goes through a table.",
	);
	return figures;
}

const sites: Site[] = [];
for (const size of sizes) sites.push(await prepare(size));
const { count, done } = await renewInTurns(sites);
const results = [];
for (const site of sites) {
	results.push(await report(site, done.get(site) ?? [], count));
	await site.stop();
}
rmSync(folder, { recursive: true, force: true });

const [first, last] = [results[0], results.at(-1)];
if (first && last && first !== last) {
	const grows = (of: "ms each" | "CPU ms each" | "statements" | "rows read") =>
		`${of} × ${round(last[of] / first[of])}`;
	const all = [grows("ms each"), grows("CPU ms each"), grows("statements"), grows("rows read")].join(", ");
	console.log(`\n${sizes.at(-1)} against ${sizes[0]}: ${all}. Goal: × ${GOAL}.`);
}
