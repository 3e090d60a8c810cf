import { typeidUnboxed } from "typeid-js";
import * as z from "zod";

/** Kinds of things and the prefix of their TypeIDs (https://github.com/jetify-com/typeid): sortable, never reused. */
export const ID_PREFIX = {
	user: "usr",
	session: "ses",
	account: "acc",
	verification: "ver",
	tenant: "ten",
	member: "mem",
	invitation: "ivt",
	product: "prd",
	plan: "pln",
	price: "prc",
	subscription: "sub",
	planChange: "pch",
	entitlements: "ent",
	invoice: "inv",
	invoiceLine: "inl",
	payment: "pay",
	paymentMethod: "pmt",
	transfer: "trf",
	file: "fil",
	audit: "aud",
	event: "evt",
	mail: "mal",
	request: "req",
	cronRun: "crn",
	deadLetter: "dlt",
	inbox: "ibx",
	savedMeans: "svm",
	refund: "rfd",
	creditNote: "cnt",
	hold: "hld",
	grant: "grt",
	coupon: "cpn",
	redemption: "crd",
	approval: "apr",
	pendingItem: "pit",
	dunningStep: "dun",
	difference: "dif",
	apiKey: "key",
	meter: "mtr",
	quotaOverride: "qov",
	rateOverride: "rov",
	usageAlert: "alr",
	usageBill: "ubl",
	blockedCaller: "blk",
	apiLog: "log",
	tenantMove: "mov",
} as const;

export type IdKind = keyof typeof ID_PREFIX;
export type Id<K extends IdKind> = `${(typeof ID_PREFIX)[K]}_${string}`;

export function newId<K extends IdKind>(kind: K): Id<K> {
	return typeidUnboxed(ID_PREFIX[kind]) as Id<K>;
}

/** A schema for ids of one kind; anything else is a validation error, not a lookup. */
export function idOf<K extends IdKind>(kind: K) {
	const prefix = ID_PREFIX[kind];
	return z
		.string()
		.regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id like ${prefix}_…`)
		.meta({ examples: [`${prefix}_01h2xcejqtf2nbrexx3vqjhp41`] }) as unknown as z.ZodType<Id<K>, Id<K>>;
}
