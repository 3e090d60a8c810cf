import { isoOrNull } from "#worker/kernel/time";
import type { SubscriptionView } from "./schemas";
import type { subscriptions } from "./tables";

type Row = Pick<
	typeof subscriptions.$inferSelect,
	"id" | "planCode" | "interval" | "currency" | "status" | "trialEndsAt" | "periodStart" | "periodEnd"
>;

export function subscriptionView(row: Row): SubscriptionView {
	return {
		id: row.id,
		plan: row.planCode,
		interval: row.interval,
		currency: row.currency,
		status: row.status,
		trialEndsAt: isoOrNull(row.trialEndsAt),
		periodStart: isoOrNull(row.periodStart),
		periodEnd: isoOrNull(row.periodEnd),
	};
}
