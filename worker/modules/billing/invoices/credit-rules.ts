import { invalid } from "#worker/kernel/errors";
import { type Money, money, scale } from "#worker/kernel/money";
import type { QuoteLine } from "../plan-changes/rules";

/** A line of a credit note: the part of the invoice's line at `position` that is taken back. */
export type CreditLine = QuoteLine & { position: number };
/** What a credit note takes back. `total = subtotal + tax`, and each is the sum of its lines. */
export type Credit = { lines: CreditLine[]; subtotal: Money; taxBase: Money; tax: Money; total: Money };

type Figures = { amount: number; taxBase: number; tax: number };
export type CreditableLine = Figures & Pick<QuoteLine, "description" | "taxRatePercent"> & { position: number };
/** The whole with its tax, spread over all lines; or so much without tax of certain lines. */
export type CreditWish = { amount: number } | { lines: { position: number; amount: number }[] };

type Remaining = CreditableLine & { gross: number };

/**
 * Splits a credit over what earlier credit notes have left of the invoice's lines. Whatever the sequence of
 * credits, once they add up to the invoice's total they add up to its subtotal and its tax: the last one takes
 * exactly what is left, and none before it takes more.
 * @throws invalid at `/amount/amount` or `/lines/n/amount` where less is left
 */
export function creditOf(
	lines: readonly CreditableLine[],
	before: readonly CreditLine[],
	wish: CreditWish,
	currency: Money["currency"],
): Credit {
	const left = lines.map((line) => remainingOf(line, before));
	const parts = "amount" in wish ? spread(left, wish.amount) : pick(left, wish.lines);
	const inCurrency = (amount: number) => money(amount, currency);
	const credited = parts
		.filter(({ amount, taxBase, tax }) => amount !== 0 || taxBase !== 0 || tax !== 0)
		.map(({ amount, taxBase, tax, description, taxRatePercent, position }) => ({
			...{ description, taxRatePercent, position, quantity: 1 },
			unitPrice: inCurrency(amount),
			amount: inCurrency(amount),
			taxBase: inCurrency(taxBase),
			tax: inCurrency(tax),
		}));
	const total = (key: "amount" | "taxBase" | "tax") => credited.reduce((sum, line) => sum + line[key].amount, 0);
	const [subtotal, tax] = [total("amount"), total("tax")];
	return {
		lines: credited,
		subtotal: inCurrency(subtotal),
		taxBase: inCurrency(total("taxBase")),
		tax: inCurrency(tax),
		total: inCurrency(subtotal + tax),
	};
}

function remainingOf(line: CreditableLine, before: readonly CreditLine[]): Remaining {
	const taken = before.filter(({ position }) => position === line.position);
	const left = (key: "amount" | "taxBase" | "tax") => taken.reduce((rest, note) => rest - note[key].amount, line[key]);
	const [amount, taxBase, tax] = [left("amount"), left("taxBase"), left("tax")];
	return { ...line, amount, taxBase, tax, gross: amount + tax };
}

/**
 * In proportion, rounded cumulatively: the parts of the first n lines together are the rounded part of those
 * lines together, so that no line gains more than the fraction of a unit it is due.
 */
function spread(left: Remaining[], wanted: number): Remaining[] {
	const whole = left.reduce((sum, line) => sum + line.gross, 0);
	if (!Number.isSafeInteger(wanted) || wanted <= 0 || wanted > whole)
		throw invalid("/amount/amount", `Between 1 and ${whole} can be credited.`);
	if (wanted === whole) return left;
	const part = (key: "gross" | "tax" | "taxBase") =>
		cumulative(
			left.map((line) => line[key]),
			wanted,
			whole,
		);
	const [gross, tax, taxBase] = [part("gross"), part("tax"), part("taxBase")];
	return left.map((line, i) => {
		const [g, t] = [gross[i] ?? 0, tax[i] ?? 0];
		return { ...line, gross: g, tax: t, amount: g - t, taxBase: taxBase[i] ?? 0 };
	});
}

function cumulative(values: number[], numerator: number, denominator: number): number[] {
	let [sum, given] = [0, 0];
	return values.map((value) => {
		sum += value;
		const upTo = scale({ amount: sum, currency: "IDR" }, numerator, denominator).amount;
		const part = upTo - given;
		given = upTo;
		return part;
	});
}

function pick(left: Remaining[], wanted: { position: number; amount: number }[]): Remaining[] {
	return wanted.map(({ position, amount }, i) => {
		const line = left.find((candidate) => candidate.position === position);
		if (!line) throw invalid(`/lines/${i}/position`, "The invoice has no such line.");
		if (wanted.findIndex((other) => other.position === position) !== i)
			throw invalid(`/lines/${i}/position`, "This line is named twice.");
		if (amount <= 0 || amount > line.amount)
			throw invalid(`/lines/${i}/amount`, `At most ${line.amount} is left of it.`);
		if (amount === line.amount) return line;
		const share = (value: number) => scale({ amount: value, currency: "IDR" }, amount, line.amount).amount;
		const tax = share(line.tax);
		return { ...line, amount, tax, taxBase: share(line.taxBase), gross: amount + tax };
	});
}
