import { changeFeed, rateLimiter } from "#objects/stubs";
import type { Env } from "./env";
import type { BaseContext } from "./kernel/context";
import { AppError } from "./kernel/errors";
import type { Gate, KeyCaller } from "./kernel/gate";
import type { Id } from "./kernel/ids";
import { limitRate, type RatePolicy } from "./kernel/rate-limit";
import { sha256 } from "./kernel/sha256";
import { MINUTE } from "./kernel/time";
import { leases, meterOf, news } from "./meters";
import { mayCallFrom } from "./modules/identity/api-keys/addresses";
import { readKeyText, tenantOfText } from "./modules/identity/api-keys/key-text";
import { isUsable, keyMay } from "./modules/identity/api-keys/rules";
import type { KeyRecord } from "./modules/identity/api-keys/verify-key";
import type { Caller, Outcome } from "./modules/metering/admission/leases";
import { limitHeaders, refusalError } from "./modules/metering/admission/limit-answers";
import type { CallerKind, Standing } from "./modules/metering/admission/meter-api";
import { noteTurnedAway } from "./turned-away";

type Request = {
	env: Env;
	base: BaseContext;
	authorization: string | undefined;
	/** Keeps the isolate alive for what is to be done after the answer. */
	later: (work: Promise<unknown>) => void;
	/** Takes what the answer shall say of limits. */
	headers: (headers: Record<string, string>) => void;
	/** Takes who calls, also where the call is turned away. Never a key that is not one. */
	caller?: (tenantId: Id<"tenant">, keyId: Id<"apiKey"> | null) => void;
};

const BEARER = "Bearer ";
/** Failures with keys from one address in a minute. */
const FAILURES: Omit<RatePolicy, "limit"> = { name: "api-keys", windowMs: MINUTE };
const MOST_FAILURES = 60;

/** The gate as one request meets it. */
export function openGate(request: Request): Gate {
	const { env, base, authorization, later, headers, caller } = request;
	const { config, ip } = base;
	const ahead = base.now - Date.now();
	const store = (key: string, limit: number, windowMs: number) =>
		rateLimiter(env, key).hit(limit, windowMs, Date.now());
	const note = noteTurnedAway(env, later);

	/** Counts against a policy; who is turned away is written down. Nobody is counted whose address is not known. */
	async function limit(policy: RatePolicy): Promise<void> {
		if (ip === null) return;
		try {
			headers(await limitRate(store, policy, ip, Date.now()));
		} catch (error) {
			if (error instanceof AppError) note(policy.name, ip, null, error.retryAfter ?? 1);
			throw error;
		}
	}

	const meter = (tenantId: Id<"tenant">) => meterOf(env, tenantId);
	/** Whether this isolate may go by what it remembers. Who asks for news gives back what they have ended. */
	const trusting = () =>
		news.isCurrent(
			() => changeFeed(env),
			(asking) => later(asking.then(() => leases.beat(meter))),
		);

	async function admit(call: Call) {
		const { tenantId, kind, key } = call;
		const outcome = await leases.admit({ ...call, ip, ahead, meterOf: meter, later });
		const keyId = key && "id" in key ? key.id : (outcome.key?.id ?? null);
		if (kind === "people" || keyId) caller?.(tenantId, keyId);
		if (outcome.admitted) headers(limitHeaders(outcome));
		else if (outcome.refusal) turnAway(tenantId, kind, outcome);
		return outcome;
	}

	function turnAway(tenantId: Id<"tenant">, kind: CallerKind, { refusal, standing }: Refused): never {
		headers(limitHeaders(refusal));
		const error = refusalError(refusal, standing);
		const who = kind === "people" ? "people" : "keys";
		if (refusal.why === "rate") note(refusal.policies[0] ?? "", `${tenantId}/${who}`, tenantId, error.retryAfter ?? 1);
		throw error;
	}

	async function machine(endpoint: string): Promise<KeyCaller> {
		const text = textOf(authorization);
		const isTrusting = trusting();
		const known = isTrusting ? leases.keyOf(tenantOfText(text), text) : null;
		if (known) return byRecord(known, endpoint);
		const read = readKeyText(text);
		if (!read) return refuse();
		const { tenantId, environment: kind } = read;
		const asked = { key: { hash: await sha256(text) }, text, endpoint, trusting: isTrusting };
		const { key, admitted, standing } = await admit({ tenantId, kind, ...asked });
		return admitted && key && standing ? callerOf(key, standing) : refuse();
	}

	async function byRecord(record: KeyRecord, endpoint: string): Promise<KeyCaller> {
		if (!isUsable(record, base.now) || !mayCallFrom(record.ips, ip)) return refuse();
		const { id, tenantId, environment: kind } = record;
		const { standing } = await admit({ tenantId, kind, key: { id }, endpoint, trusting: true });
		return standing ? callerOf(record, standing) : refuse();
	}

	/** Whoever tries many keys is stopped by the address. */
	async function refuse(): Promise<never> {
		await limit({ ...FAILURES, limit: MOST_FAILURES });
		throw new AppError("invalid_api_key", "It is unknown, revoked, expired, or not to be used from this address.");
	}

	return {
		presentsKey: textOf(authorization).startsWith("sewa_"),
		anybody: () => limit({ name: "public", limit: config.PUBLIC_REQUESTS_PER_MINUTE, windowMs: MINUTE }),
		person: async (tenantId, endpoint) =>
			void (await admit({ tenantId, kind: "people", key: null, endpoint, trusting: trusting() })),
		machine,
	};
}

/** What stands after `Bearer`. */
function textOf(authorization = ""): string {
	const scheme = authorization.slice(0, BEARER.length);
	return scheme === BEARER || scheme.toLowerCase() === "bearer " ? authorization.slice(BEARER.length).trim() : "";
}

type Call = Pick<Caller, "tenantId" | "kind" | "key" | "text" | "endpoint" | "trusting">;
type Refused = Extract<Outcome, { admitted: false; refusal: object }>;

function callerOf({ id, name, tenantId, scopes, environment }: KeyRecord, { status }: Standing): KeyCaller {
	return {
		actor: { kind: "key", id, name, scopes, environment },
		tenantId,
		status,
		may: (permission) => keyMay({ scopes }, permission),
	};
}
