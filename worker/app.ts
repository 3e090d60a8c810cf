import { type Context, Hono } from "hono";
import { getSignedCookie } from "hono/cookie";
import { rateLimiter } from "#objects/stubs";
import { documentation } from "./documentation";
import type { Env } from "./env";
import { openGate } from "./gate";
import { handOver } from "./hand-over";
import { health } from "./health";
import { businessNow } from "./kernel/clock";
import { readConfig } from "./kernel/config";
import type { BaseContext, Session, SystemContext } from "./kernel/context";
import { openDatabase } from "./kernel/database";
import { AppError, problemResponse } from "./kernel/errors";
import type { Gate } from "./kernel/gate";
import { newId } from "./kernel/ids";
import { localeOf } from "./kernel/locale";
import { causeOf, log } from "./kernel/log";
import type { Route } from "./kernel/route";
import { serveRoute } from "./kernel/serve-route";
import { SystemDb } from "./kernel/system-db";
import { refuseForeignOrigin, secureHeaders } from "./kernel/web-security";
import { installationOf } from "./machine-context";
import { machinery } from "./machinery";
import { AUTH_PATH, handleAuth, readSession, sessionCookieName } from "./modules/identity";
import { type Caller, honoPath, openRequestLog } from "./request-log";
import { routes } from "./routes";
import { noteTurnedAway } from "./turned-away";

type App = { Bindings: Env; Variables: { base: BaseContext; db: SystemDb; session: Session | null; gate: Gate } };

type RequestLog = ReturnType<typeof openRequestLog>;

const API = "/api/v1";

/** The API: the middleware in order, then one line a route. */
export function createApp(all: Route[] = routes) {
	const app = new Hono<App>();
	app.use(observe(openRequestLog(all, API)), secureHeaders, refuseForeignOrigin);
	app.route("/health", health());
	app.route("/", documentation(all));
	app.use(`${API}/*`, authenticate);
	app.all(`${AUTH_PATH}/*`, (c) => {
		const { base, db, session } = c.var;
		const store = (key: string, limit: number, windowMs: number) =>
			rateLimiter(c.env, key).hit(limit, windowMs, Date.now());
		const ctx = { ...base, now: Date.now(), installation: db };
		return handleAuth({
			ctx,
			database: openDatabase(c.env.DB),
			store,
			turnedAway: noteTurnedAway(c.env, (work) => c.executionCtx.waitUntil(work.catch(noteFailure(base.requestId)))),
			request: c.req.raw,
			actor: session?.actor ?? null,
		});
	});
	for (const route of all) {
		app.on(route.method.toUpperCase(), honoPath(API, route), (c) => serveRoute(route, c.var, c.req.raw, c.req.param()));
	}
	app.notFound((c) => problemResponse(new AppError("not_found"), c.var.base.requestId, c.req.path));
	app.onError((error, c) => {
		const known = error instanceof AppError ? error : new AppError("internal", undefined, { cause: error });
		if (known.code === "internal")
			log.error("request.failed", { requestId: c.var.base?.requestId, path: c.req.path, cause: causeOf(error) });
		return problemResponse(known, c.var.base?.requestId ?? "-", c.req.path);
	});
	return app;
}

/** Makes the context, hands what was emitted to the queue after the answer, and writes one line. */
const observe = (requestLog: RequestLog) => async (c: Context<App>, next: () => Promise<void>) => {
	const started = performance.now();
	const base = await contextOf(c);
	const { requestId } = base;
	c.set("base", base);
	c.set("db", new SystemDb(openDatabase(c.env.DB)));
	c.set("session", null);
	const { limits, caller } = setGate(c, base);
	await next();
	const described = requestLog.describe(c);
	for (const [name, value] of Object.entries(limits)) c.header(name, value);
	for (const [name, value] of described.deprecation) c.header(name, value, { append: true });
	c.header("x-request-id", requestId);
	if (base.emitted.length > 0) c.executionCtx.waitUntil(handOverAfter(c.env.JOBS, { ...base, db: c.var.db }));
	const ms = performance.now() - started;
	requestLog.write({ c, env: c.env, base, session: c.var.session, caller, ms }, described);
	const { method, path } = c.req;
	const userId = c.var.session?.actor.id;
	log.info("request", { requestId, method, path, status: c.res.status, ms: Math.round(ms), userId });
};

/** What the request brings, and what of the installation use cases reach. */
async function contextOf({ env, req }: Context<App>): Promise<BaseContext> {
	const config = readConfig(env);
	const now = await businessNow(env.DB, config);
	return {
		actor: { kind: "anonymous", id: "-", name: "-" },
		now,
		requestId: newId("request"),
		ip: req.header("cf-connecting-ip") ?? null,
		locale: localeOf(req.header("accept-language")),
		...installationOf(env, config, now),
		emitted: [],
		...(config.ENVIRONMENT !== "production" && { machinery: machinery(env) }),
	};
}

/** Puts the gate in front of the routes. @returns what it says on the way: headers about limits, and who calls */
function setGate(c: Context<App>, base: BaseContext) {
	const limits: Record<string, string> = {};
	const caller: Caller = { tenantId: null, keyId: null };
	const gate = openGate({
		...{ env: c.env, base, authorization: c.req.header("authorization") },
		later: (work) => c.executionCtx.waitUntil(work.catch(noteFailure(base.requestId))),
		headers: (said) => void Object.assign(limits, said),
		caller: (tenantId, keyId) => void Object.assign(caller, { tenantId, keyId }),
	});
	c.set("gate", gate);
	return { limits, caller };
}

/** What is done after the answer fails for nobody but us. */
const noteFailure = (requestId: string) => (error: unknown) =>
	log.warn("after_answer.failed", { requestId, cause: causeOf(error) });

/** The sweep finds what this could not send; a failure here must not fail the request. */
async function handOverAfter(jobs: Queue<unknown>, ctx: SystemContext) {
	try {
		await handOver(ctx, jobs);
	} catch (error) {
		log.warn("outbox.dispatch_failed", { requestId: ctx.requestId, cause: causeOf(error) });
	}
}

async function authenticate(c: Context<App>, next: () => Promise<void>) {
	const { base, db } = c.var;
	if (c.var.gate.presentsKey) return next();
	const token = await getSignedCookie(c, base.config.AUTH_SECRET, sessionCookieName(base.config.APP_URL));
	if (token) {
		const session = await readSession(db, token, Date.now());
		c.set("session", session);
		if (session) base.actor = session.actor;
	}
	await next();
}
