import { DAY } from "#worker/kernel/time";
import { DEFAULT_FORMATS } from "#worker/modules/tenants/schemas";

const BUYER = {
	...{ email: "a@b.example", address: "Jl. A", city: "Bandung", state: "Jawa Barat", postalCode: "40115" },
	...{ country: "ID", npwp: null },
};

/** Ids that look like ours, by number. */
const id = (prefix: string) => `'${prefix}_' || printf('%026d', n)`;

export type Seed = { from: number; count: number; now: number; money: number };

/**
 * Customers of the plan `starter` whose period has just ended and whose wallet holds `money`, written by SQL in one
 * statement a table. Their transfers go through the ledger's own triggers.
 */
export function seedStatements(db: D1Database, { from, count, now, money }: Seed): D1PreparedStatement[] {
	const numbers = `WITH RECURSIVE numbers(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${from + count})`;
	const then = now - 31 * DAY;
	const insert = (table: string, values: Record<string, string>, more = "") =>
		db.prepare(
			`INSERT INTO ${table} (${Object.keys(values).join(", ")}) ${numbers} SELECT ${Object.values(values).join(", ")} FROM numbers${more}`,
		);
	const text = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
	const times = { created_at: `${then}`, updated_at: `${then}` };
	const tenant = { tenant_id: id("ten") };
	return [
		insert("tenants", {
			...{ id: id("ten"), name: "'Bench ' || n", slug: "'bench-' || n", status: "'active'", country: "'ID'" },
			formats: text(DEFAULT_FORMATS),
			...times,
		}),
		insert("billing_details", { ...tenant, details: text(BUYER), updated_at: `${then}` }),
		insert(
			"entitlements",
			{ id: id("ent"), ...tenant, plan_code: "'starter'", version: "1", limits: "plans.limits", updated_at: `${then}` },
			", plans WHERE plans.code = 'starter'",
		),
		insert(
			"subscriptions",
			{
				...{ id: id("sub"), ...tenant, product_id: "plans.product_id", plan_id: "plans.id", plan_code: "plans.code" },
				...{ interval: "'month'", currency: "'IDR'", status: "'active'", anchor_day: "1" },
				...{ period_start: `${then}`, period_end: `${now - 1}`, next_billing_at: `${now - 1}`, dunning_step: "0" },
				...times,
			},
			", plans WHERE plans.code = 'starter'",
		),
		insert("transfers", {
			...{ id: id("trf"), ...tenant, kind: "'wallet_credit'", currency: "'IDR'", reference_id: "'bench'" },
			postings: text([
				{ owner: "installation", account: "adjustments", amount: -money },
				{ owner: "tenant", account: "wallet", amount: money },
			]),
			...{ idempotency_key: "'bench:' || n", created_at: `${then}` },
		}),
	];
}
