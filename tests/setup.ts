import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { seedCatalogue } from "#tests/catalogue";
import { reachGateways } from "#tests/gateways";
import { holdLogLines } from "#tests/log-lines";
import { type Env, shardBindings } from "#worker/env";

type Migrations = { TEST_MIGRATIONS: D1Migration[]; TEST_SHARD_MIGRATIONS: D1Migration[] };
const bound = env as unknown as Env & Migrations;

holdLogLines();
await applyD1Migrations(bound.DB, bound.TEST_MIGRATIONS);
for (const shard of shardBindings(bound).values()) await applyD1Migrations(shard, bound.TEST_SHARD_MIGRATIONS);
await seedCatalogue();
reachGateways();
