import { newId } from "#worker/kernel/ids";
import { HOUR, MINUTE } from "#worker/kernel/time";
import type { ApiLogLine } from "#worker/modules/audit/api-logs/line";
import { writeLines } from "#worker/modules/audit/api-logs/write-lines";
import { apiKeys } from "#worker/modules/identity/api-keys/tables";
import { members } from "#worker/modules/tenants/tables";
import { type Random, randomFrom } from "./random";
import type { Stage } from "./stage";
import type { Company } from "./tenant-story";
import type { Step } from "./timeline";

type Call = Pick<ApiLogLine, "method" | "route" | "status"> & { duration: [low: number, high: number] };
type Who = Pick<ApiLogLine, "actorKind" | "actorId">;

const call = (method: string, route: string, duration: Call["duration"], status = 200): Call => ({
	...{ method, route, status, duration },
});
const BY_PEOPLE = [
	call("GET", "/me", [4, 30]),
	call("GET", "/invoices", [8, 70]),
	call("GET", "/invoices/{id}", [6, 50]),
	call("GET", "/usage/summary", [20, 140]),
	call("GET", "/wallet", [6, 40]),
	call("GET", "/entitlements", [5, 40]),
	call("POST", "/invoices/{id}/payments", [60, 300], 201),
	call("PATCH", "/tenant", [20, 80]),
] as const;
const BY_KEYS = [
	call("GET", "/invoices", [6, 60]),
	call("GET", "/invoices/{id}", [5, 40]),
	call("GET", "/subscription", [4, 30]),
	call("POST", "/usage/events", [12, 90]),
	call("POST", "/usage/events", [12, 90]),
	call("GET", "/entitlements", [4, 25]),
] as const;
const FAILING = [
	call("GET", "/invoices/{id}", [4, 20], 404),
	call("POST", "/usage/events", [4, 20], 422),
	call("GET", "/members", [2, 9], 403),
	call("GET", "/invoices", [1, 5], 429),
	call("GET", "/wallet", [900, 2500], 503),
] as const;
const BY_NOBODY = [
	call("GET", "unknown", [1, 6], 404),
	call("GET", "/invoices", [1, 6], 401),
	call("POST", "/auth/sign-in/email", [80, 220], 401),
	call("GET", "/plans", [2, 25]),
] as const;

/** The last day of a tenant's requests, as the queue would have brought them: most in office hours, a bad half hour at noon. */
export function logged(company: Company): Step[] {
	const { stage, id, tenant } = company;
	if (tenant.measures) return [];
	const random = randomFrom([...tenant.name].reduce((sum, letter) => sum * 33 + letter.charCodeAt(0), 11));
	const run = async (at: number) => {
		const { db } = stage.tenant(at, id);
		const [people, keys] = [await db.list(members), await db.list(apiKeys)];
		const callers: Who[] = [
			...people.map(({ userId }) => ({ actorKind: "user" as const, actorId: userId })),
			...keys.flatMap((key) => (key.revokedAt === null ? [{ actorKind: "key" as const, actorId: key.id }] : [])),
		];
		const [who, ...others] = callers;
		if (!who) return undefined;
		const isDemo = tenant.owner === "";
		const lines = Array.from({ length: isDemo ? 480 : random.between(8, 30) }, () =>
			lineOf(random, { tenantId: id, at: moment(random, stage.now) }, random.pick([who, ...others])),
		);
		await writeLines(stage.machine(at), isDemo ? [...lines, ...badHalfHour(random, stage, { id, who })] : lines);
		return undefined;
	};
	return [{ at: stage.now - 5 * MINUTE, run }];
}

/** Who was turned away before it was known who it is, and who only looked around. */
export function strangers(stage: Stage): Step[] {
	const random = randomFrom(4_711);
	const nobody: Who = { actorKind: "anonymous", actorId: "-" };
	const run = async (at: number) => {
		const lines = Array.from({ length: 60 }, () =>
			written(random, { tenantId: null, at: moment(random, stage.now) }, nobody, random.pick(BY_NOBODY)),
		);
		await writeLines(stage.machine(at), lines);
		return undefined;
	};
	return [{ at: stage.now - 4 * MINUTE, run }];
}

/** Two of three in the ten hours before now, the others all day. */
const moment = (random: Random, now: number): number =>
	now - 5 * MINUTE - random.between(0, (random.chance(66) ? 10 : 24) * 60 * 60 - 600) * 1000;

function badHalfHour(random: Random, stage: Stage, { id, who }: { id: Company["id"]; who: Who }): ApiLogLine[] {
	const start = stage.now - 6 * HOUR;
	return Array.from({ length: 24 }, () =>
		written(random, { tenantId: id, at: start + random.between(0, 30 * 60) * 1000 }, who, FAILING[4]),
	);
}

type Where = Pick<ApiLogLine, "tenantId" | "at">;

function lineOf(random: Random, where: Where, who: Who): ApiLogLine {
	if (random.chance(4)) return written(random, where, who, random.pick(FAILING));
	const usual = who.actorKind === "key" ? random.pick(BY_KEYS) : random.pick(BY_PEOPLE);
	return written(random, where, who, random.chance(2) ? { ...usual, duration: [1100, 4200] } : usual);
}

function written(random: Random, where: Where, who: Who, { method, route, status, duration }: Call): ApiLogLine {
	const requestId = newId("request");
	return {
		...{ id: `log_${requestId.slice("req_".length)}`, ...where, method, route, status, ...who, requestId },
		duration: random.between(...duration),
		requestBytes: method === "GET" ? 0 : random.between(60, 2400),
		responseBytes: status < 400 ? random.between(180, 9000) : random.between(170, 320),
		...{ weight: 1, deprecated: false },
	};
}
