import * as z from "zod";
import { CATALOGUE, type ErrorCode } from "./errors";
import { isForMachines, scopeOf, type TenantPermission } from "./permissions";
import type { Route } from "./route";

type Json = Record<string, unknown>;

const PREFIX = "/api/v1";

/** JSON Schema 2020-12 of a zod schema as OpenAPI 3.1 takes it; named parts move to `components.schemas`. */
function schemaOf(schema: z.ZodType, components: Json): Json {
	const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", cycles: "ref" }) as Json;
	const { $schema: _dialect, $defs, ...rest } = rewriteRefs(json) as Json;
	for (const [name, definition] of Object.entries(($defs as Json | undefined) ?? {})) components[name] = definition;
	const name = z.globalRegistry.get(schema)?.id;
	if (!name) return rest;
	if (!("$ref" in rest)) components[name] = rest;
	return { $ref: `#/components/schemas/${name}` };
}

/** Points references to the components, and drops what `format` says already and bounds that are JavaScript's own. */
function rewriteRefs(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(rewriteRefs);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).filter(([key, inner]) => !isNoise(value, key, inner));
	return Object.fromEntries(
		entries.map(([key, inner]) => {
			if (key === "$ref" && typeof inner === "string") return [key, inner.replace("#/$defs/", "#/components/schemas/")];
			return [key, rewriteRefs(inner)];
		}),
	);
}

function isNoise(schema: object, key: string, value: unknown): boolean {
	if (key === "pattern") return "format" in schema;
	return (key === "minimum" || key === "maximum") && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
	if (!schema) return [];
	const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
		properties?: Record<string, Json>;
		required?: string[];
	};
	return Object.entries(json.properties ?? {}).map(([name, { description, ...inner }]) => ({
		name,
		in: place,
		required: place === "path" || (json.required?.includes(name) ?? false),
		...(typeof description === "string" && { description }),
		schema: inner,
	}));
}

const IDEMPOTENCY_KEY: Json = {
	name: "Idempotency-Key",
	in: "header",
	required: false,
	description: "A text of your own, up to 255 characters. The same key gets the same answer for 24 hours.",
	schema: { type: "string", maxLength: 255 },
};
const SEWA_TENANT: Json = {
	name: "Sewa-Tenant",
	in: "header",
	required: false,
	description: "The organisation this request is about, for people who are in several.",
	schema: { type: "string" },
};

function errorsOf(route: Route): ErrorCode[] {
	const codes: ErrorCode[] = [...(route.errors ?? [])];
	if (route.scope !== "public") codes.push("unauthenticated");
	if (route.scope === "tenant" || route.scope === "system") codes.push("forbidden");
	if (route.scope === "tenant") codes.push("rate_limited");
	if (scopeNeeded(route)) codes.push("invalid_api_key", "quota_exceeded");
	if (route.params) codes.push("not_found");
	if (route.body || route.query) codes.push("validation_failed");
	if (route.body) codes.push("bad_request", "payload_too_large");
	if (route.mediaTypes) codes.push("unsupported_media_type");
	if (route.idempotent) codes.push("idempotency_in_flight", "idempotency_key_reused");
	return [...new Set(codes)];
}

function responsesOf(route: Route, components: Json): Json {
	const responses: Json = {};
	const { answer, status = 200 } = route;
	if (answer === null) responses["204"] = { description: "Done" };
	else if ("binary" in answer) {
		const content = answer.binary.split(", ").map((type) => [type, { schema: { type: "string", format: "binary" } }]);
		responses["200"] = { description: "The file", content: Object.fromEntries(content) };
	} else
		responses[status] = {
			description: "Success",
			content: { "application/json": { schema: schemaOf(answer, components) } },
		};
	const byStatus = Map.groupBy(errorsOf(route), (code) => CATALOGUE[code][0]);
	for (const [httpStatus, codes] of byStatus) {
		const description = codes.map((code) => `\`${code}\` ${CATALOGUE[code][1]}`).join(" · ");
		responses[httpStatus] = {
			description,
			content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
		};
	}
	return responses;
}

function bodyOf(route: Route, components: Json): Json | undefined {
	if (route.upload) {
		const schema = { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" } } };
		return { required: true, content: { "multipart/form-data": { schema } } };
	}
	if (!route.body) return undefined;
	const schema = schemaOf(route.body, components);
	const types = route.mediaTypes ?? ["application/json"];
	return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

/** `GET /invoices/{id}/pdf` -> `getInvoicesIdPdf`: stable names for generated clients. */
function operationId(route: Route): string {
	const words = route.path.split(/[^a-zA-Z0-9]+/).filter(Boolean);
	return route.method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** What an API key needs for this; null when it is for people only. */
function scopeNeeded({ scope, permission }: Route): string | null {
	if (scope !== "tenant" || !isForMachines(permission as TenantPermission)) return null;
	const { resource, access } = scopeOf(permission as TenantPermission);
	return `${resource}:${access}`;
}

function whoMay(route: Route): string {
	if (route.scope === "public") return "Public.";
	const scope = scopeNeeded(route);
	return `Permission: \`${route.permission}\`.${scope ? ` API keys: \`${scope}\`.` : ""}`;
}

function operationOf(route: Route, components: Json): Json {
	const parameters = [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")];
	if (route.idempotent) parameters.push(IDEMPOTENCY_KEY);
	if (route.scope === "tenant") parameters.push(SEWA_TENANT);
	const requestBody = bodyOf(route, components);
	return {
		operationId: operationId(route),
		tags: [route.tag],
		summary: route.summary,
		description: whoMay(route),
		"x-permission": route.permission,
		...(route.deprecation && { deprecated: true }),
		security: route.scope === "public" ? [] : [{ session: [] }, ...(scopeNeeded(route) ? [{ apiKey: [] }] : [])],
		...(parameters.length > 0 && { parameters }),
		...(requestBody && { requestBody }),
		responses: responsesOf(route, components),
	};
}

const PROBLEM: Json = {
	type: "object",
	description: "RFC 9457 problem details",
	required: ["type", "title", "status", "code", "requestId"],
	properties: {
		type: { type: "string", examples: ["/problems/validation-failed"] },
		title: { type: "string" },
		status: { type: "integer" },
		code: { type: "string", enum: Object.keys(CATALOGUE) },
		requestId: { type: "string" },
		detail: { type: "string" },
		instance: { type: "string" },
		issues: {
			type: "array",
			items: {
				type: "object",
				required: ["pointer", "detail"],
				properties: { pointer: { type: "string" }, detail: { type: "string" } },
			},
		},
	},
};

/** The OpenAPI 3.1 document of these routes: from the same schemas that check the requests. */
export function openApiDocument(routes: readonly Route[], version: string) {
	const components: Json = { Problem: PROBLEM };
	const paths: Record<string, Json> = {};
	for (const route of routes) {
		const path = PREFIX + route.path;
		paths[path] = { ...paths[path], [route.method]: operationOf(route, components) };
	}
	return {
		openapi: "3.1.0",
		info: {
			title: "Sewa API",
			version,
			description:
				"Money is `{ amount, currency }` in whole minor units. Lists are `{ items, nextCursor }`. Errors are problem details (RFC 9457).",
			license: { name: "Apache-2.0", identifier: "Apache-2.0" },
		},
		servers: [{ url: "/" }],
		paths,
		components: {
			schemas: components,
			securitySchemes: {
				session: { type: "apiKey", in: "cookie", name: "sewa.session_token" },
				apiKey: {
					type: "http",
					scheme: "bearer",
					description: "`sewa_live_…` or `sewa_test_…`, with the scope it needs.",
				},
			},
		},
	};
}
