import type { Random } from "#scripts/seed/random";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { type Inclination, TEMPERAMENTS, type Temperament } from "./customers";
import type { SeenChange, SeenInvoice, SeenPayment, SeenSubscription } from "./observe";

export type Means = "qris" | "va" | "card" | "saved card" | "bank" | "wallet";
/** How it ends at the gateway, and how long that takes. */
export type Ending = { after: number; how: "pays" | "is denied, then pays" | "never pays" };
export type Wish =
	| { do: "pay"; invoice: SeenInvoice; means: Means; ending: Ending }
	| { do: "top up"; amount: number; means: Means; ending: Ending }
	| { do: "change plan"; plan: string; interval: "month" | "year"; coupon: string | null }
	| { do: "give up change"; change: SeenChange }
	| { do: "cancel"; when: "now" | "period_end" }
	| { do: "pause" }
	| { do: "resume" }
	| { do: "take back"; payment: SeenPayment }
	| { do: "look"; payment: SeenPayment }
	| { do: "ask for refund"; payment: SeenPayment; part: number }
	| { do: "dispute"; payment: SeenPayment; wins: boolean };
export type Intention = { at: number; wish: Wish };

/** What a customer sees of itself in the morning. */
export type Sight = {
	mood: keyof typeof TEMPERAMENTS;
	subscription: SeenSubscription | undefined;
	invoices: SeenInvoice[];
	payments: SeenPayment[];
	change: SeenChange | undefined;
	balance: number;
};

export const COUPONS = ["SEPULUH", "HEMAT25", "TERAKHIR", "SEMINGGU"] as const;
const PLANS = ["free", "starter", "growth", "enterprise"] as const;

/** What this customer will do today: pure, by its temperament and chance. */
export function decide(sight: Sight, morning: number, random: Random): Intention[] {
	const temper: Temperament = TEMPERAMENTS[sight.mood];
	const inclined = (to: Inclination) => random.chance(temper.inclined[to] ?? 0);
	const at = () => morning + random.between(1, 23 * 60) * MINUTE;
	const wishes: Intention[] = sight.invoices.flatMap((invoice) => payments(sight, temper, invoice, morning, random));
	const wish = (one: Wish) => wishes.push({ at: at(), wish: one });
	const { subscription, change } = sight;

	if (inclined("tops up"))
		wish({ do: "top up", amount: random.between(5, 40) * 10_000, means: topUpMeans(temper, random), ending: pays(random) });
	if (subscription && !change && inclined("changes plan")) wish(changePlan(temper, subscription, random));
	if (change && random.chance(4)) wish({ do: "give up change", change });
	if (inclined("cancels")) wish({ do: "cancel", when: random.chance(70) ? "period_end" : "now" });
	if (inclined("pauses")) wish({ do: "pause" });
	if (inclined("resumes")) wish({ do: "resume" });
	for (const payment of sight.payments) {
		if (isWaiting(payment) && inclined("takes a payment back")) wish({ do: "take back", payment });
		if (isWaiting(payment) && inclined("looks whether it is paid")) wish({ do: "look", payment });
		if (payment.status === "succeeded" && inclined("asks for a refund"))
			wish({ do: "ask for refund", payment, part: random.pick([1, 1, 0.5, 0.3]) });
		if (payment.status === "succeeded" && payment.provider === "stripe" && inclined("disputes"))
			wish({ do: "dispute", payment, wins: random.chance(50) });
	}
	return wishes;
}

const isWaiting = ({ status }: SeenPayment) => ["created", "pending", "awaiting_review"].includes(status);

function payments(sight: Sight, temper: Temperament, invoice: SeenInvoice, morning: number, random: Random): Intention[] {
	const [soonest, latest] = temper.waits;
	// Its mind is made up when the invoice comes: the same day whatever happens meanwhile.
	const patience = soonest + ((invoice.openedAt / HOUR) % (latest - soonest + 1));
	const late = morning - invoice.openedAt >= patience * DAY - DAY;
	if (!late || (invoice.attempts > 0 && !random.chance(15))) return [];
	const inclined = (to: Inclination) => random.chance(temper.inclined[to] ?? 0);
	const at = Math.max(morning + random.between(1, 20 * 60) * MINUTE, invoice.openedAt + MINUTE);
	const means = meansFor(sight, temper, invoice, random);
	const first: Intention = { at, wish: { do: "pay", invoice, means, ending: endingOf(inclined, random) } };
	if (!inclined("pays twice")) return [first];
	const other = means === "card" ? "qris" : "card";
	const again = at + random.between(1, 120) * MINUTE;
	return [first, { at: again, wish: { do: "pay", invoice, means: other, ending: pays(random) } }];
}

function meansFor(sight: Sight, { pays: usual }: Temperament, { total, currency }: SeenInvoice, random: Random): Means {
	if (currency !== "IDR") return "saved card";
	if (usual === "wallet" && sight.balance < total) return "qris";
	return random.chance(90) ? usual : random.pick(["qris", "va", "card", "bank"]);
}

const topUpMeans = ({ pays: usual, currency }: Temperament, random: Random): Means =>
	currency === "IDR" && (usual === "wallet" || usual === "bank") ? random.pick(["qris", "va", "bank"]) : "saved card";

const pays = (random: Random): Ending => ({ how: "pays", after: random.between(1, 300) * MINUTE });

function endingOf(inclined: (to: Inclination) => boolean, random: Random): Ending {
	if (inclined("lets it expire")) return { how: "never pays", after: 0 };
	if (inclined("is denied first")) return { how: "is denied, then pays", after: random.between(1, 300) * MINUTE };
	// Some remember on the next day, when the page may be gone.
	return random.chance(90) ? pays(random) : { how: "pays", after: random.between(20, 30) * HOUR };
}

function changePlan({ inclined }: Temperament, subscription: SeenSubscription, random: Random): Wish {
	const coupon = random.chance(inclined["uses a coupon"] ?? 0) ? random.pick(COUPONS) : null;
	const interval = random.chance(85) ? subscription.interval : random.pick<"month" | "year">(["month", "year"]);
	return { do: "change plan", plan: random.pick(PLANS), interval, coupon };
}
