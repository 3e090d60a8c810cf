import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";

/** Named in limits, prices and the API; never changes. */
export const MeterCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower-case letters, digits and _");
export const TenantParam = z.object({ id: idOf("tenant") });
export const QuotaParam = TenantParam.extend({ meter: MeterCode });

const PeriodView = z.object({ start: z.iso.datetime(), end: z.iso.datetime() });
const limit = z.int().nullable().meta({ description: "Null is without limit." });
const resetsAt = z.iso
	.datetime()
	.nullable()
	.meta({ description: "When counting starts anew; null for what is there now, which is never reset." });

const MeterEntitlement = z.object({
	meter: z.string(),
	allowed: z.boolean().meta({ description: "Whether one more may be used." }),
	used: z.number(),
	limit,
	hard: z.boolean().meta({ description: "Use stops at a hard limit; beyond a soft one it goes on." }),
	resetsAt,
});
/** A feature is named by its English text. */
const FeatureEntitlement = z.object({
	feature: z.string(),
	text: LocalText,
	allowed: z.boolean(),
	used: z.null(),
	limit: z.null(),
	resetsAt: z.null(),
});
export const EntitlementsView = z
	.object({
		plan: z.object({ code: z.string(), name: z.string() }),
		period: PeriodView,
		items: z.array(z.union([MeterEntitlement, FeatureEntitlement])),
	})
	.meta({ id: "Entitlements" });
export type EntitlementsView = z.infer<typeof EntitlementsView>;

export const QuotaInput = z
	.object({ limit: z.int().min(0).nullable(), hard: z.boolean().default(true) })
	.meta({ examples: [{ limit: 250_000, hard: true }] });
export type QuotaInput = z.output<typeof QuotaInput>;

export const QuotaView = z
	.object({
		meter: z.string(),
		...{ limit, hard: z.boolean(), used: z.number(), resetsAt },
		override: z.boolean().meta({ description: "Set for this tenant; otherwise as its plan says." }),
	})
	.meta({ id: "Quota" });
export type QuotaView = z.infer<typeof QuotaView>;

export const QuotaList = z.object({
	plan: z.object({ code: z.string(), name: z.string() }),
	period: PeriodView,
	items: z.array(QuotaView),
});
export type QuotaList = z.infer<typeof QuotaList>;

export const ResetInput = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "Their import ran twice by our mistake." }] });

export const RateInput = z
	.object({ requests: z.int().min(1).max(10_000_000), windowSeconds: z.int().min(1).max(86_400) })
	.meta({ examples: [{ requests: 5_000, windowSeconds: 60 }] });
export type RateInput = z.infer<typeof RateInput>;

const Policy = z.object({ name: z.string(), requests: z.int(), windowSeconds: z.int() });
export const RatesView = z
	.object({
		policies: z.array(Policy).meta({ description: "All of them hold at once; people and keys count apart." }),
		override: RateInput.nullable(),
	})
	.meta({ id: "RatePolicies" });
export type RatesView = z.infer<typeof RatesView>;
