import type { Random } from "#scripts/seed/random";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import type { WalletSettings } from "#worker/modules/billing/wallet/schemas";
import { type Inclination, TEMPERAMENTS, type Temperament } from "./customers";
import { decideRarely, reversalOf } from "./decide-rarely";
import type { SeenChange, SeenInvoice, SeenPayment, SeenSubscription, SeenTenant } from "./observe";

/** `card` is Stripe's, `snap card` Midtrans'. */
export type Means = "qris" | "va" | "card" | "snap card" | "saved card" | "bank" | "wallet";
/** How it ends at the gateway, and how long that takes. `takenBack`: so long after that the bank has its money again. */
export type Ending = { after: number; how: "pays" | "is denied, then pays" | "never pays"; takenBack?: number };
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
	| { do: "dispute"; payment: SeenPayment; wins: boolean }
	| { do: "set rule"; settings: WalletSettings }
	| { do: "leave" }
	| { do: "stay" };
export type Intention = { at: number; wish: Wish };

/** What a customer sees of itself in the morning. */
export type Sight = {
	mood: keyof typeof TEMPERAMENTS;
	subscription: SeenSubscription | undefined;
	invoices: SeenInvoice[];
	payments: SeenPayment[];
	change: SeenChange | undefined;
	balance: number;
	standing: SeenTenant | undefined;
};
/** The same for the same name, whatever else is drawn that day. */
export type ChanceOf = (about: string) => Random;

export const COUPONS = ["SEPULUH", "HEMAT25", "TERAKHIR", "SEMINGGU"] as const;
const PLANS = ["free", "starter", "growth", "enterprise"] as const;

/** What this customer will do today: pure, by its temperament and chance. */
export function decide(sight: Sight, morning: number, chanceOf: ChanceOf): Intention[] {
	if (sight.standing?.status === "closed") return [];
	const random = chanceOf("day");
	const temper: Temperament = TEMPERAMENTS[sight.mood];
	const inclined: Inclined = (to) => random.chance(temper.inclined[to] ?? 0);
	const toPay = sight.invoices.flatMap((invoice) => payments(sight, temper, invoice, morning, random));
	const others = [
		...aboutPlans(sight, temper, inclined, random),
		...sight.payments.flatMap((payment) => aboutPayment(payment, inclined, random)),
	];
	const usual = [...toPay, ...others.map((wish) => ({ at: morning + random.between(1, 23 * 60) * MINUTE, wish }))];
	return [...usual.map((each) => atTheBank(each, chanceOf("bank"))), ...decideRarely(sight, temper, morning, chanceOf)];
}

/** What no customer chooses: which gateway takes the card, and whether the bank has second thoughts. */
function atTheBank(intention: Intention, random: Random): Intention {
	const { wish } = intention;
	if (wish.do !== "pay" && wish.do !== "top up") return intention;
	if (wish.means === "card" && random.chance(40)) return { ...intention, wish: { ...wish, means: "snap card" } };
	return wish.means === "va" ? { ...intention, wish: { ...wish, ending: reversalOf(wish.ending, random) } } : intention;
}

type Inclined = (to: Inclination) => boolean;

function aboutPlans({ subscription, change }: Sight, temper: Temperament, inclined: Inclined, random: Random): Wish[] {
	const wishes: Wish[] = [];
	if (inclined("tops up")) wishes.push(topUp(temper, random));
	if (subscription && !change && inclined("changes plan")) wishes.push(changePlan(temper, subscription, random));
	if (change && random.chance(4)) wishes.push({ do: "give up change", change });
	if (inclined("cancels")) wishes.push({ do: "cancel", when: random.chance(70) ? "period_end" : "now" });
	if (inclined("pauses")) wishes.push({ do: "pause" });
	if (inclined("resumes")) wishes.push({ do: "resume" });
	return wishes;
}

function aboutPayment(payment: SeenPayment, inclined: Inclined, random: Random): Wish[] {
	if (isWaiting(payment)) {
		if (inclined("takes a payment back")) return [{ do: "take back", payment }];
		return inclined("looks whether it is paid") ? [{ do: "look", payment }] : [];
	}
	if (payment.status !== "succeeded") return [];
	if (inclined("asks for a refund")) return [{ do: "ask for refund", payment, part: random.pick([1, 1, 0.5, 0.3]) }];
	const wins = random.chance(50);
	return isByCard(payment) && inclined("disputes") ? [{ do: "dispute", payment, wins }] : [];
}

const isByCard = ({ provider, channel }: SeenPayment) => provider === "stripe" || channel === "credit_card";

function topUp(temper: Temperament, random: Random): Wish {
	const amount = random.between(5, 40) * 10_000;
	return { do: "top up", amount, means: topUpMeans(temper, random), ending: pays(random) };
}

const isWaiting = ({ status }: SeenPayment) => ["created", "pending", "awaiting_review"].includes(status);

function payments(
	sight: Sight,
	temper: Temperament,
	invoice: SeenInvoice,
	morning: number,
	random: Random,
): Intention[] {
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
