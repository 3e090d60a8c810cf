/** A book tampered with, and put right again: for each rule of the simulator one way to break it. */
export type Tampering = { rule: string; break: string; mend: string };

const settled =
	"(SELECT id FROM payments WHERE target = 'invoice' AND invoice_id IS NOT NULL AND status = 'succeeded' ORDER BY id LIMIT 1)";
const served = "(SELECT id FROM subscriptions WHERE status = 'active' AND period_end IS NOT NULL ORDER BY id LIMIT 1)";
const invoice = "(SELECT id FROM invoices WHERE status = 'paid' ORDER BY id LIMIT 1)";
const tenant = "(SELECT tenant_id FROM subscriptions ORDER BY id LIMIT 1)";

/** An UPDATE of one row there and back. */
const update = (rule: string, table: string, id: string, [there, back]: readonly [string, string]): Tampering => ({
	rule,
	break: `UPDATE ${table} SET ${there} WHERE id = ${id}`,
	mend: `UPDATE ${table} SET ${back} WHERE id = ${id}`,
});
/** A row that must not be there. */
const insert = (rule: string, table: string, row: Record<string, string>, mark: string): Tampering => ({
	rule,
	break: `INSERT INTO ${table} (${Object.keys(row).join(", ")}) SELECT ${Object.values(row).join(", ")}`,
	mend: `DELETE FROM ${table} WHERE ${mark}`,
});
const account = (code: string, balance: number) => ({
	owner: tenant,
	code: `'${code}'`,
	currency: "'XXX'",
	balance: String(balance),
});
const entry = {
	transfer_id: "(SELECT id FROM transfers ORDER BY id LIMIT 1)",
	tenant_id: "(SELECT tenant_id FROM transfers ORDER BY id LIMIT 1)",
	position: "99",
	account_owner: "'installation'",
	account_code: "'tax'",
	currency: "'IDR'",
	amount: "1",
	created_at: "5",
};
const refund = {
	...{ id: "'rfd_x'", tenant_id: `(SELECT tenant_id FROM payments WHERE id = ${settled})`, payment_id: settled },
	...{ amount: "1", currency: "'IDR'", way: "'wallet'", status: "'succeeded'", reason: "'x'", requested_by: "'x'" },
	...{ created_at: "5", updated_at: "5" },
};
const twin = {
	...{
		id: "'sub_x'",
		tenant_id: tenant,
		product_id: "(SELECT id FROM products)",
		plan_id: "(SELECT id FROM plans LIMIT 1)",
	},
	...{
		plan_code: "'x'",
		interval: "'month'",
		currency: "'IDR'",
		status: "'pending'",
		created_at: "5",
		updated_at: "5",
	},
};
const step = {
	...{ id: "'aud_x'", actor_kind: "'system'", actor_id: "'x'", actor_name: "'x'", action: "'x'", request_id: "'x'" },
	...{ resource_kind: "'subscription'", resource_id: "'sub_x'", created_at: "9e15" },
	...{ before: `'{"status":"canceled"}'`, after: `'{"status":"active"}'` },
};
const renewed = ["period_start = 77", "period_start = NULL"] as const;

const hold = {
	...{
		id: "'hld_x'",
		tenant_id: entry.tenant_id,
		amount: "1",
		currency: "'XXX'",
		reason: "'x'",
		reference_id: "'job_x'",
	},
	...{ transfer_id: entry.transfer_id, created_at: "5", updated_at: "5" },
};
const charge = {
	...{ tenant_id: tenant, target: "'wallet'", provider: "'stripe'", method: "'stripe'", status: "'failed'" },
	...{ amount: "1", currency: "'IDR'", reference: "'x'", updated_at: "5" },
};
const wishes = {
	tenant_id: `(SELECT id FROM tenants WHERE status = 'active' AND id NOT IN (SELECT tenant_id FROM wallet_settings)
		ORDER BY updated_at LIMIT 1)`,
	...{ currency: "'XXX'", auto_top_up: "'target'", threshold: "50", amount: "60" },
	...{ provider: "'stripe'", updated_at: "5" },
};
/** Of an organisation, there and back. */
const ofTenant = (rule: string, there: string): Tampering =>
	update(rule, "tenants", tenant, [there, "status = 'active', closes_at = NULL, updated_at = created_at"]);

export const TAMPERINGS: readonly Tampering[] = [
	insert("the ledger sums to zero", "ledger_entries", entry, "position = 99"),
	{
		rule: "balances are the sum of their entries",
		break: "UPDATE ledger_accounts SET balance = balance + 1 WHERE owner = 'installation' AND code = 'tax'",
		mend: "UPDATE ledger_accounts SET balance = balance - 1 WHERE owner = 'installation' AND code = 'tax'",
	},
	insert("no money of a customer is below zero", "ledger_accounts", account("held", -5), "currency = 'XXX'"),
	insert("credit is what remains of grants", "ledger_accounts", account("promo", 7), "currency = 'XXX'"),
	insert("what is held is the sum of holds", "ledger_accounts", account("held", 7), "currency = 'XXX'"),
	{
		rule: "a period is billed once",
		break: `UPDATE invoices SET ${renewed[0]}, status = 'open' WHERE subscription_id = ${served}`,
		mend: `UPDATE invoices SET ${renewed[1]}, status = 'paid' WHERE subscription_id = ${served}`,
	},
	update("a paid invoice has one settling payment, an unpaid one none", "invoices", invoice, [
		"status = 'open'",
		"status = 'paid'",
	]),
	{
		rule: "an invoice's money moved once",
		break: "UPDATE transfers SET reference_id = 'x' || reference_id WHERE kind = 'invoice_payment'",
		mend: "UPDATE transfers SET reference_id = substr(reference_id, 2) WHERE kind = 'invoice_payment'",
	},
	update("a settled payment has a transfer of its amount", "payments", settled, [
		"amount = amount + 1",
		"amount = amount - 1",
	]),
	update("a paid invoice is its payment", "payments", settled, ["amount = amount + 1", "amount = amount - 1"]),
	{
		rule: "an invoice is its lines",
		break: "UPDATE invoice_lines SET tax = tax + 1",
		mend: "UPDATE invoice_lines SET tax = tax - 1",
	},
	insert("what was refunded of an invoice was credited", "refunds", refund, "id = 'rfd_x'"),
	update("an invoice is credited by its notes", "invoices", invoice, [
		"credited = credited + 1",
		"credited = credited - 1",
	]),
	insert("a payment knows its refunds", "refunds", refund, "id = 'rfd_x'"),
	update("invoice numbers have no gaps", "invoices", invoice, [
		"sequence = sequence + 999",
		"sequence = sequence - 999",
	]),
	insert("one live subscription a tenant and product", "subscriptions", twin, "id = 'sub_x'"),
	update("nothing is served that was not renewed", "subscriptions", served, [
		"next_billing_at = 5",
		"next_billing_at = period_end",
	]),
	update("a paid plan has a next bill", "subscriptions", served, [
		"next_billing_at = NULL",
		"next_billing_at = period_end",
	]),
	{
		rule: "what is unpaid is dunned",
		break: `UPDATE subscriptions SET status = 'past_due' WHERE id = ${served}`,
		mend: "UPDATE subscriptions SET status = 'active' WHERE status = 'past_due'",
	},
	insert("trials end", "subscriptions", { ...twin, status: "'trialing'", trial_ends_at: "5" }, "id = 'sub_x'"),
	{
		rule: "who is suspended as unpaid owes something",
		break: `UPDATE tenants SET status = 'suspended', suspended_for = 'unpaid' WHERE id = ${tenant}`,
		mend: `UPDATE tenants SET status = 'active', suspended_for = NULL WHERE id = ${tenant}`,
	},
	{
		rule: "entitlements are of the plan that is served",
		break: "UPDATE entitlements SET plan_code = 'x' || plan_code",
		mend: "UPDATE entitlements SET plan_code = substr(plan_code, 2)",
	},
	{
		rule: "a coupon counts its redemptions",
		break: "UPDATE coupons SET redemptions = redemptions + 1 WHERE max_redemptions IS NULL",
		mend: "UPDATE coupons SET redemptions = redemptions - 1 WHERE max_redemptions IS NULL",
	},
	{
		rule: "no event waits in the inbox for more than a day",
		break: "UPDATE inbox SET status = 'received', received_at = 5",
		mend: "UPDATE inbox SET status = 'applied'",
	},
	insert(
		"no event waits in the outbox for more than a day",
		"outbox",
		{ id: "'evt_x'", job: "'{}'", created_at: "5" },
		"id = 'evt_x'",
	),
	{
		rule: "states are reached by their machine",
		break: `UPDATE subscriptions SET status = 'trialing', updated_at = 9e15 WHERE id = ${served}`,
		mend: "UPDATE subscriptions SET status = 'active' WHERE status = 'trialing'",
	},
	insert(
		"a review comes to its end",
		"payments",
		{ ...charge, id: "'pay_x'", status: "'awaiting_review'", created_at: "5" },
		"id = 'pay_x'",
	),
	insert("a hold ends in time", "wallet_holds", { ...hold, status: "'held'", expires_at: "5" }, "id = 'hld_x'"),
	insert(
		"a hold's money moves back once",
		"wallet_holds",
		{ ...hold, status: "'released'", expires_at: "5" },
		"id = 'hld_x'",
	),
	{
		rule: "a wallet is filled at most once a day",
		break: `INSERT INTO payments (id, created_at, ${Object.keys(charge).join(", ")})
			SELECT column1, column2, ${Object.values(charge).join(", ")} FROM (VALUES ('pay_x', 9e15), ('pay_y', 9e15 + 5))`,
		mend: "DELETE FROM payments WHERE id IN ('pay_x', 'pay_y')",
	},
	insert("a wallet with a rule is looked after", "wallet_settings", wishes, "currency = 'XXX'"),
	{
		rule: "who leaves is not charged unattended",
		break: `UPDATE tenants SET status = 'closing', closes_at = 9e9 WHERE status = 'active' AND id IN (
			SELECT tenant_id FROM payments WHERE provider = 'stripe' AND submitted_by IS NULL)`,
		mend: "UPDATE tenants SET status = 'active', closes_at = NULL WHERE closes_at = 9e9",
	},
	ofTenant("who has left is served nothing", "status = 'closed', updated_at = 5"),
	ofTenant("closings are finished", "status = 'closing', closes_at = 5"),
	insert("steps are in their machine", "audit_logs", step, "id = 'aud_x'"),
];
