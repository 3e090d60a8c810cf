import { expect, test } from "vitest";
import { bindings, play, seedsFrom } from "#tests/fresh/simulations";
import { TAMPERINGS } from "#tests/fresh/tampering";
import type { Env } from "#worker/env";
import { DAY } from "#worker/kernel/time";
import { patienceWith } from "../../bench/simulate/books";
import { check } from "../../bench/simulate/check";
import { INVARIANTS } from "../../bench/simulate/invariants";
import { report, shrink } from "../../bench/simulate/shrink";
import { type SimulationInput, simulate } from "../../bench/simulate/simulate";
import { leadsTo } from "../../bench/simulate/states";
import type { World } from "../../bench/simulate/world";

/** A product with two bugs: it does not look whether somebody was faster, and moves money under a new key each time. */
function careless(env: Env): Env {
	const isGuard = Symbol("guard");
	let key = 0;
	const renamed = (value: unknown) =>
		typeof value === "string" && value.startsWith("payment:") ? `${value}:${key++}` : value;
	const prepare = (sql: string) => {
		const statement = env.DB.prepare(sql);
		if (sql.startsWith("INSERT INTO guards")) return { bind: () => ({ [isGuard]: true }) };
		if (!sql.startsWith('insert into "transfers"')) return statement;
		return { bind: (...values: unknown[]) => statement.bind(...values.map(renamed)) };
	};
	const batch = (statements: D1PreparedStatement[]) =>
		env.DB.batch(statements.filter((statement) => !(isGuard in statement)));
	return { ...env, DB: { prepare, batch } as unknown as D1Database };
}

test("a product that pays twice is found out, and told as a short story", async () => {
	const playCarelessly = (input: SimulationInput) => simulate(careless(bindings), input);
	for (const seed of seedsFrom(1, 40)) {
		const input = { seed, tenants: 3, days: 45 };
		const found = await playCarelessly(input);
		if (found.violations.length === 0) continue;

		const shortest = await shrink(playCarelessly, input, found);

		const { tenants, faults, days } = shortest.input;
		expect(tenants).toHaveLength(1);
		expect(faults?.length).toBeLessThan(4);
		expect(days).toBeLessThanOrEqual(found.days);
		expect(shortest.simulation.story.length).toBeLessThan(found.story.length);
		expect(report(shortest)).toContain(`seed ${seed} breaks a rule`);
		// The product as it is has no such story.
		expect((await play(shortest.input)).violations).toEqual([]);
		return;
	}
	expect.fail("no seed found it");
}, 240_000);

test("what a machine leads to, in however many steps", () => {
	expect(leadsTo("payment", "created", "refunded")).toBe(true);
	expect(leadsTo("subscription", "canceled", "active")).toBe(false);
	expect(leadsTo("invoice", "paid", "paid")).toBe(true);
	expect(leadsTo("invoice", "void", "paid")).toBe(false);
});

/** Refunds that were made at Midtrans' dashboard, and nobody says so. */
async function refundThere({ gateways, clock }: World, day: number): Promise<void> {
	if (day !== 8) return;
	const latest = [...gateways.midtrans.books.orders.values()].flatMap(({ attempts }) => attempts.at(-1) ?? []);
	const tx = latest.find(({ status }) => status === "settlement") ?? expect.fail("nobody has paid");
	const refund = { refund_chargeback_id: 1, reason: "dashboard", refund_key: "dash-1" };
	tx.refunds.push({ ...refund, refund_amount: 10_000, created_at: clock.now, bank_confirmed_at: clock.now });
	tx.status = "partial_refund";
}

test("what only reconciliation can know is reported and mended; one that reports nothing is found out", async () => {
	const input = { seed: 3, tenants: 18, days: 24, arrivals: 6, faults: [], meddle: refundThere };
	const { story, violations } = await play(input);
	expect(violations).toEqual([]);
	expect(story).toContainEqual(expect.stringMatching(/compares all books → provider_refunded_more pay#\d+$/));
	expect(story).toContainEqual(
		expect.stringMatching(/mends \w+#\d+, provider_refunded_more, by sync_payment → settled$/),
	);

	const blind = await simulate(blinded(bindings), input);
	expect(blind.violations).toMatchObject([
		{ rule: "reconciliation reports what differs", what: expect.stringMatching(/^nothing of pay#\d+: 0 was refunded/) },
	]);
}, 60_000);

/** A bank that takes a part back, and the rest after that; of the rest nobody says a word, and no sync is to come. */
async function disputeThere({ gateways: { midtrans }, start }: World, day: number): Promise<void> {
	const latest = [...midtrans.books.orders.values()].flatMap(({ attempts }) => attempts.at(-1) ?? []);
	const early = latest.find(({ settledAt }) => settledAt !== null && settledAt < start + 4 * DAY);
	const { orderId } = early ?? { orderId: "" };
	if (day === 8) midtrans.chargeback(orderId, 10_000);
	if (day !== 12) return;
	midtrans.misbehave({ kind: "lose_notification" });
	midtrans.chargeback(orderId);
}

test("a dispute that grows unheard of is reported and mended; a reconciliation that reports nothing is found out", async () => {
	const input = { seed: 3, tenants: 18, days: 24, arrivals: 6, faults: [], meddle: disputeThere };
	const { story, violations } = await play(input);
	expect(violations).toEqual([]);
	expect(story).toContainEqual(expect.stringMatching(/compares all books → provider_disputed_more pay#\d+$/));
	expect(story).toContainEqual(
		expect.stringMatching(/mends \w+#\d+, provider_disputed_more, by sync_payment → settled$/),
	);

	const blind = await simulate(blinded(bindings), input);
	expect(blind.violations).toMatchObject([
		{
			rule: "reconciliation reports what differs",
			what: expect.stringMatching(/^nothing of pay#\d+: 10000 is disputed here/),
		},
	]);
}, 120_000);

test("what happens to money later than a day after it came waits for the week's reconciliation", () => {
	const came = 100 * DAY;
	const paid = { status: "disputed" as const, settledAt: came };
	expect(patienceWith(paid, came + DAY)).toBe(3 * DAY);
	expect(patienceWith(paid, came + DAY + 1)).toBe(14 * DAY);
	expect(patienceWith({ status: "pending", settledAt: null }, came)).toBe(3 * DAY);
});

// The last one: it leaves a database without its triggers.
test("every rule is broken by somebody who tampers with the books, and found at the end of that day", async () => {
	const world = await aQuietWorld();
	const { d1, clock } = world;
	const objects = await d1
		.prepare(
			"SELECT type, name FROM sqlite_master WHERE type = 'trigger' OR name IN ('invoices_once_a_period', 'subscriptions_one_live')",
		)
		.all<{ type: string; name: string }>();
	// The database would refuse most of it.
	await d1.batch(objects.results.map(({ type, name }) => d1.prepare(`DROP ${type} "${name}"`)));
	expect(await rulesBroken(world)).toEqual([]);

	for (const { rule, break: tamper, mend } of TAMPERINGS) {
		expect((await d1.prepare(tamper).run()).meta.changes, rule).toBeGreaterThan(0);
		expect(await rulesBroken(world), tamper).toContain(rule);
		await d1.prepare(mend).run();
	}

	// Books may differ for a while: what was lost is found by a sync.
	world.gateways.midtrans.books.orders.clear();
	expect(await rulesBroken(world)).not.toContain("the gateway's books are ours");
	clock.now += 14 * DAY;
	expect(await rulesBroken(world)).toContain("the gateway's books are ours");
	const tampered = new Set(TAMPERINGS.map(({ rule }) => rule));
	expect(INVARIANTS.filter(({ rule }) => !tampered.has(rule))).toEqual([]);
}, 60_000);

/** A product whose reconciliation writes nothing down. */
function blinded(env: Env): Env {
	const isFinding = Symbol("finding");
	const prepare = (sql: string) =>
		sql.startsWith('insert into "reconciliation_differences"')
			? { bind: () => ({ [isFinding]: true }) }
			: env.DB.prepare(sql);
	const batch = (statements: D1PreparedStatement[]) =>
		env.DB.batch(statements.filter((statement) => !(isFinding in statement)));
	return { ...env, DB: { prepare, batch } as unknown as D1Database };
}

/** Some weeks of customers who pay, without a fault. */
async function aQuietWorld(): Promise<World> {
	let seen: World | undefined;
	const days = 33;
	const meddle = async (world: World, day: number) => {
		if (day === days - 1) seen = world;
	};
	const { violations } = await play({ seed: 3, tenants: 18, days, faults: [], meddle });
	expect(violations).toEqual([]);
	return seen ?? expect.fail("the world ended early");
}

async function rulesBroken(world: World): Promise<string[]> {
	world.violations.length = 0;
	await check(world, world.clock.now);
	return world.violations.map(({ rule }) => rule);
}
