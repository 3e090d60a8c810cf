import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import type { Env } from "./env";
import type { BaseContext, Session } from "./kernel/context";
import { deprecationHeaders } from "./kernel/deprecation";
import type { Id } from "./kernel/ids";
import type { Route } from "./kernel/route";
import { openLogBuffer } from "./modules/audit/api-logs/buffer";
import { methodOf, sampled, UNKNOWN_ROUTE, weightOf } from "./modules/audit/api-logs/rules";
import { AUTH_ENDPOINTS } from "./modules/identity/auth-endpoints";

const buffer = openLogBuffer({
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** What the log has to know of a route. */
type Described = { route: string; sample: number; isLogged: boolean; deprecation: [string, string][] };

/** Who called, as far as it was found out: also of those that were turned away then. */
export type Caller = { tenantId: Id<"tenant"> | null; keyId: Id<"apiKey"> | null };

type Request = { c: Context; env: Env; base: BaseContext; session: Session | null; caller: Caller; ms: number };

const UNKNOWN: Described = { route: UNKNOWN_ROUTE, sample: 100, isLogged: true, deprecation: [] };
const NOT_LOGGED: Described = { ...UNKNOWN, isLogged: false };

/** The log of one app: it knows requests by the documented path of what answers them, never by their address. */
export function openRequestLog(all: readonly Route[], api: string) {
	const known = new Map(
		all.map((route) => {
			const { method, path, sample = 100, deprecation, developmentOnly } = route;
			const headers = deprecation ? deprecationHeaders(deprecation) : [];
			const described = { route: path, sample, isLogged: !developmentOnly, deprecation: headers };
			return [`${method.toUpperCase()} ${honoPath(api, route)}`, described] as const;
		}),
	);
	const auth = new Map(
		Object.keys(AUTH_ENDPOINTS).map((path) => [`${api}/auth${path}`, { ...UNKNOWN, route: `/auth${path}` }]),
	);

	/** The first route that matches is the one that answers; those behind it are never reached. */
	function describe(c: Context): Described {
		for (const { method, path } of matchedRoutes(c)) {
			const described = known.get(`${method} ${path}`);
			if (described) return described;
		}
		const { path } = c.req;
		if (path.startsWith("/health/") || path === "/docs" || path === `${api}/openapi.json`) return NOT_LOGGED;
		return auth.get(path) ?? UNKNOWN;
	}

	/** Writes a line about a request that has been answered. */
	function write({ c, env, base, session, caller, ms }: Request, { route, sample, isLogged, deprecation }: Described) {
		// Benches run without queues.
		if (!isLogged || !env.LOGS) return;
		const { config, requestId, now } = base;
		const [{ status }, duration] = [c.res, Math.round(ms)];
		const weight = sampled({ status, duration }, weightOf(config.API_LOG_SAMPLE_PERCENT, sample), Math.random());
		if (weight === null) return;
		buffer.add(
			{
				// One line a request: its id is the request's.
				id: `log_${requestId.slice(requestId.indexOf("_") + 1)}`,
				...{ tenantId: caller.tenantId, at: now, method: methodOf(c.req.method), route, status, duration },
				...actorOf(caller, session),
				...{ requestBytes: bytesOf(c.req.raw.headers), responseBytes: bytesOf(c.res.headers) },
				...{ requestId, weight, deprecated: deprecation.length > 0 },
			},
			{
				...{ queue: env.LOGS, delay: config.API_LOG_FLUSH_MS },
				later: (work) => c.executionCtx.waitUntil(work),
			},
		);
	}

	return { describe, write };
}

/** A route's path as the router takes it. */
export const honoPath = (api: string, { path }: Route): string => api + path.replaceAll(/\{(\w+)\}/g, ":$1");

function actorOf({ keyId }: Caller, session: Session | null) {
	if (keyId) return { actorKind: "key", actorId: keyId } as const;
	return session
		? ({ actorKind: "user", actorId: session.actor.id } as const)
		: ({ actorKind: "anonymous", actorId: "-" } as const);
}

/** What the header says; 0 where it says nothing, as of a body that is streamed. */
function bytesOf(headers: Headers): number {
	const length = Number(headers.get("content-length"));
	return Number.isSafeInteger(length) && length > 0 ? length : 0;
}
