import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const migrations = await readD1Migrations("./migrations");
const shardMigrations = await readD1Migrations("./migrations/shard");

/** Settings of the worker under test: no network, mails kept in the database. */
const bindings = {
	TEST_MIGRATIONS: migrations,
	TEST_SHARD_MIGRATIONS: shardMigrations,
	ENVIRONMENT: "test",
	APP_URL: "http://localhost",
	AUTH_SECRET: "only-for-tests-0123456789abcdef0123456789",
	MAIL_PROVIDER: "local",
	// The practice gateways of tests/gateways.ts.
	MIDTRANS_SERVER_KEY: "SB-Mid-server-TESTTESTTEST",
	MIDTRANS_SNAP_URL: "http://midtrans.test/snap/v1",
	MIDTRANS_API_URL: "http://midtrans.test",
	STRIPE_SECRET_KEY: "sk_test_51TESTTESTTESTTEST",
	STRIPE_API_URL: "http://stripe.test",
	STRIPE_WEBHOOK_SECRET: "whsec_test_0123456789abcdef",
	CREDENTIAL_REQUESTS_PER_MINUTE: "100000",
};

const workerd = () =>
	cloudflareTest({
		main: "./worker/index.ts",
		remoteBindings: false,
		wrangler: { configPath: "./wrangler.toml" },
		miniflare: { bindings },
	});

export default defineConfig({
	test: {
		reporters: ["default"],
		silent: "passed-only",
		projects: [
			{
				// One worker for all: every test mints its own tenant and asserts on that alone.
				plugins: [workerd()],
				test: {
					name: "workerd",
					include: ["{worker,durable-objects,queues,tests}/**/*.test.ts"],
					exclude: ["tests/node/**", "tests/fresh/**"],
					setupFiles: ["./tests/setup.ts"],
					isolate: false,
					fsModuleCache: false,
					testTimeout: 20_000,
				},
			},
			{
				// What needs a world of its own: sums over everything, crash points.
				plugins: [workerd()],
				test: {
					name: "fresh",
					include: ["tests/fresh/**/*.test.ts"],
					setupFiles: ["./tests/setup.ts"],
					fsModuleCache: false,
					testTimeout: 30_000,
				},
			},
			{
				test: { name: "node", include: ["tests/node/**/*.test.ts"], testTimeout: 30_000, fsModuleCache: false },
			},
		],
	},
});
