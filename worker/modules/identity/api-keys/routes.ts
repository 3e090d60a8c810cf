import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { createKey } from "./create-key";
import { listKeys, readKey } from "./read-keys";
import { revokeKey } from "./revoke-key";
import { rollKey } from "./roll-key";
import {
	ApiKeyInput,
	ApiKeyPage,
	ApiKeyPatch,
	ApiKeyQuery,
	ApiKeyView,
	KeyReason,
	NewApiKey,
	RollInput,
} from "./schemas";
import { listTenantKeys, revokeTenantKey } from "./tenant-keys";
import { updateKey } from "./update-key";

const tag = "API keys";
const params = z.object({ id: idOf("apiKey") });
const tenant = z.object({ id: idOf("tenant") });
const made = { answer: NewApiKey, status: 201, idempotent: true, once: ["key"] } as const;

export const apiKeyRoutes: Route[] = [
	tenantRoute(
		{
			method: "get",
			path: "/api-keys",
			tag,
			summary: "API keys",
			permission: "api_key.read",
			query: ApiKeyQuery,
			answer: ApiKeyPage,
		},
		(ctx, { query }) => listKeys(ctx, query),
	),
	tenantRoute(
		{
			method: "post",
			path: "/api-keys",
			tag,
			summary: "Make an API key; it is shown this once",
			permission: "api_key.create",
			body: ApiKeyInput,
			...made,
			errors: ["limit_reached"],
		},
		(ctx, { body }) => createKey(ctx, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/api-keys/{id}",
			tag,
			summary: "One API key",
			permission: "api_key.read",
			params,
			answer: ApiKeyView,
		},
		(ctx, { params }) => readKey(ctx, params.id),
	),
	tenantRoute(
		{
			method: "patch",
			path: "/api-keys/{id}",
			tag,
			summary: "Change an API key's name, scopes, addresses or expiry",
			permission: "api_key.create",
			params,
			body: ApiKeyPatch,
			answer: ApiKeyView,
			errors: ["conflict", "not_ready"],
		},
		(ctx, { params, body }) => updateKey(ctx, params.id, body),
	),
	tenantRoute(
		{
			method: "delete",
			path: "/api-keys/{id}",
			tag,
			summary: "Revoke an API key; within 5 seconds it works nowhere",
			permission: "api_key.revoke",
			params,
			answer: null,
			errors: ["not_ready"],
		},
		(ctx, { params }) => revokeKey(ctx, params.id).then(() => undefined),
	),
	tenantRoute(
		{
			method: "post",
			path: "/api-keys/{id}/roll",
			tag,
			summary: "Replace an API key; the old one goes on for the overlap",
			permission: "api_key.create",
			params,
			body: RollInput,
			...made,
			errors: ["conflict", "limit_reached"],
		},
		(ctx, { params, body }) => rollKey(ctx, params.id, body),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/tenants/{id}/api-keys",
			tag,
			summary: "A tenant's API keys",
			permission: "system.api_key.read",
			params: tenant,
			query: ApiKeyQuery,
			answer: ApiKeyPage,
		},
		(ctx, { params, query }) => listTenantKeys(ctx, params.id, query),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/tenants/{id}/api-keys/{key}/revoke",
			tag,
			summary: "Shut out a tenant's API key; within 5 seconds it works nowhere",
			permission: "system.api_key.revoke",
			params: tenant.extend({ key: idOf("apiKey") }),
			body: KeyReason,
			answer: null,
			errors: ["not_ready"],
		},
		(ctx, { params, body }) => revokeTenantKey(ctx, params, body).then(() => undefined),
	),
];
