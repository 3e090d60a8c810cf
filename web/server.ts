import { createRequestHandler, RouterContextProvider } from "react-router";
import { createApi } from "~/api.server";
import { api, locale, nonce } from "~/context";
import { paraglideMiddleware } from "~/paraglide/server.js";

type Env = { API: Fetcher };
type Fetcher = { fetch(request: Request): Promise<Response> };

const render = createRequestHandler(() => import("virtual:react-router/server-build"), import.meta.env.MODE);
const apiPaths = /^\/(api|health|docs)(\/|$)/;

export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		if (apiPaths.test(new URL(request.url).pathname)) return env.API.fetch(request);
		return paraglideMiddleware(request, ({ request: localized, locale: chosen }) => {
			const context = new RouterContextProvider();
			context.set(locale, chosen);
			context.set(nonce, crypto.randomUUID().replaceAll("-", ""));
			context.set(api, createApi(env.API, localized, chosen));
			return render(localized, context);
		});
	},
};
