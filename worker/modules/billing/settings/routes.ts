import { type Route, systemRoute } from "#worker/kernel/route";
import { readBillingSettings, updateBillingSettings } from "./manage-settings";
import { BillingSettings } from "./schemas";

const tag = "Billing settings";

export const settingsRoutes: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/billing-settings",
			tag,
			summary: "How this installation bills: policies, dunning, limits",
			permission: "system.billing_settings.read",
			answer: BillingSettings,
		},
		(ctx) => readBillingSettings(ctx.db),
	),
	systemRoute(
		{
			method: "put",
			path: "/admin/billing-settings",
			tag,
			summary: "Change how this installation bills, from now on",
			permission: "system.billing_settings.write",
			body: BillingSettings,
			answer: BillingSettings,
		},
		(ctx, { body }) => updateBillingSettings(ctx, body),
	),
];
