import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { seedCatalogue } from "#tests/catalogue";
import { reachGateways } from "#tests/gateways";
import { holdLogLines } from "#tests/log-lines";

const { DB, TEST_MIGRATIONS } = env as unknown as { DB: D1Database; TEST_MIGRATIONS: D1Migration[] };

holdLogLines();
await applyD1Migrations(DB, TEST_MIGRATIONS);
await seedCatalogue();
reachGateways();
