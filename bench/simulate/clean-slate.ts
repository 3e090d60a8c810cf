/** What every installation has, and no story changes. */
const KEPT = [
	"products",
	"plans",
	"plan_prices",
	"plan_events",
	"payment_methods",
	"seller_profile",
	"shards",
	"d1_migrations",
];

type Named = { name: string; sql: string };

/**
 * Forgets everything but the catalogue, so that one database serves many stories. The triggers that forbid exactly
 * this step aside for the one batch.
 */
export async function wipe(db: D1Database): Promise<void> {
	const [tables, triggers] = (await db.batch<Named>([
		db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table'"),
		db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"),
	])) as [D1Result<Named>, D1Result<Named>];
	const emptied = tables.results.filter(({ name }) => !KEPT.includes(name) && !/^(sqlite_|_cf_)/.test(name));
	await db.batch([
		db.prepare("PRAGMA defer_foreign_keys = true"),
		...triggers.results.map(({ name }) => db.prepare(`DROP TRIGGER "${name}"`)),
		...emptied.map(({ name }) => db.prepare(`DELETE FROM "${name}"`)),
		...triggers.results.map(({ sql }) => db.prepare(sql)),
	]);
}
