import type { Env } from "#worker/env";
import { machineContext } from "#worker/machine-context";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";
import { createDemoAccounts } from "./people";

export default {
	async fetch(_request: Request, env: Env): Promise<Response> {
		try {
			return new Response(await seed(env));
		} catch (error) {
			return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
		}
	},
};

async function seed(env: Env): Promise<string> {
	const ctx = machineContext(env, { kind: "system", id: "seed", name: "Demo data" }, Date.now());
	await installCatalogue(ctx);
	await createDemoAccounts(ctx);
	return "catalogue, 4 accounts";
}
