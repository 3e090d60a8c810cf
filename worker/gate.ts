import { rateLimiter } from "#objects/stubs";
import type { Env } from "./env";
import type { BaseContext } from "./kernel/context";
import { AppError } from "./kernel/errors";
import type { Gate, KeyCaller } from "./kernel/gate";
import type { Id } from "./kernel/ids";
import { limitRate, type RatePolicy } from "./kernel/rate-limit";
import { sha256 } from "./kernel/sha256";
import { MINUTE } from "./kernel/time";
import { leases, meterOf } from "./meters";
import { mayCallFrom } from "./modules/identity/api-keys/addresses";
import { readKeyText } from "./modules/identity/api-keys/key-text";
import { isUsable, keyMay } from "./modules/identity/api-keys/rules";
import type { KeyRecord } from "./modules/identity/api-keys/verify-key";
import { LEASE_MS } from "./modules/metering/admission/lease-rules";
import type { Outcome } from "./modules/metering/admission/leases";
import { limitHeaders, refusalError } from "./modules/metering/admission/limit-answers";
import type { CallerKind, PresentedKey, Standing } from "./modules/metering/admission/meter-api";
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

/** Keys that this isolate has seen, by their text, for as long as a lease: their records are not asked for again. */
const known = new Map<string, { record: KeyRecord; until: number }>();
const MOST_KEYS = 50_000;
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

	async function admit(tenantId: Id<"tenant">, kind: CallerKind, key: PresentedKey | null, endpoint: string) {
		const meter = () => meterOf(env, tenantId);
		const outcome = await leases.admit({ tenantId, kind, key, endpoint, ip, ahead, meter, later });
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
		const seen = known.get(text);
		if (seen && Date.now() < seen.until) return byRecord(seen.record, endpoint);
		known.delete(text);
		const read = readKeyText(text);
		if (!read) return refuse();
		const asked = Date.now();
		const { tenantId, environment } = read;
		const { key, admitted, standing } = await admit(tenantId, environment, { hash: await sha256(text) }, endpoint);
		if (!admitted || !key || !standing) return refuse();
		known.set(text, { record: key, until: asked + LEASE_MS });
		if (known.size > MOST_KEYS) known.delete(known.keys().next().value as string);
		return callerOf(key, standing);
	}

	async function byRecord(record: KeyRecord, endpoint: string): Promise<KeyCaller> {
		if (!isUsable(record, base.now) || !mayCallFrom(record.ips, ip)) return refuse();
		const { standing } = await admit(record.tenantId, record.environment, { id: record.id }, endpoint);
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
		person: async (tenantId, endpoint) => void (await admit(tenantId, "people", null, endpoint)),
		machine,
	};
}

/** What stands after `Bearer`. */
function textOf(authorization = ""): string {
	const scheme = authorization.slice(0, BEARER.length);
	return scheme === BEARER || scheme.toLowerCase() === "bearer " ? authorization.slice(BEARER.length).trim() : "";
}

type Refused = Extract<Outcome, { admitted: false; refusal: object }>;

function callerOf({ id, name, tenantId, scopes, environment }: KeyRecord, { status }: Standing): KeyCaller {
	return {
		actor: { kind: "key", id, name, scopes, environment },
		tenantId,
		status,
		may: (permission) => keyMay({ scopes }, permission),
	};
}
