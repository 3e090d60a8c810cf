import { count, lt } from "drizzle-orm";
import type { Env } from "#worker/env";
import type { SystemContext, UserActor } from "#worker/kernel/context";
import { outbox } from "#worker/kernel/tables";
import { addMonths, DAY } from "#worker/kernel/time";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payments } from "#worker/modules/billing/payments/tables";
import { hashPassword } from "#worker/modules/identity/passwords";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";
import { tenants } from "#worker/modules/tenants/tables";
import { DEMO_ACCOUNTS, type DemoRole, EVERYBODY_ELSES_PASSWORD } from "../local/accounts";
import { CAST, DEMO_TENANT } from "./cast";
import { practiceGateways } from "./gateways";
import { strangers } from "./log-story";
import { openingMeasures } from "./money-story";
import { randomFrom } from "./random";
import { type Stage, stageOf } from "./stage";
import { lifeOf } from "./tenant-story";
import { play } from "./timeline";
import { metersDefined } from "./usage-story";

/** What happened in the last days is still mailed when the API starts; what lies further back was read long ago. */
const MAILED = 3 * DAY;

/** What was written, and what the practice gateways know of it. */
export type SeedAnswer = { summary: string; gateways: { midtrans: string; stripe: string } };

export default {
	async fetch(_request: Request, env: Env): Promise<Response> {
		try {
			return Response.json(await seed(env, Date.now()));
		} catch (error) {
			return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
		}
	},
};

/** A year of an installation's life, told through its own use cases. */
async function seed(env: Env, now: number): Promise<SeedAnswer> {
	const stage = stageOf(env, now, practiceGateways(env, randomFrom(9_000)));
	const opening = addMonths(now, -15) - 20 * DAY;
	const people = await demoPeople(stage, opening);
	await installCatalogue(stage.system(opening, people.admin));
	const shared = { stage, staff: people, password: people.password };
	const lives = CAST.flatMap((tenant, index) =>
		lifeOf({
			...{ ...shared, tenant, seed: index + 1 },
			...(tenant === DEMO_TENANT && { owner: people.owner, member: people.member }),
		}),
	);
	const measures = [...openingMeasures(stage, people, opening), ...metersDefined(stage, people, opening)];
	await play([...measures, ...strangers(stage), ...lives], now);
	const ctx = stage.machine(now);
	await ctx.db.batch([ctx.db.remove(outbox, lt(outbox.createdAt, now - MAILED))]);
	return { summary: await summary(ctx), gateways: stage.gateways.kept() };
}

async function demoPeople(stage: Stage, at: number) {
	const people: Partial<Record<DemoRole, UserActor>> = {};
	for (const { role, name, email, password } of DEMO_ACCOUNTS) {
		const staff = role === "admin" || role === "operator" ? { systemRole: role } : {};
		people[role] = await stage.person(at, { name, email, password: await hashPassword(password), ...staff });
	}
	// One hash for all of them: hashing is slow on purpose.
	const password = await hashPassword(EVERYBODY_ELSES_PASSWORD);
	return { ...(people as Record<DemoRole, UserActor>), password };
}

async function summary({ db }: SystemContext): Promise<string> {
	const parts = { tenants, invoices, payments };
	const counts = Object.entries(parts).map(async ([name, table]) => {
		const [row] = await db.select({ count: count() }, table);
		return `${row?.count ?? 0} ${name}`;
	});
	return (await Promise.all(counts)).join(", ");
}
