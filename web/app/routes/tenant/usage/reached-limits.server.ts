import { type Api, outcome } from "~/api.server";
import { alerted, type LimitState, limitStates } from "./meter-states";

/** The limits that are reached or nearly, worst first; where there is no alert, as on most days, that is one question. */
export async function readReachedLimits(client: Api): Promise<LimitState[]> {
	const alerts = await outcome(client.GET("/api/v1/usage/alerts", { params: { query: { limit: 50 } } }));
	if (!alerts.ok || alerts.data.items.length === 0) return [];
	const [meters, entitlements] = await Promise.all([
		outcome(client.GET("/api/v1/meters")),
		outcome(client.GET("/api/v1/entitlements")),
	]);
	if (!meters.ok || !entitlements.ok) return [];
	const states = limitStates(meters.data.items, entitlements.data);
	return alerted(alerts.data.items, states)
		.map(({ meter }) => meter)
		.sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0));
}
