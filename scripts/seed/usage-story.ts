import type { UserActor } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { writeShard } from "#worker/kernel/shards";
import { DAY, HOUR, iso, MINUTE } from "#worker/kernel/time";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { apiKeys } from "#worker/modules/identity/api-keys/tables";
import { touchKeys } from "#worker/modules/identity/api-keys/touch-keys";
import { ingestEvents } from "#worker/modules/metering/ingestion/ingest-events";
import { createMeter } from "#worker/modules/metering/meters/manage-meters";
import { MeterInput } from "#worker/modules/metering/schemas";
import { addToRollUp, type RollUpRow } from "#worker/modules/metering/usage/roll-ups";
import { type Random, randomFrom } from "./random";
import type { Stage } from "./stage";
import { type Company, dayAgo } from "./tenant-story";
import type { Step } from "./timeline";

const DAYS = 30;
/** Before the first call. */
const KEY_MADE = DAYS + 4;
const OPENS = 8;
const CLOSES = 21;
const ORDER = "order.placed";

const METERS = [
	{
		...{ code: "orders", name: { en: "Orders", id: "Pesanan" }, unit: "order", aggregation: "sum" },
		...{ eventType: ORDER, groupBy: ["channel", "branch"] },
	},
	{
		...{ code: "buyers", name: { en: "Buyers", id: "Pembeli" }, unit: "buyer", aggregation: "unique" },
		...{ eventType: ORDER, valueProperty: "buyer", groupBy: [] },
	},
];

/** What the installation counts beside its own meters. */
export function metersDefined(stage: Stage, { admin }: { admin: UserActor }, opening: number): Step[] {
	const run = async (at: number) => {
		for (const meter of METERS) await createMeter(stage.system(at, admin), MeterInput.parse(meter));
		return undefined;
	};
	return [{ at: opening + 2 * HOUR, run }];
}

/** What a tenant's machines did in the last thirty days: calls, and orders where it sends them. */
export function used(company: Company, foundedAt: number): Step[] {
	const { stage, tenant } = company;
	const { story } = tenant;
	if (!("paying" in story) || story.paying.stoppedAt !== undefined || tenant.measures) return [];
	const random = randomFrom([...tenant.name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
	const orders = Array.from({ length: tenant.sendsOrders ? DAYS : 0 }, (_, day) => ordersOf(company, random, day + 1));
	return [
		...(tenant.keys ? [] : [keyMade(company, foundedAt)]),
		...orders,
		{ at: stage.now - 10 * MINUTE, run: (at) => called(company, random, at) },
	];
}

function keyMade({ stage, id, owner }: Company, foundedAt: number): Step {
	const run = async (at: number) => {
		await createKey(stage.tenant(at, id, owner), { name: "Kasir", scopes: ["*:read"], environment: "live" });
		return undefined;
	};
	return { at: Math.max(dayAgo(stage.now, KEY_MADE) + 10 * HOUR, foundedAt + HOUR), run };
}

const ENDPOINTS = ["GET /invoices", "GET /subscription", "POST /usage/events", "GET /wallet"] as const;

/** As the objects would have handed it over; they themselves begin with the first real call. */
async function called({ stage, id }: Company, random: Random, at: number): Promise<undefined> {
	const ctx = stage.tenant(at, id);
	const keys = (await ctx.db.list(apiKeys)).filter(({ revokedAt }) => revokedAt === null);
	const busy = random.between(2, 40);
	const rows = hoursUntil(stage.now, at).flatMap((hour) =>
		keys.flatMap((key): RollUpRow[] => {
			if (hour < key.createdAt) return [];
			const count = random.between(1, busy);
			const split = random.pick(ENDPOINTS);
			return [{ meter: "api_calls", at: hour, key: key.id, split, value: count, count }];
		}),
	);
	const shard = await writeShard(ctx, id);
	await shard.batch([...addToRollUp(shard, "hour", "sum", rows), ...addToRollUp(shard, "day", "sum", rows)]);
	await touchKeys(
		stage.machine(at).db,
		rows.map((row) => ({ id: row.key as Id<"apiKey">, at: row.at })),
	);
}

/** The hours in which shops are open; fewer call on the first day of the week. */
function hoursUntil(now: number, until: number): number[] {
	const hours: number[] = [];
	for (let day = DAYS - 1; day >= 0; day--)
		for (let hour = OPENS; hour < CLOSES; hour += new Date(dayAgo(now, day) + DAY / 2).getUTCDay() === 1 ? 3 : 1) {
			const at = dayAgo(now, day) + hour * HOUR;
			if (at < until) hours.push(at);
		}
	return hours;
}

function ordersOf({ stage, id, owner }: Company, random: Random, day: number): Step {
	const start = dayAgo(stage.now, day) + OPENS * HOUR;
	const count = random.between(25, 70);
	const events = Array.from({ length: count }, (_, n) => ({
		...{ specversion: "1.0", id: `${day}-${n}`, source: "/kasir", type: ORDER },
		time: iso(start + random.between(0, (CLOSES - OPENS) * HOUR)),
		data: {
			total: random.between(40, 900) * 1_000,
			buyer: `p${random.between(1, 160)}`,
			channel: random.pick(["kasir", "web", "whatsapp"]),
			branch: random.pick(["Dago", "Riau"]),
		},
	}));
	const run = async (at: number) => {
		await ingestEvents(stage.tenant(at, id, owner), events);
		return undefined;
	};
	return { at: dayAgo(stage.now, day) + CLOSES * HOUR + 30 * MINUTE, run };
}
