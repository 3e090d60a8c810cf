import { defineConfig } from "drizzle-kit";

/** `npm run migrations:generate:shard -- --name what-it-does` writes the next migrations/shard/NNNN_what-it-does.sql. */
export default defineConfig({
	dialect: "sqlite",
	casing: "snake_case",
	schema: ["./worker/kernel/shard-tables.ts", "./worker/modules/**/shard-tables.ts"],
	out: process.env.MIGRATIONS_OUT ?? "./migrations/shard",
});
