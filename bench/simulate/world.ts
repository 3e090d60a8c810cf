import type { Random } from "#scripts/seed/random";
import type { Env } from "#worker/env";
import type { UserActor } from "#worker/kernel/context";
import { DAY } from "#worker/kernel/time";
import { chanceOf } from "./chance";
import type { Customer } from "./customers";
import type { Fault } from "./faults";
import { GATEWAY_VARIABLES, type Gateways, openGateways } from "./gateways";
import { type Lane, openLane } from "./lane";
import { aroundWebhook } from "./perform";
import type { Message } from "./post";
import { type Stage, stageOf } from "./stage";
import { newStory, type Story } from "./story";
import type { Clock } from "./virtual-time";

export type Violation = { at: number; rule: string; what: string };
/** Something that happens at a moment: a person's act, cron, what follows. */
export type Happening = {
	at: number;
	who: string;
	what: string;
	/** Ends with what the story says of it; what the use case refuses is an answer, too. */
	run: (stage: Stage) => Promise<string>;
	/** A person whose page broke tries once more. */
	again?: boolean;
};

export type World = {
	seed: number;
	start: number;
	clock: Clock;
	/** D1 as it is, for looking without being seen. */
	d1: D1Database;
	/** Two isolates of the same worker; the second is for what happens at the same moment. */
	lanes: { first: Lane; second: Lane };
	stages: { first: Stage; second: Stage };
	env: Env;
	faults: ReadonlySet<Fault>;
	gateways: Gateways;
	messages: Message[];
	agenda: Happening[];
	customers: Customer[];
	staff: UserActor[];
	story: Story;
	violations: Violation[];
	/** Yesterday's states, and differences from the gateways' books by the day they were first seen. */
	memory: { states: Map<string, string>; differences: Map<string, number> };
	counts: Record<string, Record<string, number>>;
	count(group: string, name: string, by?: number): void;
	/**
	 * The chances of a fault that is played and happens to `name`, in so many per cent; null otherwise. They depend on
	 * no other fault, so that one can be left out.
	 */
	meets(fault: Fault, percent: number, name: string | number): Random | null;
	/** The same for the same seed and names. */
	random(...names: (string | number)[]): Random;
};

export type WorldOptions = { bindings: Env; seed: number; faults: readonly Fault[]; keepLines: number };

/** The first day is any of two years, so that month ends and a leap day come by. */
const FIRST_DAY = Date.UTC(2027, 0, 1);
const FIRST_DAYS = 730;

export function openWorld({ bindings, seed, faults, keepLines }: WorldOptions): World {
	const d1 = bindings.DB;
	const start = FIRST_DAY + chanceOf(seed, "start").between(0, FIRST_DAYS) * DAY;
	const clock = { now: start };
	const messages: Message[] = [];
	const lanes = { first: openLane(d1), second: openLane(d1) };
	const post = { sendBatch: async (batch: Iterable<{ body: unknown }>) => receive(messages, clock, batch) };
	const envOf = (lane: Lane) => ({ ...bindings, ...VARIABLES, DB: lane.db, JOBS: post as unknown as Queue }) as Env;
	const [env, other] = [envOf(lanes.first), envOf(lanes.second)];
	const counts: World["counts"] = {};
	const world: World = {
		...{ seed, start, clock, d1, lanes, env, messages, counts },
		stages: { first: stageOf(env), second: stageOf(other) },
		faults: new Set(faults),
		gateways: openGateways({ seed, clock, env, around: (gateway, run) => aroundWebhook(world, gateway, run) }),
		...{ agenda: [], customers: [], staff: [], violations: [] },
		story: newStory(keepLines),
		memory: { states: new Map(), differences: new Map() },
		count(group, name, by = 1) {
			counts[group] ??= {};
			const counter = counts[group] as Record<string, number>;
			counter[name] = (counter[name] ?? 0) + by;
		},
		meets(fault, percent, name) {
			const random = chanceOf(seed, fault, name);
			if (!world.faults.has(fault) || !random.chance(percent)) return null;
			world.count("faults", fault);
			return random;
		},
		random: (...names) => chanceOf(seed, ...names),
	};
	return world;
}

const VARIABLES = {
	...GATEWAY_VARIABLES,
	ENVIRONMENT: "test",
	APP_URL: "http://sewa.simulated",
	AUTH_SECRET: "only-for-simulations-0123456789abcdef",
	MAIL_PROVIDER: "local",
	MAIL_FROM: "Sewa <no-reply@sewa.simulated>",
};

function receive(messages: Message[], { now }: Clock, batch: Iterable<{ body: unknown }>): void {
	for (const { body } of batch) messages.push({ body, at: now, attempts: 0, copies: 0 });
}

export function violate(world: World, rule: string, what: string): void {
	const { clock, story } = world;
	world.violations.push({ at: clock.now, rule, what: story.named(what) });
	story.tell(clock.now, "!!", `${rule}: ${what}`);
}

/** Puts it on the agenda; of two at the same moment the first that was put there comes first. */
export function plan(world: World, ...happenings: Happening[]): void {
	world.agenda.push(...happenings);
}
