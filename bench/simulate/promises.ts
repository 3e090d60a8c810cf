import { DAY } from "#worker/kernel/time";
import type { Invariant } from "./invariants";

/** Nobody was there when it was charged. */
const unattended = (payment: string) =>
	`${payment}.provider IN ('midtrans', 'stripe') AND ${payment}.submitted_by IS NULL`;
const LIVE = "('trialing', 'pending', 'active', 'past_due', 'paused', 'suspended')";
/** What a closing can be taken back within. */
const GRACE = 30 * DAY;

/** What was promised to somebody: money that is looked for or set aside, wallets that are kept filled, organisations that leave. */
export const PROMISES: readonly Invariant[] = [
	{
		rule: "a review comes to its end",
		sql: `SELECT id || ' since ' || created_at AS what FROM payments WHERE status = 'awaiting_review' AND created_at < ?1 - ${30 * DAY}`,
	},
	{
		rule: "a hold ends in time",
		sql: `SELECT id || ' until ' || expires_at AS what FROM wallet_holds WHERE status = 'held' AND expires_at < ?1 - ${2 * DAY}`,
	},
	{
		rule: "a hold's money moves back once",
		sql: `SELECT h.id || ' is ' || h.status AS what FROM wallet_holds h WHERE h.reference_id LIKE 'job_%' AND (h.status <> 'held') <> (
			SELECT count(*) FROM transfers t WHERE t.tenant_id = h.tenant_id AND t.idempotency_key = 'hold-end:' || h.id)`,
	},
	{
		rule: "a wallet is filled at most once a day",
		sql: `SELECT q.id || ' is soon after ' || p.id AS what FROM payments p JOIN payments q
			ON q.tenant_id = p.tenant_id AND q.target = 'wallet' AND q.invoice_id IS NULL AND ${unattended("q")} AND q.id <> p.id
			AND q.created_at >= p.created_at AND q.created_at < p.created_at + ${DAY}
			WHERE p.created_at > ?1 - ${3 * DAY} AND p.target = 'wallet' AND p.invoice_id IS NULL AND ${unattended("p")}`,
	},
	{
		rule: "a wallet with a rule is looked after",
		sql: `SELECT s.tenant_id || ' has ' || coalesce(a.balance, 0) || ' of ' || s.threshold AS what FROM wallet_settings s
			JOIN tenants t ON t.id = s.tenant_id AND t.status = 'active'
			LEFT JOIN ledger_accounts a ON a.owner = s.tenant_id AND a.code = 'wallet' AND a.currency = s.currency
			WHERE s.auto_top_up <> 'off' AND coalesce(a.balance, 0) < s.threshold
			AND max(s.updated_at, t.updated_at, coalesce(s.topped_up_at, 0)) < ?1 - ${5 * DAY}
			AND NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.account_owner = s.tenant_id AND e.account_code = 'wallet'
				AND e.currency = s.currency AND e.created_at > ?1 - ${5 * DAY})`,
	},
	{
		rule: "who leaves is not charged unattended",
		sql: `SELECT p.id || ' of ' || t.id AS what FROM tenants t JOIN payments p ON p.tenant_id = t.id AND ${unattended("p")}
			AND p.created_at > coalesce(t.closes_at - ${GRACE}, t.updated_at) WHERE t.status IN ('closing', 'closed')`,
	},
	{
		rule: "who has left is served nothing",
		sql: `SELECT s.id || ' is ' || s.status AS what FROM tenants t JOIN subscriptions s ON s.tenant_id = t.id
			AND s.status IN ${LIVE} WHERE t.status = 'closed' AND t.updated_at < ?1 - ${DAY}`,
	},
	{
		rule: "closings are finished",
		sql: `SELECT id || ' was to close ' || closes_at AS what FROM tenants WHERE status = 'closing' AND closes_at < ?1 - ${8 * DAY}`,
	},
];
