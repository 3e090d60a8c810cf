import { DAY } from "#worker/kernel/time";
import { PROMISES } from "./promises";

/** What must hold at the end of every day. A query finds what breaks it: `what` says which, `?1` is now. */
export type Invariant = { rule: string; sql: string };

const SETTLED = "('succeeded', 'partially_refunded', 'refunded', 'disputed')";
const balanceOf = (code: string) => `ledger_accounts a WHERE a.code = '${code}' AND a.owner <> 'installation'`;

const LEDGER: Invariant[] = [
	{
		rule: "the ledger sums to zero",
		sql: "SELECT currency || ' is off by ' || sum(amount) AS what FROM ledger_entries GROUP BY currency HAVING sum(amount) <> 0",
	},
	{
		rule: "balances are the sum of their entries",
		sql: `SELECT a.owner || ' ' || a.code || ' has ' || a.balance || ', entries ' || coalesce(sum(e.amount), 0) AS what
			FROM ledger_accounts a LEFT JOIN ledger_entries e
			ON e.account_owner = a.owner AND e.account_code = a.code AND e.currency = a.currency
			GROUP BY a.owner, a.code, a.currency HAVING a.balance <> coalesce(sum(e.amount), 0)`,
	},
	{
		rule: "no money of a customer is below zero",
		sql: `SELECT owner || ' ' || code || ' ' || balance AS what FROM ledger_accounts
			WHERE code IN ('wallet', 'held', 'promo') AND balance < 0`,
	},
	{
		rule: "credit is what remains of grants",
		sql: `SELECT a.owner || ' has credit ' || a.balance AS what FROM ${balanceOf("promo")} AND a.balance <> (
			SELECT coalesce(sum(remaining), 0) FROM credit_grants g WHERE g.tenant_id = a.owner AND g.currency = a.currency)`,
	},
	{
		rule: "what is held is the sum of holds",
		sql: `SELECT a.owner || ' has held ' || a.balance AS what FROM ${balanceOf("held")} AND a.balance <> (
			SELECT coalesce(sum(amount), 0) FROM wallet_holds h
			WHERE h.tenant_id = a.owner AND h.currency = a.currency AND h.status = 'held')`,
	},
];

const INVOICES: Invariant[] = [
	{
		rule: "a period is billed once",
		sql: `SELECT subscription_id || ' from ' || period_start AS what FROM invoices
			WHERE period_start IS NOT NULL AND status <> 'void' GROUP BY subscription_id, period_start HAVING count(*) > 1`,
	},
	{
		rule: "a paid invoice has one settling payment, an unpaid one none",
		sql: `SELECT i.id || ' is ' || i.status AS what FROM invoices i WHERE (
			SELECT count(*) FROM payments p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.target = 'invoice'
			AND p.status IN ${SETTLED}) <> (i.status = 'paid' AND i.total > 0)`,
	},
	{
		rule: "an invoice's money moved once",
		sql: `SELECT i.id || ' of ' || i.total AS what FROM invoices i WHERE (
			SELECT coalesce(sum(e.amount), 0) FROM transfers t JOIN ledger_entries e ON e.transfer_id = t.id
			WHERE t.tenant_id = i.tenant_id AND e.amount > 0 AND t.kind = 'invoice_payment' AND t.reference_id = i.id
			AND NOT EXISTS (SELECT 1 FROM transfers r WHERE r.tenant_id = t.tenant_id AND r.idempotency_key = 'reversal:' || t.id)
			) <> iif(i.status = 'paid', i.total, 0)`,
	},
	{
		rule: "a settled payment has a transfer of its amount",
		sql: `SELECT p.id || ' of ' || p.amount AS what FROM payments p WHERE p.status IN ${SETTLED} AND p.amount <> coalesce((
			SELECT -sum(e.amount) FROM ledger_entries e WHERE e.transfer_id = p.transfer_id AND e.amount < 0), 0)`,
	},
	{
		rule: "an invoice is its lines",
		sql: `SELECT i.id || ' of ' || i.total AS what FROM invoices i WHERE i.total <> i.subtotal + i.tax OR i.total <> (
			SELECT coalesce(sum(l.amount + l.tax), 0) FROM invoice_lines l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id)`,
	},
	{
		rule: "a paid invoice is its payment",
		sql: `SELECT i.id || ' of ' || i.total || ' by ' || p.amount AS what FROM invoices i JOIN payments p
			ON p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.target = 'invoice' AND p.status IN ${SETTLED}
			WHERE p.amount <> i.total OR p.currency <> i.currency`,
	},
	{
		rule: "what was refunded of an invoice was credited",
		sql: `SELECT r.id || ' of ' || r.amount AS what FROM refunds r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
			LEFT JOIN credit_notes c ON c.tenant_id = r.tenant_id AND c.id = r.credit_note_id
			WHERE r.status = 'succeeded' AND p.target = 'invoice' AND coalesce(c.total, 0) <> r.amount`,
	},
	{
		rule: "an invoice is credited by its notes",
		sql: `SELECT i.id || ' credited ' || i.credited AS what FROM invoices i WHERE i.credited <> (
			SELECT coalesce(sum(total), 0) FROM credit_notes c WHERE c.tenant_id = i.tenant_id AND c.invoice_id = i.id)`,
	},
	{
		rule: "a payment knows its refunds",
		sql: `SELECT p.id || ' refunded ' || p.refunded AS what FROM payments p WHERE p.refunded <> (
			SELECT coalesce(sum(amount), 0) FROM refunds r
			WHERE r.tenant_id = p.tenant_id AND r.payment_id = p.id AND r.status <> 'failed')`,
	},
	{
		rule: "invoice numbers have no gaps",
		sql: "SELECT year || ': ' || count(*) || ' of ' || max(sequence) AS what FROM invoices GROUP BY year HAVING count(*) <> max(sequence)",
	},
];

const SERVICE: Invariant[] = [
	{
		rule: "one live subscription a tenant and product",
		sql: `SELECT tenant_id AS what FROM subscriptions WHERE status NOT IN ('canceled', 'expired')
			GROUP BY tenant_id, product_id HAVING count(*) > 1`,
	},
	{
		rule: "nothing is served that was not renewed",
		sql: `SELECT id || ' was due ' || ((?1 - next_billing_at) / ${DAY}) || ' days ago' AS what FROM subscriptions
			WHERE status = 'active' AND next_billing_at < ?1 - ${2 * DAY}`,
	},
	{
		rule: "a paid plan has a next bill",
		sql: `SELECT id || ' until ' || period_end AS what FROM subscriptions
			WHERE status = 'active' AND period_end IS NOT NULL AND next_billing_at IS NULL`,
	},
	{
		rule: "what is unpaid is dunned",
		sql: `SELECT id || ' is ' || status AS what FROM subscriptions WHERE status IN ('past_due', 'suspended')
			AND coalesce(next_dunning_at, 0) < ?1 - ${2 * DAY}`,
	},
	{
		rule: "trials end",
		sql: `SELECT id || ' ended ' || trial_ends_at AS what FROM subscriptions
			WHERE status = 'trialing' AND trial_ends_at < ?1 - ${2 * DAY}`,
	},
	{
		rule: "who is suspended as unpaid owes something",
		sql: `SELECT id AS what FROM tenants t WHERE t.status = 'suspended' AND t.suspended_for = 'unpaid'
			AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.tenant_id = t.id AND s.status = 'suspended')`,
	},
	{
		rule: "entitlements are of the plan that is served",
		sql: `SELECT s.id || ' on ' || s.plan_code || ', entitled to ' || e.plan_code AS what FROM subscriptions s
			JOIN entitlements e ON e.tenant_id = s.tenant_id
			WHERE s.status = 'active' AND e.plan_code <> s.plan_code`,
	},
	{
		rule: "a coupon counts its redemptions",
		sql: `SELECT code || ' counts ' || redemptions AS what FROM coupons c WHERE redemptions > coalesce(max_redemptions, redemptions)
			OR redemptions <> (SELECT count(*) FROM coupon_redemptions r WHERE r.coupon_id = c.id AND r.status <> 'released')`,
	},
];

const MACHINERY: Invariant[] = [
	{
		rule: "no event waits in the inbox for more than a day",
		sql: `SELECT id || ' ' || kind AS what FROM inbox WHERE status = 'received' AND received_at < ?1 - ${DAY}`,
	},
	{
		rule: "no event waits in the outbox for more than a day",
		sql: `SELECT id || ' ' || coalesce(json_extract(job, '$.type'), '?') AS what FROM outbox WHERE created_at < ?1 - ${DAY}`,
	},
];

export const INVARIANTS: readonly Invariant[] = [...LEDGER, ...INVOICES, ...SERVICE, ...MACHINERY, ...PROMISES];
