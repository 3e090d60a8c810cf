import type { Client } from "openapi-fetch";
import type { AdvanceView, Happening } from "#worker/modules/platform/clock/schemas";
import { type Api, outcome, required } from "~/api.server";

export type Clock = { now: string; ahead: number };
type Json<T> = { responses: { 200: { content: { "application/json": T } } } };

// Kept out of the OpenAPI document, as it is of development only; so the SDK does not know it.
type ClockPaths = {
	"/api/v1/dev/clock": {
		get: Json<Clock>;
		post: Json<AdvanceView> & { requestBody: { content: { "application/json": { advance: string } } } };
	};
	"/api/v1/dev/clock/happenings": {
		parameters: { query?: { from?: string; kind?: "change" | "mail"; cursor?: string; limit?: number } };
		get: Json<{ items: Happening[]; nextCursor: string | null }>;
	};
};

const clocks = (client: Api) => client as unknown as Client<ClockPaths>;

/** Once the API has no clock to move it has none for as long as this isolate lives: it is not asked again. */
let absent = false;

/** The time of business where it can be moved; null elsewhere. */
export async function readClock(client: Api): Promise<Clock | null> {
	if (absent) return null;
	const clock = await outcome(clocks(client).GET("/api/v1/dev/clock"));
	if (!clock.ok && clock.problem.status === 404) absent = true;
	return clock.ok ? clock.data : null;
}

export const advanceClock = (client: Api, advance: string) =>
	outcome(clocks(client).POST("/api/v1/dev/clock", { body: { advance } }));

type Asked = { from?: string; kind?: "change" | "mail"; cursor?: string };

export const readHappenings = (client: Api, query: Asked) =>
	required(clocks(client).GET("/api/v1/dev/clock/happenings", { params: { query: { limit: 50, ...query } } }));
