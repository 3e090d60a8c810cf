import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";

const code = import.meta.glob(
	[
		"../{worker,durable-objects,queues,scripts,bench,sdk}/**/*.ts",
		"../web/app/**/*.{ts,tsx}",
		"!../**/*.d.ts",
		"!../web/app/paraglide/**",
	],
	{
		query: "?raw",
		import: "default",
		eager: true,
	},
) as Record<string, string>;
const tables = import.meta.glob(["../worker/**/tables.ts", "../worker/**/shard-tables.ts"], { eager: true }) as Record<
	string,
	Record<string, unknown>
>;

/** Tables of the installation. Every other table names its tenant. */
const SYSTEM_TABLES = new Set(
	"accounts billing_settings coupons cron_runs dead_letters guards idempotency_keys inbox password_history payment_methods payment_providers plan_prices plans products reconciliation_progress seller_profile sessions shards meters sign_in_failures simulated_clock users verifications webhook_refusals".split(
		" ",
	),
);
/** Written for tenants and for the installation alike: the column is there and may be null. */
const MIXED_TABLES = new Set([
	"audit_logs",
	"outbox",
	"mails",
	"reconciliation_differences",
	"blocked_callers",
	"api_logs",
]);
/** Their own primary key is the tenant. */
const OWN_KEY: Record<string, string> = { tenants: "id", ledger_accounts: "owner" };

/** Which layer a module is on: a file may import its own layer and those below. */
const LAYERS = [
	["identity", "tenants", "catalog"],
	["files", "billing", "metering"],
	["notifications"],
	["audit", "platform"],
];
const layerOf = (module: string) => LAYERS.findIndex((layer) => layer.includes(module));

function wrongImports(path: string, text: string): string[] {
	const imported = [...text.matchAll(/from "(?:#worker\/modules|#modules|\.\.)\/([a-z]+)/g)].map(
		(match) => match[1] ?? "",
	);
	const targets = imported.filter((name) => layerOf(name) >= 0);
	const own = /worker\/modules\/([a-z]+)\//.exec(path)?.[1];
	if (path.startsWith("worker/kernel/")) return targets.map((target) => `${path} -> ${target}`);
	return targets.filter((target) => own && layerOf(target) > layerOf(own)).map((target) => `${path} -> ${target}`);
}

describe("tables", () => {
	const all = Object.values(tables)
		.flatMap((file) => Object.values(file))
		.filter((value) => is(value, SQLiteTable));

	test.each(all.map((table) => [getTableName(table), table] as const))(
		"%s names its tenant or is on the system list",
		(name, table) => {
			if (SYSTEM_TABLES.has(name)) return expect("tenantId" in getTableColumns(table)).toBe(false);
			const columns = getTableColumns(table) as Record<string, { notNull: boolean }>;
			const column = columns[OWN_KEY[name] ?? "tenantId"];
			expect(column).toBeDefined();
			if (!MIXED_TABLES.has(name)) expect(column?.notNull).toBe(true);
		},
	);

	test("a tenant's row points at another of the tenant's rows only together with the tenant", () => {
		const owned = new Set(all.map(getTableName).filter((name) => !SYSTEM_TABLES.has(name) && name !== "tenants"));
		for (const table of all) {
			for (const key of getTableConfig(table).foreignKeys) {
				const { columns, foreignTable } = key.reference();
				if (owned.has(getTableName(foreignTable)))
					expect(columns.length, `${getTableName(table)} -> ${getTableName(foreignTable)}`).toBeGreaterThan(1);
			}
		}
	});
});

describe("files", () => {
	const files = Object.entries(code).map(([path, text]) => [path.slice(3), text] as const);

	test("none is above 300 lines, tests 500", () => {
		const long = files.filter(([path, text]) => text.split("\n").length > (path.includes(".test.") ? 500 : 300));
		expect(long.map(([path]) => path)).toEqual([]);
	});

	test("none is a drawer, and none climbs two folders", () => {
		const drawers = files.filter(([path]) =>
			/(^|\/)(utils?|helpers?|common|misc|manager|service)(\/|\.tsx?$)/.test(path),
		);
		const climbers = files.filter(([path, text]) => path.startsWith("worker/") && /from "\.\.\/\.\.\//.test(text));
		expect([...drawers, ...climbers].map(([path]) => path)).toEqual([]);
	});

	test("the kernel imports no module, and modules import downwards only", () => {
		const product = files.filter(([path]) => path.startsWith("worker/") && !path.includes(".test."));
		expect(product.flatMap(([path, text]) => wrongImports(path, text))).toEqual([]);
	});

	test("only the kernel opens the database; routes hold no SQL", () => {
		const openers = files.filter(
			([path, text]) => !path.startsWith("worker/kernel/") && text.includes('"drizzle-orm/d1"'),
		);
		const routes = files.filter(
			([path, text]) =>
				path.endsWith("/routes.ts") && path.startsWith("worker/modules") && text.includes('"drizzle-orm'),
		);
		expect([...openers, ...routes].map(([path]) => path)).toEqual([]);
	});
});
