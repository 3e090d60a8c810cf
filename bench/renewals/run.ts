import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
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
const config = join(import.meta.dirname, "wrangler.toml");
execFileSync(
	"npx",
	["wrangler", "deploy", "--config", config, "--dry-run", "--minify", "--outdir", join(folder, "bundle")],
	{
		stdio: ["ignore", "ignore", "inherit"],
	},
);

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

/** By themselves, one after another, in steps that are spread over the whole table. */
async function renewSome({ step }: Machine, size: number, now: number) {
	const stride = Math.floor(size / (STEPS + 2));
	const count = Math.min(STEP, stride - 20);
	await step({ task: "renew", from: 0, count, now });
	const each: number[] = [];
	const sum = { trips: 0, calls: 0, statements: 0 };
	for (let n = 1; n <= STEPS; n++) {
		const done = await step({ task: "renew", from: n * stride, count, now });
		if (done.handled !== count) throw new Error(`${done.handled} of ${count} were renewed and paid`);
		each.push(done.ms / count);
		sum.trips += done.count.trips;
		sum.calls += done.count.calls;
		sum.statements += done.count.statements;
	}
	const last = (STEPS + 1) * stride;
	const rows = (await step({ task: "renew", from: last, count: 10, now, rows: true })).count;
	const { plans = [] } = await step({ task: "plans", from: last + 10, now });
	return {
		scans: plans,
		figures: {
			renewed: count * (STEPS + 1) + 11,
			"ms each": round(median(each), 3),
			"a second": Math.round(1000 / median(each)),
			"round trips": round(sum.trips / (count * STEPS)),
			"D1 calls": round(sum.calls / (count * STEPS)),
			statements: round(sum.statements / (count * STEPS)),
			"rows read": round(rows.rowsRead / 10, 1),
			"rows written": round(rows.rowsWritten / 10, 1),
		},
	};
}

/** Through the queue: cron's pages, then batches as the consumer gets them, until nothing is due or enough were. */
async function renewTheRest({ step, memory }: Machine, now: number) {
	const cron = { handled: 0, ms: 0, calls: 0 };
	const consumer = { handled: 0, ms: 0, calls: 0 };
	const add = (to: typeof cron, { handled, ms, count }: Done) => {
		to.handled += handled;
		to.ms += ms;
		to.calls += count.calls;
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
			if (consumer.handled % (THROUGH_QUEUE / 10) === 0) samples.push(memory());
		}
	}
	const aSecond = ({ handled, ms }: typeof cron) => Math.round(handled / (ms / 1000));
	return {
		consumed: consumer.handled,
		"enqueued a second": aSecond(cron),
		"enqueue calls each": round(cron.calls / cron.handled, 3),
		"consumed a second": aSecond(consumer),
		"consumer calls each": round(consumer.calls / consumer.handled),
		"memory MB": samples.join(" "),
	};
}

async function measure(size: number) {
	const machine = await startMachine(join(folder, "bundle"), join(folder, `data-${size}`));
	const { step, bytes } = machine;
	const now = Date.now();
	await step({ task: "install" });
	const empty = bytes();
	for (let from = 0; from < size; from += SEED)
		await step({ task: "seed", from, count: Math.min(SEED, size - from), now, money: MONEY });
	const seeded = bytes();
	const { scans, figures } = await renewSome(machine, size, now);
	const rest = await renewTheRest(machine, now);
	const renewed = bytes();
	const renewals = figures.renewed + rest.consumed;
	await machine.stop();
	const storage = {
		"bytes a customer": Math.round((seeded - empty) / size),
		"bytes a renewal": Math.round((renewed - seeded) / renewals),
	};
	return { scans, figures: { size, ...figures, ...rest, ...storage } };
}

const results = [];
for (const size of sizes) {
	const { scans, figures } = await measure(size);
	results.push(figures);
	console.table(figures);
	console.log(
		scans.length > 0 ? `Read row by row:\n${scans.join("\n")}` : "No statement of a renewal goes through a table.",
	);
	rmSync(join(folder, `data-${size}`), { recursive: true, force: true });
}
rmSync(folder, { recursive: true, force: true });
const [first, last] = [results[0], results.at(-1)];
if (first && last && first !== last) {
	const [time, statements] = [last["ms each"] / first["ms each"], last.statements / first.statements];
	console.log(
		`\n${last.size} against ${first.size}: time × ${round(time)}, statements × ${round(statements)}, goal × ${GOAL}.`,
	);
}
