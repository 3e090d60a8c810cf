import { handlers } from "#handlers";
import { Job } from "#queues/messages";
import { causeOf } from "#worker/kernel/log";
import { readOutbox, removeFromOutbox } from "#worker/kernel/outbox";
import { HOUR, MINUTE, SECOND } from "#worker/kernel/time";
import { NotYet } from "#worker/modules/billing/inbox/apply-event";
import { ProviderError } from "#worker/modules/billing/providers/provider";
import { Crash, type Lane, overlap } from "./lane";
import { violate, type World } from "./world";

export type Message = { body: unknown; at: number; attempts: number; copies: number };

/** As wrangler.toml and the consumer have it. */
const MAX_RETRIES = 6;
const PAGE = 200;
const MOST_ROUNDS = 100;

/** Hands the outbox to the queue, then delivers what is due until nothing is: in any order, at least once. */
export async function pump(world: World): Promise<void> {
	const { clock, messages } = world;
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const taken = await handOver(world);
		const due = messages.filter(({ at }) => at <= clock.now);
		if (due.length === 0 && taken === 0) return;
		world.messages.splice(0, messages.length, ...messages.filter(({ at }) => at > clock.now));
		for (const { message, name } of inSomeOrder(world, due, round)) await deliver(world, message, name);
	}
	violate(world, "the queue comes to rest", `${messages.length} messages after ${MOST_ROUNDS} rounds`);
}

type Named = { message: Message; name: string };

/** As sent, or in disorder. Each has a name of its own customer's, so that its chances depend on nobody else. */
function inSomeOrder(world: World, due: Message[], round: number): Named[] {
	const times = new Map<string, number>();
	const named = due.map((message) => {
		const whose = world.customers.find(({ tenantId }) => tenantId === tenantOf(message))?.index ?? "-";
		const kind = `${world.clock.now}/${round}/${whose}/${typeOf(message)}`;
		times.set(kind, (times.get(kind) ?? 0) + 1);
		return { message, name: `${kind}/${times.get(kind)}` };
	});
	if (!world.faults.has("disorder") || due.length < 2) return named;
	world.count("faults", "disorder");
	const draw = ({ name }: Named) => world.random("order", name).between(0, 1_000_000);
	return named
		.map((one) => ({ one, drawn: draw(one) }))
		.sort((a, b) => a.drawn - b.drawn)
		.map(({ one }) => one);
}

const tenantOf = ({ body }: Message) => (body as { tenantId?: string }).tenantId;

async function handOver(world: World): Promise<number> {
	const { db } = world.stages.first.machine(world.clock.now);
	const rows = await readOutbox(db, PAGE);
	await world.env.JOBS.sendBatch(rows.map((row) => ({ body: row.job })));
	for (let from = 0; from < rows.length; from += 100) await removeFromOutbox(db, rows.slice(from, from + 100));
	return rows.length;
}

/** Once, or twice at the same moment; by an isolate that may die on the way. */
async function deliver(world: World, message: Message, name: string): Promise<void> {
	const { first } = world.lanes;
	const again = message.copies < 2 ? world.meets("redelivery", 5, name) : null;
	if (again) {
		const at = world.clock.now + again.between(0, 600) * MINUTE;
		world.messages.push({ ...message, at, attempts: 0, copies: message.copies + 1 });
	}
	const twice = world.meets("overlap", 4, name);
	if (twice) {
		const copy = { ...message };
		return overlap(
			first,
			twice.between(2, 6),
			() => handle(world, message, "first"),
			() => handle(world, copy, "second"),
		);
	}
	const death = world.meets("crash", 3, name);
	if (death) first.crashAt(death.between(1, 7), death.pick(["before", "after"]));
	await handle(world, message, "first");
	first.calm();
}

const typeOf = ({ body }: Message): string => (body as { type?: string }).type ?? "?";

async function handle(world: World, message: Message, place: "first" | "second"): Promise<void> {
	const { clock, stages, env } = world;
	const lane = world.lanes[place];
	const job = Job.parse(message.body);
	const ctx = { ...stages[place].machine(clock.now), actor: { kind: "system" as const, id: "queue", name: job.type } };
	const before = { ...lane.counted };
	try {
		await handlers[job.type](ctx, { ...env, DB: lane.db }, job as never);
		measure(world, job.type, lane, before);
	} catch (error) {
		await retry(world, message, error);
	}
}

function measure(world: World, type: string, { counted }: Lane, before: Lane["counted"]): void {
	world.count("jobs", type);
	for (const what of ["trips", "rounds", "statements"] as const) world.count(what, type, counted[what] - before[what]);
}

/** As the queue does: back-off, then the dead letters. Only what is outside of us may end there. */
async function retry(world: World, message: Message, error: unknown): Promise<void> {
	const { clock, messages } = world;
	const attempts = message.attempts + 1;
	const expected = error instanceof ProviderError || error instanceof NotYet || isCrash(error);
	if (!expected) world.count("retried", `${typeOf(message)}: ${firstLine(error)}`);
	if (attempts <= MAX_RETRIES) {
		const wait = Math.min(5 * SECOND * 2 ** attempts, HOUR);
		messages.push({ ...message, attempts, at: clock.now + wait });
		return;
	}
	world.count("queue", "dead letters");
	if (!expected) violate(world, "a job dies of outages only", `${typeOf(message)}: ${causeOf(error)}`);
}

const firstLine = (error: unknown): string => causeOf(error).split("\n")[0]?.slice(0, 120) ?? "";

export function isCrash(error: unknown): boolean {
	for (let e = error; e instanceof Error; e = e.cause) if (e instanceof Crash) return true;
	return false;
}
