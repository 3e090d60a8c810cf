import type { Env } from "#worker/env";
import { type SimulationInput, simulate } from "./simulate";

/** One simulation a request; who asks has the clock, because this one's is simulated. */
export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		try {
			return Response.json(await simulate(env, (await request.json()) as SimulationInput));
		} catch (error) {
			return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
		}
	},
};
