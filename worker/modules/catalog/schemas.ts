import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { CATALOG_STATES, INTERVALS } from "./rules";

export const Interval = z.enum(INTERVALS);
const Limit = z.int().min(0).nullable();

/** How much a plan allows; null is without limit. `custom` holds meters that the installation has defined, by code. */
export const Limits = z
	.object({
		...{ users: Limit, branches: Limit, storageBytes: Limit, apiCalls: Limit, inferences: Limit },
		custom: z.record(z.string(), Limit).optional(),
	})
	.meta({ id: "Limits" });
export type Limits = z.infer<typeof Limits>;

/** Calls within a window of so many seconds; all of a plan's policies hold at once. */
export const RateLimits = z
	.array(
		z.object({
			name: z.string().regex(/^[a-z][a-z0-9_-]{0,29}$/),
			requests: z.int().min(1).max(10_000_000),
			windowSeconds: z.int().min(1).max(86_400),
		}),
	)
	.min(1)
	.max(5)
	.meta({ id: "RateLimits" });
export type RateLimits = z.infer<typeof RateLimits>;

/** A tier holds for quantities up to and including `upTo`; null is all the rest. `unit` is per `OveragePrice.per` units. */
const PriceTier = z.object({ upTo: z.int().min(1).nullable(), unit: z.int().min(0), flat: z.int().min(0) });

/** An open tier is above any other, and nothing is above it. */
const isAbove = (upTo: number | null, before: number | null | undefined): boolean =>
	typeof before === "number" && (upTo === null || upTo > before);

/**
 * What use beyond a limit costs. `per_unit`: each the price of the first tier. `graduated`: each unit the price of its
 * tier. `volume`: all units the price of the tier that the whole quantity is in. `package`: whole packages of `per`
 * units. Amounts are in minor units of `currency` for `per` units.
 */
export const OveragePrice = z
	.object({
		meter: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, "lower-case letters, digits and _; starts with a letter"),
		currency: Currency,
		model: z.enum(["per_unit", "graduated", "volume", "package"]),
		per: z.int().min(1).max(1_000_000_000),
		tiers: z.array(PriceTier).min(1).max(20),
	})
	.refine(({ tiers }) => tiers.every(({ upTo }, n) => n === 0 || isAbove(upTo, tiers[n - 1]?.upTo)), {
		path: ["tiers"],
		message: "tiers ascend, and only the last one is open",
	})
	.refine(({ tiers }) => tiers.at(-1)?.upTo === null, { path: ["tiers"], message: "the last tier has no end" })
	.refine(({ model, tiers }) => tiers.length === 1 || model === "graduated" || model === "volume", {
		path: ["tiers"],
		message: "one price for each or for a package has one tier",
	})
	.meta({ id: "OveragePrice" });
export type OveragePrice = z.infer<typeof OveragePrice>;

/**
 * How a change between paid plans is billed. `invoice_now`: the rest of the period is charged (or credited) now.
 * `next_invoice`: it takes effect now, the difference is on the next invoice. `next_period`: it takes effect at the
 * renewal. `reset_period`: a full period begins now, less what is unused of the old one.
 */
export const CHANGE_POLICIES = ["invoice_now", "next_invoice", "next_period", "reset_period"] as const;
const ChangePolicyName = z.enum(CHANGE_POLICIES);
export const ChangePolicy = z
	.object({
		upgrade: ChangePolicyName.default("invoice_now"),
		downgrade: ChangePolicyName.default("next_period"),
		interval: ChangePolicyName.default("reset_period"),
		/** Unused trial and promotional credit is taken back when a plan is bought. */
		clawback: z.boolean().default(true),
	})
	.meta({ id: "ChangePolicy" });
export type ChangePolicy = z.output<typeof ChangePolicy>;

export const PlanPrice = z.object({ interval: Interval, price: Money });

export const PlanCode = z
	.string()
	.trim()
	.regex(/^[a-z][a-z0-9_-]{1,39}$/, "lower-case letters, digits, - and _; starts with a letter");

const planFields = {
	code: PlanCode,
	name: z.string().trim().min(1).max(80),
	description: LocalText,
	highlighted: z.boolean(),
	trialDays: z.int().min(0).max(365),
	trialCredit: Money.nullable(),
	prices: z
		.array(PlanPrice)
		.min(1)
		.max(4)
		.refine((all) => new Set(all.map((p) => `${p.interval}/${p.price.currency}`)).size === all.length, {
			message: "one price for each interval and currency",
		})
		.refine((all) => all.every((p) => p.price.amount >= 0), { message: "a price is not negative" }),
	limits: Limits,
	features: z.array(LocalText).max(40),
	/** How changes onto and off this plan are billed; null or absent: as the installation does. */
	changePolicy: ChangePolicy.nullish(),
	/** How fast its tenants may call; null or absent: as the installation does. Holds for all of them within minutes. */
	rateLimits: RateLimits.nullish(),
	/** Prices of use beyond the limits; a limit without one is hard. */
	overage: z
		.array(OveragePrice)
		.max(40)
		.refine((all) => new Set(all.map((p) => `${p.meter}/${p.currency}`)).size === all.length, {
			message: "one price for each meter and currency",
		})
		.nullish(),
};

const PLAN_EXAMPLE = {
	code: "studio",
	name: "Studio",
	description: { en: "For design studios.", id: "Untuk studio desain." },
	highlighted: false,
	trialDays: 14,
	trialCredit: { amount: 50_000, currency: "IDR" },
	prices: [{ interval: "month", price: { amount: 249_000, currency: "IDR" } }],
	limits: { users: 10, branches: 3, storageBytes: 10_737_418_240, apiCalls: 100_000, inferences: null },
	features: [{ en: "Roles and audit log", id: "Peran dan log audit" }],
};

export const PlanInput = z.object(planFields).meta({ id: "PlanInput", examples: [PLAN_EXAMPLE] });
export type PlanInput = z.infer<typeof PlanInput>;

/** The code of a plan never changes: invoices and links name it. */
export const PlanPatch = z
	.object(planFields)
	.omit({ code: true })
	.partial()
	.meta({
		id: "PlanPatch",
		examples: [
			{ name: "Studio Plus", highlighted: true },
			{
				rateLimits: [{ name: "burst", requests: 500, windowSeconds: 10 }],
				overage: [
					{
						...{ meter: "api_calls", currency: "IDR", model: "graduated", per: 1000 },
						tiers: [
							{ upTo: 1_000_000, unit: 500, flat: 0 },
							{ upTo: null, unit: 300, flat: 0 },
						],
					},
				],
			},
		],
	});
export type PlanPatch = z.infer<typeof PlanPatch>;

export const PlanView = z
	.object({
		...{ id: idOf("plan"), ...planFields },
		...{ changePolicy: ChangePolicy.nullable(), rateLimits: RateLimits.nullable() },
		overage: z.array(OveragePrice).nullable(),
	})
	.meta({ id: "Plan" });
export type PlanView = z.infer<typeof PlanView>;

export const SystemPlanView = z
	.object({
		...PlanView.shape,
		state: z.enum(CATALOG_STATES),
		position: z.int(),
		subscribers: z.int(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "SystemPlan" });
export type SystemPlanView = z.infer<typeof SystemPlanView>;

export const PlanList = z.object({ items: z.array(PlanView) });
export const SystemPlanPage = pageOf(SystemPlanView);
export const SystemPlanQuery = pageQuery(["position"]).extend({ state: z.enum(CATALOG_STATES).optional() });
export type SystemPlanQuery = z.infer<typeof SystemPlanQuery>;

export const PlanStateInput = z
	.object({ event: z.enum(["publish", "hide", "retire"]) })
	.meta({ examples: [{ event: "publish" }] });
export const PlanOrderInput = z
	.object({ planIds: z.array(idOf("plan")).min(1).max(50) })
	.meta({ examples: [{ planIds: ["pln_01h2xcejqtf2nbrexx3vqjhp41"] }] });

export const Purchase = z
	.object({ plan: PlanCode, interval: Interval, currency: Currency })
	.meta({ examples: [{ plan: "starter", interval: "month", currency: "IDR" }] });
export type Purchase = z.infer<typeof Purchase>;
