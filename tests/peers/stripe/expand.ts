import type { Books } from "./books.ts";
import { invalid } from "./faults.ts";

type Thing = Record<string, unknown>;

const MOST_EXPANDED = 10;

/** Which book the ids in a field are from. */
const BOOK_OF: Record<string, keyof Pick<Books, "intents" | "charges" | "customers" | "means">> = {
	payment_intent: "intents",
	latest_charge: "charges",
	charge: "charges",
	customer: "customers",
	payment_method: "means",
};

/** A copy of `thing` with what the paths name in place of its id: `payment_intent.latest_charge.refunds`. */
export function expand(books: Books, thing: object, paths: string[] = []): Thing {
	const copy = structuredClone(thing) as Thing;
	for (const path of paths) follow(books, copy, path.split("."));
	return copy;
}

function follow(books: Books, thing: Thing, [field, ...rest]: string[]): void {
	if (field === undefined) return;
	if (field === "data" && Array.isArray(thing.data)) {
		for (const item of thing.data) follow(books, item as Thing, rest);
		return;
	}
	thing[field] =
		field === "refunds" && thing.object === "charge" ? refundsOf(books, thing) : named(books, thing, field);
	const next = thing[field];
	if (next && typeof next === "object") follow(books, next as Thing, rest);
}

function named(books: Books, thing: Thing, field: string): unknown {
	const book = BOOK_OF[field];
	const value = thing[field];
	if (!book || value === undefined) {
		throw invalid(`This property cannot be expanded (${field}).`, { param: "expand" });
	}
	const found = typeof value === "string" ? books[book].get(value) : value;
	return found ? structuredClone(found) : null;
}

function refundsOf(books: Books, charge: Thing) {
	const refunds = [...books.refunds.values()].filter((refund) => refund.charge === charge.id).reverse();
	return {
		object: "list",
		data: structuredClone(refunds.slice(0, MOST_EXPANDED)),
		has_more: refunds.length > MOST_EXPANDED,
		url: `/v1/charges/${String(charge.id)}/refunds`,
	};
}
