import type { Schema } from "@sewa/sdk";
import { limitOf } from "#worker/modules/catalog/quotas";
import { type Api, outcome } from "~/api.server";
import { limitStates } from "./meter-states";

export type Beyond = { code: string; name: { en: string; id: string }; unit: string; used: number; limit: number };

/**
 * What was used in this period beyond the limits of another plan. With more members or files than it has room for, the
 * API refuses the change by itself.
 */
export async function readBeyond(client: Api, limits: Schema<"Limits">): Promise<Beyond[]> {
	const [meters, entitlements] = await Promise.all([
		outcome(client.GET("/api/v1/meters")),
		outcome(client.GET("/api/v1/entitlements")),
	]);
	if (!meters.ok || !entitlements.ok) return [];
	return limitStates(meters.data.items, entitlements.data).flatMap(({ code, name, unit, source, used }) => {
		const limit = limitOf(limits, code) ?? null;
		return source !== "records" && limit !== null && used > limit ? [{ code, name, unit, used, limit }] : [];
	});
}
