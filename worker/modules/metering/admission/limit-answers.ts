import { AppError } from "#worker/kernel/errors";
import type { LimitState, Refusal } from "./lease-rules";
import type { Standing } from "./meter-api";

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

type Standings = { limits: readonly LimitState[]; more?: number; passed?: number };

/** The headers of draft-ietf-httpapi-ratelimit-headers-10: each policy, and where the caller stands. */
export function limitHeaders({ limits, more = 0, passed = 0 }: Standings): Record<string, string> {
	let [policies, standings] = ["", ""];
	for (const { name, limit, length, left, resetsIn } of limits) {
		const comma = policies === "" ? "" : ", ";
		policies += `${comma}"${name}";q=${limit};w=${length / 1000}`;
		// A long lease outlasts the window: of the one after it is only known that so much of it is free as makes no odds.
		const [free, ends] = passed < resetsIn ? [left + more, resetsIn - passed] : [limit, length];
		standings += `${comma}"${name}";r=${free};t=${seconds(ends)}`;
	}
	return policies === "" ? {} : { "ratelimit-policy": policies, ratelimit: standings };
}

/** Names the limit, when it resets, and the plan that has more. */
export function refusalError(refusal: Refusal, { larger }: Pick<Standing, "larger">): AppError {
	const plan = larger && { code: larger.code, name: larger.name };
	const more = larger ? ` The plan ${larger.name} has more.` : "";
	if (refusal.why === "quota") {
		const { meter, limit, resetsAt } = refusal;
		const day = new Date(resetsAt).toISOString();
		const members = { meter, limit, resetsAt: day, plan };
		return new AppError("quota_exceeded", `All ${limit} of ${meter} are used until ${day}.${more}`, { members });
	}
	const { policies, retryAfter } = refusal;
	const wait = seconds(retryAfter);
	const broken = refusal.limits.filter(({ name }) => policies.includes(name));
	const said = broken.map(({ limit, length }) => `${limit} calls in ${length / 1000} s`).join(" and ");
	return new AppError("rate_limited", `The limit is ${said}. Try again in ${wait} seconds.${more}`, {
		retryAfter: wait,
		// draft-10, "violated-policies" of the problem type quota-exceeded.
		members: { "violated-policies": policies, limit: broken[0]?.limit ?? 0, plan },
	});
}
