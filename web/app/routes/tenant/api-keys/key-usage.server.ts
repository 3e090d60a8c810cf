import type { Schema } from "@sewa/sdk";
import { type Api, outcome } from "~/api.server";

const DAY = 86_400_000;
const RANGES = { "7": 7, "30": 30, "90": 90 } as const;
export type KeyRange = keyof typeof RANGES;

type Wish = { request: Request; now: number };

/** The calls with a key by day, and which endpoints they went to; null for a test key, whose calls are not counted. */
export async function readKeyUsage(client: Api, key: Schema<"ApiKey">, { request, now }: Wish) {
	if (key.environment === "test") return null;
	const wish = new URL(request.url).searchParams.get("days") ?? "";
	const days: KeyRange = wish in RANGES ? (wish as KeyRange) : "30";
	const from = new Date(now - (RANGES[days] - 1) * DAY).toISOString();
	const query = { meter: "api_calls", key: key.id, window: "day", groupBy: "endpoint", from } as const;
	const usage = await outcome(client.GET("/api/v1/usage", { params: { query } }));
	return { days, usage: usage.ok ? usage.data : null };
}
