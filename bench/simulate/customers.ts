import type { UserActor } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";

/** How a customer pays, and what its people are inclined to; chances are per cent a day. */
export type Temperament = {
	plan: "free" | "starter" | "growth" | "enterprise";
	interval: "month" | "year";
	currency: "IDR" | "USD";
	/** Whether the first step is a trial. */
	tries: boolean;
	pays: "qris" | "va" | "card" | "saved card" | "bank" | "wallet";
	/** Days between an invoice and its payment. */
	waits: readonly [number, number];
	inclined: Partial<Record<Inclination, number>>;
};
export type Inclination =
	| "pays twice"
	| "is denied first"
	| "lets it expire"
	| "changes plan"
	| "uses a coupon"
	| "pauses"
	| "resumes"
	| "cancels"
	| "takes a payment back"
	| "asks for a refund"
	| "disputes"
	| "tops up"
	| "sets a rule"
	| "leaves"
	| "looks whether it is paid";

const usual = { interval: "month", currency: "IDR", tries: false, waits: [0, 1] } as const;

export const TEMPERAMENTS = {
	prompt: { ...usual, plan: "starter", pays: "qris", inclined: { "looks whether it is paid": 30 } },
	late: { ...usual, plan: "starter", pays: "va", waits: [2, 12], inclined: { "lets it expire": 25 } },
	forgetful: { ...usual, plan: "growth", pays: "qris", waits: [6, 40], inclined: { "lets it expire": 40 } },
	double: { ...usual, plan: "starter", pays: "va", inclined: { "pays twice": 70 } },
	denied: { ...usual, plan: "growth", pays: "card", inclined: { "is denied first": 70 } },
	saver: { ...usual, plan: "starter", pays: "saved card", inclined: { "tops up": 3, "sets a rule": 15, leaves: 1 } },
	transferring: { ...usual, plan: "growth", pays: "bank", inclined: { "takes a payment back": 10 } },
	wallet: { ...usual, plan: "starter", pays: "wallet", inclined: { "tops up": 12, "asks for a refund": 2 } },
	hunter: { ...usual, plan: "starter", pays: "qris", inclined: { "uses a coupon": 80, "changes plan": 4 } },
	restless: { ...usual, plan: "starter", pays: "card", inclined: { "changes plan": 9, "uses a coupon": 30 } },
	sleeper: { ...usual, plan: "growth", pays: "saved card", inclined: { pauses: 4, resumes: 8, leaves: 1 } },
	quitter: { ...usual, plan: "starter", pays: "qris", inclined: { cancels: 3, resumes: 5, leaves: 2 } },
	regretful: { ...usual, plan: "starter", pays: "qris", inclined: { "asks for a refund": 9 } },
	quarrelsome: { ...usual, plan: "starter", pays: "card", inclined: { disputes: 6 } },
	yearly: { ...usual, plan: "enterprise", interval: "year", pays: "bank", inclined: { "asks for a refund": 2 } },
	abroad: {
		...usual,
		plan: "starter",
		currency: "USD",
		pays: "saved card",
		inclined: { "changes plan": 3, "sets a rule": 8 },
	},
	trying: { ...usual, plan: "growth", tries: true, pays: "saved card", inclined: { "changes plan": 3, leaves: 2 } },
	frugal: {
		...usual,
		plan: "free",
		tries: true,
		pays: "qris",
		inclined: { "changes plan": 2, "tops up": 2, leaves: 1 },
	},
} satisfies Record<string, Temperament>;
export type Mood = keyof typeof TEMPERAMENTS;

export type Customer = {
	/** Its place in the line; its chances depend on it alone. */
	index: number;
	name: string;
	mood: Mood;
	owner: UserActor;
	/** Null until it has signed up. */
	tenantId: Id<"tenant"> | null;
};
