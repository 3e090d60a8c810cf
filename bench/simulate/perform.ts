import { AppError } from "#worker/kernel/errors";
import { causeOf } from "#worker/kernel/log";
import { MINUTE } from "#worker/kernel/time";
import { overlap } from "./lane";
import { isCrash, pump } from "./post";
import { type Happening, plan, violate, type World } from "./world";

/** Everything of the agenda before `until`, in order of time, with what follows from it. */
export async function performUntil(world: World, until: number): Promise<void> {
	for (;;) {
		const next = takeNext(world, until);
		if (!next) return;
		world.clock.now = Math.max(world.clock.now + 1, next.at);
		await world.gateways.due();
		await perform(world, next);
		await pump(world);
	}
}

function takeNext({ agenda }: World, until: number): Happening | undefined {
	let best = -1;
	for (const [place, { at }] of agenda.entries())
		if (at < until && (best < 0 || at < (agenda[best]?.at ?? 0))) best = place;
	return best < 0 ? undefined : agenda.splice(best, 1)[0];
}

/** One act: by itself, clicked twice at the same moment, or by an isolate that dies on the way. */
async function perform(world: World, happening: Happening): Promise<void> {
	const { first } = world.lanes;
	const { at, who, what } = happening;
	// Ids are new in every run, and their numbers depend on who else is there.
	const name = `${at}/${who}/${what.replaceAll(/_\w+/g, "")}`;
	const twice = world.meets("overlap", 5, name);
	if (twice)
		return overlap(
			first,
			twice.between(1, 6),
			() => attempt(world, happening, "first"),
			() => attempt(world, happening, "second"),
		);
	const death = world.meets("crash", 4, name);
	if (death) first.crashAt(death.between(1, 8), death.pick(["before", "after"]));
	await attempt(world, happening, "first");
	if (first.calm() && !happening.again) {
		const wait = world.random("again", name).between(1, 9) * MINUTE;
		plan(world, { ...happening, at: world.clock.now + wait, again: true });
	}
}

async function attempt(world: World, { who, what, run }: Happening, place: "first" | "second"): Promise<void> {
	const { clock, story } = world;
	const [began, verb] = [clock.now, what.split(" ")[0] ?? ""];
	let outcome: string;
	try {
		outcome = await run(world.stages[place]);
		world.count("acts", verb);
	} catch (error) {
		outcome = outcomeOf(world, error, what);
	}
	if (outcome !== "")
		story.tell(began, who, `${what}${place === "second" ? " (at the same moment)" : ""} → ${outcome}`);
}

/** A refusal is an answer; anything that is not ours to throw is a fault of the product. */
function outcomeOf(world: World, error: unknown, what: string): string {
	if (isCrash(error)) return "the isolate dies";
	if (error instanceof AppError && error.code !== "internal") {
		world.count("refused", `${what.split(" ")[0]}: ${error.code}`);
		return `${error.code}${error.detail ? ` (${error.detail})` : ""}`;
	}
	violate(world, "nothing breaks", `${what}: ${causeOf(error).slice(0, 1500)}`);
	return "breaks";
}

/** A webhook arrives; its isolate may die, and the gateway then tries again. */
export async function aroundWebhook(world: World, gateway: string, receive: () => Promise<void>): Promise<void> {
	const { first } = world.lanes;
	world.count("webhooks", gateway);
	const death = world.meets("crash", 4, `${gateway}/${world.clock.now}`);
	if (death) first.crashAt(death.between(1, 3), death.pick(["before", "after"]));
	try {
		await receive();
	} finally {
		first.calm();
	}
}
