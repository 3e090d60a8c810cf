import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TENANT_PERMISSIONS, type TenantPermission } from "#worker/kernel/permissions";
import { beyondRole, isUsable, keyMay, keyState, planRoll, SCOPES, scopeAllows } from "./rules";

const permissions = Object.keys(TENANT_PERMISSIONS) as TenantPermission[];
const forPeople = permissions.filter((permission) => "people" in TENANT_PERMISSIONS[permission]);
const anyScopes = fc.subarray([...SCOPES]);
const anyPermission = fc.constantFrom(...permissions);

describe("scopes", () => {
	test.each<[string, TenantPermission, boolean]>([
		["invoice:read", "invoice.read", true],
		["invoice:read", "payment.read", false],
		["invoice:*", "invoice.read", true],
		["payment:write", "payment.create", true],
		["payment:write", "payment.cancel", true],
		["payment:write", "payment.read", false],
		["payment:*", "payment.create", true],
		["*:read", "audit_log.read", true],
		["*:read", "payment.create", false],
		["*:write", "payment.create", true],
		["*:write", "payment.read", false],
		["*:*", "payment.create", true],
		["payment_method:read", "payment.read", false],
		["payment:read", "payment_method.read", false],
	])("%s and %s: %s", (scope, permission, allowed) => {
		expect(scopeAllows([scope], permission)).toBe(allowed);
		expect(keyMay({ scopes: [scope] }, permission)).toBe(allowed);
	});

	test("no key may do what is for people, whatever it is given", () => {
		expect(forPeople).toEqual(expect.arrayContaining(["api_key.create", "member.invite", "plan_change.create"]));
		for (const permission of forPeople) expect(keyMay({ scopes: [...SCOPES, "*"] }, permission)).toBe(false);
	});

	test("none says more than it must: each lets a key do something, and together they let it do all a machine may", () => {
		for (const scope of SCOPES) {
			expect(scope).toMatch(/^(\*|[a-z_]+):(read|write|\*)$/);
			expect(permissions.some((permission) => keyMay({ scopes: [scope] }, permission))).toBe(true);
		}
		expect(permissions.filter((permission) => !keyMay({ scopes: ["*:*"] }, permission))).toEqual(forPeople);
	});

	test("more scopes never allow less, and a set allows what one of its scopes allows", () => {
		fc.assert(
			fc.property(anyScopes, anyScopes, anyPermission, (some, more, permission) => {
				const [a, b] = [scopeAllows(some, permission), scopeAllows(more, permission)];
				expect(scopeAllows([...some, ...more], permission)).toBe(a || b);
			}),
		);
	});

	test("a person gives only what they have", () => {
		expect(beyondRole("member", ["invoice:read", "subscription:read"])).toEqual(["invoice.read"]);
		expect(beyondRole("member", ["*:read"])).toContain("wallet.read");
		expect(beyondRole("owner", ["*:*"])).toEqual([]);
	});
});

describe("the life of a key", () => {
	const NOW = Date.UTC(2026, 10, 20, 3);
	const life = { expiresAt: null, revokedAt: null };

	test.each([
		[life, "active"],
		[{ ...life, expiresAt: NOW + 1 }, "active"],
		[{ ...life, expiresAt: NOW }, "expired"],
		[{ ...life, revokedAt: NOW }, "revoked"],
		[{ expiresAt: NOW - 1, revokedAt: NOW - 2 }, "revoked"],
	] as const)("%o is %s", (key, state) => {
		expect(keyState(key, NOW)).toBe(state);
		expect(isUsable(key, NOW)).toBe(state === "active");
	});

	const rolling = fc.record({
		createdAt: fc.integer({ min: NOW - 10 ** 10, max: NOW }),
		expiresAt: fc.option(fc.integer({ min: NOW - 10 ** 6, max: NOW + 10 ** 9 })),
		revokedAt: fc.option(fc.constant(NOW - 1), { freq: 5 }),
		replacedBy: fc.option(fc.constant("key_1"), { freq: 5 }),
	});

	test("rolling never lengthens the old key, and the new one lives as long as the old one was given", () => {
		fc.assert(
			fc.property(rolling, fc.integer({ min: 0, max: 604_800 }), (key, overlap) => {
				const plan = planRoll(key, overlap, NOW);
				expect(plan.refused === undefined).toBe(isUsable(key, NOW) && key.replacedBy === null);
				if (plan.refused) return;
				expect(plan.oldEnds).toBeLessThanOrEqual(Math.min(key.expiresAt ?? NOW + overlap * 1000, NOW + overlap * 1000));
				expect(isUsable({ ...key, expiresAt: plan.oldEnds }, plan.oldEnds - 1)).toBe(true);
				expect(isUsable({ ...key, expiresAt: plan.oldEnds }, plan.oldEnds)).toBe(false);
				if (key.expiresAt === null) expect(plan.newEnds).toBeNull();
				else expect((plan.newEnds ?? 0) - NOW).toBe(key.expiresAt - key.createdAt);
			}),
		);
	});

	test.each([
		[{ revokedAt: NOW - 1 }, "revoked"],
		[{ expiresAt: NOW }, "expired"],
		[{ replacedBy: "key_1" }, "replaced"],
	])("%o is not rolled: %s", (given, refused) => {
		expect(planRoll({ ...life, createdAt: NOW - 5, replacedBy: null, ...given }, 60, NOW)).toEqual({ refused });
	});
});
