import { defineConfig } from "drizzle-kit";

/** `npm run migrations:generate -- --name what-it-does` writes the next migrations/NNNN_what-it-does.sql. */
export default defineConfig({
	dialect: "sqlite",
	casing: "snake_case",
	schema: ["./worker/kernel/tables.ts", "./worker/modules/**/tables.ts"],
	// A test generates beside them, to see that nothing is missing.
	out: process.env.MIGRATIONS_OUT ?? "./migrations",
});
