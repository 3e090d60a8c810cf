import { eq } from "drizzle-orm";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { among } from "#worker/kernel/many";
import { iso } from "#worker/kernel/time";
import { apiKeys } from "#worker/modules/identity/api-keys/tables";
import { users } from "#worker/modules/identity/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import type { ApiLogLine } from "./line";
import type { ApiLogView, SystemApiLogView } from "./schemas";

type Actor = Pick<ApiLogLine, "actorKind" | "actorId">;
/** Names by id. */
export type Names = Map<string, string>;

const idsOf = (actors: readonly Actor[], kind: Actor["actorKind"]) => [
	...new Set(actors.flatMap(({ actorKind, actorId }) => (actorKind === kind ? [actorId] : []))),
];
const named = (rows: readonly { id: string; name: string }[][]): Names =>
	new Map(rows.flat().map(({ id, name }) => [id, name]));

/** What the tenant's own keys and members are called. */
export async function namesInTenant({ db }: TenantContext, actors: readonly Actor[]): Promise<Names> {
	const [keys, people] = [idsOf(actors, "key"), idsOf(actors, "user")];
	const joins = [{ table: users, on: eq(users.id, members.userId) }];
	return named(
		await Promise.all([
			keys.length === 0
				? []
				: db.select({ id: apiKeys.id, name: apiKeys.name }, apiKeys, { where: among(apiKeys.id, keys) }),
			people.length === 0
				? []
				: db.select({ id: users.id, name: users.name }, members, { joins, where: among(members.userId, people) }),
		]),
	);
}

/** What keys, people and tenants are called, wherever they are. */
export async function namesAnywhere(
	{ db }: SystemContext,
	lines: readonly (Actor & Pick<ApiLogLine, "tenantId">)[],
): Promise<Names> {
	const wanted = [
		{ table: apiKeys, ids: idsOf(lines, "key") },
		{ table: users, ids: idsOf(lines, "user") },
		{ table: tenants, ids: [...new Set(lines.flatMap(({ tenantId }) => tenantId ?? []))] },
	];
	const asked = wanted.filter(({ ids }) => ids.length > 0);
	return named(
		await Promise.all(
			asked.map(({ table, ids }) =>
				db.select({ id: table.id, name: table.name }, table, { where: among(table.id, ids) }),
			),
		),
	);
}

export const actorView = ({ actorKind, actorId }: Actor, names: Names): ApiLogView["actor"] => ({
	...{ kind: actorKind, id: actorId, name: names.get(actorId) ?? null },
});

export const tenantView = (tenantId: ApiLogLine["tenantId"], names: Names): SystemApiLogView["tenant"] =>
	tenantId && { id: tenantId, name: names.get(tenantId) ?? null };

export function lineView(line: ApiLogLine, names: Names): ApiLogView {
	const { id, at, method, route, status, duration, requestBytes, responseBytes, requestId, weight, deprecated } = line;
	return {
		...{ id, at: iso(at), method, route, status, duration, actor: actorView(line, names) },
		...{ requestBytes, responseBytes, requestId, weight, deprecated },
	};
}

export const systemLineView = (line: ApiLogLine, names: Names): SystemApiLogView => ({
	...lineView(line, names),
	tenant: tenantView(line.tenantId, names),
});
