import type { AccountCode, Posting } from "../ledger/rules";
import type { GrantKind } from "./rules";

const tenant = (account: AccountCode, amount: number): Posting => ({ owner: "tenant", account, amount });
const installation = (account: AccountCode, amount: number): Posting => ({ owner: "installation", account, amount });
const moving = (legs: Posting[]): Posting[] => legs.filter(({ amount }) => amount !== 0);

/** What pays for credit: gifts are a cost of promotion, credit that was paid for is booked in by hand. */
export const grantSource = (kind: GrantKind): "adjustments" | "promotions" =>
	kind === "paid" ? "adjustments" : "promotions";

export type GrantSource = ReturnType<typeof grantSource>;

export const grantPostings = (source: GrantSource, amount: number): Posting[] => [
	installation(source, -amount),
	tenant("promo", amount),
];

/** What is left of credit goes back to where it came from. */
export const grantEndPostings = (source: GrantSource, left: number): Posting[] => [
	tenant("promo", -left),
	installation(source, left),
];

export const holdPostings = (amount: number): Posting[] => [tenant("wallet", -amount), tenant("held", amount)];

export const holdReleasePostings = (amount: number): Posting[] => [tenant("held", -amount), tenant("wallet", amount)];

/** `spent` of what was held is earned by the product; the rest is the tenant's again. */
export const holdFinalisePostings = (held: number, spent: number, product: string): Posting[] =>
	moving([tenant("held", -held), installation(`revenue:${product}`, spent), tenant("wallet", held - spent)]);

/** A person puts money into a wallet (positive) or takes it out. */
export const adjustmentPostings = (amount: number): Posting[] => [
	installation("adjustments", -amount),
	tenant("wallet", amount),
];
