import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { listShards, weighShard } from "./manage-shards";
import { moveTenant, readMove } from "./move-tenant";
import { LastMove, MoveInput, MoveView, ShardList, ShardParam, ShardView, WeightInput } from "./schemas";

const tag = "Shards";
const tenant = z.object({ id: idOf("tenant") });

export const shardRoutes: Route[] = [
	systemRoute(
		{
			...{ method: "get", path: "/admin/shards", tag, summary: "Shards and how full they are" },
			...{ permission: "system.shard.read", answer: ShardList },
		},
		(ctx) => listShards(ctx),
	),
	systemRoute(
		{
			...{ method: "put", path: "/admin/shards/{code}", tag, summary: "Set a shard's share of new tenants" },
			...{ permission: "system.shard.write", params: ShardParam, body: WeightInput, answer: ShardView },
			errors: ["conflict"],
		},
		(ctx, { params, body }) => weighShard(ctx, params.code, body),
	),
	systemRoute(
		{
			...{ method: "post", path: "/admin/tenants/{id}/move", tag, summary: "Move a tenant to another shard" },
			...{ permission: "system.shard.write", params: tenant, body: MoveInput, answer: MoveView, status: 202 },
			errors: ["conflict"],
		},
		(ctx, { params, body }) => moveTenant(ctx, params.id, body),
	),
	systemRoute(
		{
			...{ method: "get", path: "/admin/tenants/{id}/move", tag, summary: "How a tenant's last move stands" },
			...{ permission: "system.shard.read", params: tenant, answer: LastMove },
		},
		(ctx, { params }) => readMove(ctx, params.id),
	),
];
