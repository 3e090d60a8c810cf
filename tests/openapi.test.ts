import { expect, test } from "vitest";
import * as z from "zod";
import { request } from "#tests/factories";
import { openApiDocument } from "#worker/kernel/openapi";
import { routes } from "#worker/routes";

type Operation = { operationId: string; "x-permission": string; responses: Record<string, unknown> };
const document = openApiDocument(routes, "test");
const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);

test("every route is in the document, once, with its permission and what can go wrong", () => {
	expect(operations).toHaveLength(routes.length);
	expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(routes.length);
	for (const operation of operations) {
		expect(operation["x-permission"]).toBeTruthy();
		if (operation["x-permission"] !== "public") expect(operation.responses).toHaveProperty("401");
	}
});

test("every reference points at a component that is there", () => {
	const text = JSON.stringify(document);
	for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
		expect(document.components.schemas).toHaveProperty(name ?? "");
	expect(text).not.toContain("#/$defs/");
});

const withBody = routes
	.filter((route) => route.body)
	.map((route) => [`${route.method} ${route.path}`, route.body as z.ZodType] as const);

test.each(withBody)("%s shows an example that its own schema accepts", (_name, schema) => {
	const examples = (z.globalRegistry.get(schema)?.examples ?? []) as unknown[];
	expect(examples.length).toBeGreaterThan(0);
	for (const example of examples) expect(schema.safeParse(example).error).toBeUndefined();
});

test("whatever creates something honours an Idempotency-Key", () => {
	const creating = routes.filter((route) => route.method === "post" && route.status === 201);
	expect(creating.length).toBeGreaterThan(4);
	expect(creating.filter((route) => !route.idempotent).map((route) => route.path)).toEqual([]);
});

test("the document is served, and what exists in development only is not in it", async () => {
	const response = await request("GET", "/api/v1/openapi.json");
	const served = (await response.json()) as { openapi: string; paths: object };
	expect(served.openapi).toBe("3.1.0");
	expect(Object.keys(served.paths)).toContain("/api/v1/auth/sign-in/email");
	expect(Object.keys(served.paths).filter((path) => path.includes("/dev/"))).toEqual([]);
	expect((await request("GET", "/docs")).headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-/);
});
