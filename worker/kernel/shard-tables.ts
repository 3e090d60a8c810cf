import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ref, time } from "./columns";

/** Every shard has them, too: a guard in a batch works the same wherever the batch goes. */
export { guards } from "./tables";

/**
 * Tenants that have moved from or to this shard. While one is `leaving` or `arriving` nothing is written for it here but
 * by its move. `leaving` and `arrived` rows are live, `arriving` ones a copy, those of a tenant that has `left` are
 * forgotten. The last fence stays: it refuses who still believes that the tenant lives here, and runs of a move that is
 * over.
 */
export const fences = sqliteTable("fences", {
	tenantId: ref("tenant").primaryKey(),
	moveId: ref("tenantMove").notNull(),
	side: text({ enum: ["leaving", "left", "arriving", "arrived"] }).notNull(),
	at: time().notNull(),
});
