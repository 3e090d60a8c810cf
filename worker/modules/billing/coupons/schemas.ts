import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { Interval, PlanCode } from "#worker/modules/catalog/schemas";
import { COUPON_KINDS, COUPON_STATES, couponCode, REDEMPTION_STATUSES, REFUSALS } from "./rules";

/** Codes are kept in upper case and compared without case. */
export const CouponCode = z
	.string()
	.trim()
	.min(1)
	.max(40)
	.transform(couponCode)
	.refine((code) => /^[A-Z0-9][A-Z0-9_-]*$/.test(code), "letters, digits, - and _");

const count = z.int().min(1).max(1_000_000).nullable();
const terms = {
	name: z.string().trim().min(1).max(120),
	startsAt: z.iso.datetime().nullable().default(null),
	endsAt: z.iso.datetime().nullable().default(null),
	maxRedemptions: count.default(null),
	maxPerTenant: count.default(1),
	planCodes: z.array(PlanCode).min(1).max(50).nullable().default(null),
	firstPurchaseOnly: z.boolean().default(false),
	minimumAmount: z.int().min(1).nullable().default(null),
	stackable: z.boolean().default(false),
	autoApply: z.boolean().default(false),
	enabled: z.boolean().default(true),
};
const worth = {
	kind: z.enum(COUPON_KINDS),
	value: z.int().min(1).max(1_000_000_000).meta({
		description: "`percent`: 1 to 100. `fixed`: minor units of `currency`. `trial_extension`: days.",
	}),
	currency: Currency.nullable().default(null),
};

type Checked = { kind?: string; value?: number; currency?: string | null; minimumAmount?: number | null } & {
	startsAt?: string | null;
	endsAt?: string | null;
};
const LARGEST: Record<string, number> = { percent: 100, trial_extension: 365 };

/** Rules over several fields; the patch is checked by them too, once it is laid over the coupon. */
export function couponFaults({ kind, value, currency, minimumAmount, startsAt, endsAt }: Checked) {
	const faults: { path: string; message: string }[] = [];
	const largest = LARGEST[kind ?? ""];
	if (largest !== undefined && (value ?? 0) > largest)
		faults.push({ path: "value", message: `at most ${largest} for ${kind}` });
	if (!currency && kind === "fixed") faults.push({ path: "currency", message: "a fixed amount has a currency" });
	if (!currency && minimumAmount) faults.push({ path: "currency", message: "a minimum amount has a currency" });
	if (startsAt && endsAt && startsAt >= endsAt) faults.push({ path: "endsAt", message: "it ends after it starts" });
	return faults;
}

export const CouponInput = z
	.object({ code: CouponCode, ...worth, ...terms })
	.superRefine((coupon, issues) => {
		for (const { path, message } of couponFaults(coupon)) issues.addIssue({ code: "custom", path: [path], message });
	})
	.meta({
		id: "CouponInput",
		examples: [
			{ code: "MELATI10", name: "Ten per cent off", kind: "percent", value: 10 },
			{ code: "HEMAT50", name: "Rp 50.000 off", kind: "fixed", value: 50_000, currency: "IDR", maxRedemptions: 100 },
		],
	});
export type CouponInput = z.output<typeof CouponInput>;

const optional = Object.fromEntries(
	Object.entries(terms).map(([name, schema]) => [
		name,
		("removeDefault" in schema ? schema.removeDefault() : schema).optional(),
	]),
) as { [K in keyof typeof terms]: z.ZodOptional<Undefaulted<(typeof terms)[K]>> };
type Undefaulted<S> = S extends z.ZodDefault<infer Inner> ? Inner : S;

/** What it is worth and its code never change: quotes name them. Disable it and make another. */
export const CouponPatch = z
	.object(optional)
	.meta({ id: "CouponPatch", examples: [{ enabled: false }, { maxRedemptions: 200 }] });
export type CouponPatch = z.output<typeof CouponPatch>;

export const CouponView = z
	.object({
		id: idOf("coupon"),
		code: z.string(),
		name: z.string(),
		kind: z.enum(COUPON_KINDS),
		value: z.int(),
		currency: Currency.nullable(),
		startsAt: z.iso.datetime().nullable(),
		endsAt: z.iso.datetime().nullable(),
		maxRedemptions: z.int().nullable(),
		maxPerTenant: z.int().nullable(),
		planCodes: z.array(z.string()).nullable(),
		firstPurchaseOnly: z.boolean(),
		minimumAmount: z.int().nullable(),
		stackable: z.boolean(),
		autoApply: z.boolean(),
		enabled: z.boolean(),
		state: z.enum(COUPON_STATES).meta({
			description:
				"Whether anybody can redeem it now, and if not, why; the first that fits of `disabled`, `expired`, `scheduled`, `used_up`, `active`.",
		}),
		/** Reserved and redeemed ones. */
		redemptions: z.int(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "Coupon" });
export type CouponView = z.input<typeof CouponView>;

export const CouponPage = pageOf(CouponView);
export const CouponQuery = pageQuery(["createdAt"]).extend({
	kind: z.enum(COUPON_KINDS).optional(),
	state: z.enum(COUPON_STATES).optional(),
	search: z.string().trim().max(40).optional().meta({ description: "Part of the code or name." }),
});
export type CouponQuery = z.infer<typeof CouponQuery>;

export const RedemptionView = z
	.object({
		id: idOf("redemption"),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		planChangeId: idOf("planChange"),
		status: z.enum(REDEMPTION_STATUSES),
		discount: Money,
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "CouponRedemption" });
export const RedemptionPage = pageOf(RedemptionView);
export const RedemptionQuery = pageQuery(["createdAt"]).extend({ status: z.enum(REDEMPTION_STATUSES).optional() });
export type RedemptionQuery = z.infer<typeof RedemptionQuery>;

export const CouponStatistics = z
	.object({
		redemptions: z.object({ reserved: z.int(), redeemed: z.int(), released: z.int() }),
		discountGiven: z.array(Money).meta({ description: "Of redeemed ones, before tax, a sum for each currency." }),
		revenue: z.array(Money).meta({ description: "Paid invoices that carry it, before tax, for each currency." }),
		newCustomers: z.int().meta({ description: "Tenants whose first purchase was with it." }),
	})
	.meta({ id: "CouponStatistics" });

export const CouponCheckInput = z
	.object({ code: CouponCode, plan: PlanCode, interval: Interval, currency: Currency.optional() })
	.meta({ examples: [{ code: "melati10", plan: "growth", interval: "month" }] });
export type CouponCheckInput = z.output<typeof CouponCheckInput>;

export const CouponCheck = z
	.object({
		code: z.string(),
		eligible: z.boolean(),
		reason: z.enum(REFUSALS).nullable(),
		discount: Money.nullable(),
		bonusDays: z.int(),
	})
	.meta({ id: "CouponCheck", description: "`reason` says why not, and is null where it counts." });
