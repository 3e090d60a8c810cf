import type { Random } from "#scripts/seed/random";
import { HOUR, MINUTE } from "#worker/kernel/time";
import type { World } from "./world";

/** What can go wrong, each by itself, so that a failure can be told with as few of them as it takes. */
export const FAULTS = [
	/** Notifications of the gateways. */
	"lost",
	"late",
	"doubled",
	"reordered",
	/** The gateway did it; the answer never came. */
	"no_answer",
	"gateway_5xx",
	/** Midtrans' status API lags behind its notification. */
	"lag",
	/** The queue. */
	"redelivery",
	"disorder",
	/** An isolate dies between two trips to the database, or between commit and dispatch. */
	"crash",
	/** Two at the same moment: crons, deliveries, clicks. */
	"overlap",
	/** People of the back office make mistakes. */
	"mistake",
] as const;
export type Fault = (typeof FAULTS)[number];

/** More customers meet more of it: the next of so many. */
const CUSTOMERS_A_ROUND = 10;

/** Each of these by the seed: how the day goes with both gateways. */
export function troubleGateways(world: World, day: number): void {
	const { midtrans, stripe } = world.gateways;
	const troubles: [Fault, number, (random: Random) => void][] = [
		["lost", 15, (random) => pick(random, lose(midtrans, stripe))],
		["late", 12, (random) => pick(random, delay(midtrans, stripe, random.between(1, 60) * HOUR))],
		["doubled", 12, (random) => pick(random, double(midtrans, stripe))],
		["reordered", 10, (random) => pick(random, reorder(midtrans, stripe))],
		["no_answer", 8, (random) => pick(random, silence(midtrans, stripe))],
		["gateway_5xx", 6, (random) => pick(random, refuse(midtrans, stripe))],
		["lag", 8, (random) => midtrans.misbehave({ kind: "lag_status", byMs: random.between(1, 90) * MINUTE })],
	];
	for (let round = 0; round < world.customers.length; round += CUSTOMERS_A_ROUND)
		for (const [fault, percent, happen] of troubles) {
			const random = world.meets(fault, percent, `${day}/${round}`);
			if (random) happen(random);
		}
}

type Gateways = World["gateways"];
type Either = readonly [() => void, () => void];

const pick = (random: Random, choices: Either) => random.pick(choices)();

const lose = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"]): Either => [
	() => midtrans.misbehave({ kind: "lose_notification" }),
	() => stripe.misbehave({ events: ["lose"] }),
];
const delay = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"], byMs: number): Either => [
	() => midtrans.misbehave({ kind: "delay_notification", byMs }),
	() => stripe.misbehave({ events: [{ delayMs: byMs }] }),
];
const double = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"]): Either => [
	() => midtrans.misbehave({ kind: "duplicate_notification" }),
	() => stripe.misbehave({ events: ["duplicate"] }),
];
const reorder = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"]): Either => [
	() => midtrans.misbehave({ kind: "reorder_notifications" }),
	() => stripe.misbehave({ events: ["reorder"] }),
];
const silence = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"]): Either => [
	() => midtrans.misbehave({ kind: "drop_after" }),
	() => stripe.misbehave({ requests: ["drop_after"] }),
];
const refuse = (midtrans: Gateways["midtrans"], stripe: Gateways["stripe"]): Either => [
	() => midtrans.misbehave({ kind: "error_before", status: 503 }),
	() => stripe.misbehave({ requests: [500] }),
];
