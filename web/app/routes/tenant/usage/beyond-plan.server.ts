import type { Schema } from "@sewa/sdk";
import { limitOf } from "#worker/modules/catalog/quotas";
import { type Api, outcome } from "~/api.server";
import { limitStates } from "./meter-states";

export type Beyond = { code: string; name: { en: string; id: string }; unit: string; used: number; limit: number };

/** What is used at present beyond the limits of another plan. */
export async function readBeyond(client: Api, limits: Schema<"Limits">): Promise<Beyond[]> {
	const [meters, entitlements] = await Promise.all([
		outcome(client.GET("/api/v1/meters")),
		outcome(client.GET("/api/v1/entitlements")),
	]);
	if (!meters.ok || !entitlements.ok) return [];
	return limitStates(meters.data.items, entitlements.data).flatMap(({ code, name, unit, used }) => {
		const limit = limitOf(limits, code) ?? null;
		return limit !== null && used > limit ? [{ code, name, unit, used, limit }] : [];
	});
}
