import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";

export const AlertView = z
	.object({
		id: idOf("usageAlert"),
		meter: z.string(),
		threshold: z.int().meta({ description: "Per cent of the limit." }),
		used: z.number(),
		limit: z.int(),
		periodStart: z.iso.datetime(),
		createdAt: z.iso.datetime(),
		dismissedAt: z.iso.datetime().nullable(),
		dismissedBy: z.string().nullable(),
	})
	.meta({ id: "UsageAlert" });
export type AlertView = z.infer<typeof AlertView>;

export const AlertPage = pageOf(AlertView);
export const AlertQuery = pageQuery(["createdAt"]).extend({
	state: z
		.enum(["active", "all"])
		.default("active")
		.meta({ description: "Active: of the running period, and not dismissed." }),
});
export type AlertQuery = z.output<typeof AlertQuery>;

export const SystemAlertView = AlertView.extend({
	tenant: z.object({ id: idOf("tenant"), name: z.string() }),
}).meta({ id: "SystemUsageAlert" });
export const SystemAlertPage = pageOf(SystemAlertView);
export const SystemAlertQuery = pageQuery(["createdAt"]);
export type SystemAlertQuery = z.output<typeof SystemAlertQuery>;
export const AlertParam = z.object({ id: idOf("usageAlert") });
