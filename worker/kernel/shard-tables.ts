import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ref, time } from "./columns";

/** Every shard has them, too: a guard in a batch works the same wherever the batch goes. */
export { guards } from "./tables";

/**
 * A tenant that moves from or to this shard: nothing is written for it here but by its move. `leaving` rows are the
 * live ones, `arriving` rows a copy, and what is where a tenant has `left` is forgotten. The last one stays, so that
 * who still believes that it lives here is refused.
 */
export const fences = sqliteTable("fences", {
	tenantId: ref("tenant").primaryKey(),
	moveId: text().notNull(),
	side: text({ enum: ["leaving", "arriving", "left"] }).notNull(),
	at: time().notNull(),
});
