import type { Id } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import type { PaymentStatus } from "#worker/modules/billing/payments/rules";
import type { ProviderCode } from "#worker/modules/billing/providers/provider";
import type { Remedy } from "#worker/modules/billing/reconciliation/rules";
import type { SubscriptionStatus } from "#worker/modules/billing/subscriptions/rules";
import type { TenantStatus } from "#worker/modules/tenants/rules";
import type { World } from "./world";

type TenantId = Id<"tenant">;
export type SeenSubscription = {
	id: Id<"subscription">;
	tenant: TenantId;
	status: SubscriptionStatus;
	plan: string;
	interval: "month" | "year";
	currency: Currency;
	periodEnd: number | null;
	trialEndsAt: number | null;
	cancelAt: number | null;
};
export type SeenInvoice = {
	id: Id<"invoice">;
	tenant: TenantId;
	status: string;
	total: number;
	currency: Currency;
	openedAt: number;
	/** Attempts that are not over. */
	attempts: number;
};
export type SeenPayment = {
	id: Id<"payment">;
	tenant: TenantId;
	provider: ProviderCode;
	target: "invoice" | "wallet";
	status: PaymentStatus;
	amount: number;
	currency: Currency;
	refunded: number;
	reference: string | null;
	transaction: string | null;
	channel: string | null;
	updatedAt: number;
};
export type SeenRefund = { id: Id<"refund">; tenant: TenantId; way: string; status: string };
export type SeenApproval = { id: Id<"approval">; tenant: TenantId; requestedBy: string };
export type SeenTenant = { tenant: TenantId; status: TenantStatus; suspendedFor: string | null };
export type SeenHold = { id: Id<"hold">; tenant: TenantId; amount: number };
export type SeenDifference = { id: Id<"difference">; tenant: TenantId | null; kind: string; remedy: Remedy };
export type SeenChange = { id: Id<"planChange">; tenant: TenantId; status: string };

/** What people find in the morning: one trip for all of them. */
export type Morning = {
	subscriptions: Map<TenantId, SeenSubscription>;
	invoices: Map<TenantId, SeenInvoice[]>;
	payments: Map<TenantId, SeenPayment[]>;
	changes: Map<TenantId, SeenChange>;
	wallets: Map<TenantId, number>;
	refunds: SeenRefund[];
	approvals: SeenApproval[];
	/** Those that are not simply active. */
	standings: Map<TenantId, SeenTenant>;
	/** Those that services of ours have reserved. */
	holds: Map<TenantId, SeenHold[]>;
	differences: SeenDifference[];
};

const QUERIES = {
	subscriptions: `SELECT id, tenant_id AS tenant, status, plan_code AS plan, interval, currency, period_end AS periodEnd,
		trial_ends_at AS trialEndsAt, cancel_at AS cancelAt FROM subscriptions ORDER BY created_at, id`,
	invoices: `SELECT id, tenant_id AS tenant, status, total, currency, opened_at AS openedAt, (SELECT count(*) FROM payments p
		WHERE p.invoice_id = invoices.id AND p.status IN ('created', 'pending', 'awaiting_review')) AS attempts
		FROM invoices WHERE status = 'open' ORDER BY opened_at, id`,
	payments: `SELECT id, tenant_id AS tenant, provider, target, status, amount, currency, refunded, channel,
		provider_reference AS reference, provider_transaction_id AS "transaction", updated_at AS updatedAt
		FROM payments WHERE status IN ('created', 'pending', 'awaiting_review') OR created_at > ?1 ORDER BY created_at, id`,
	changes: `SELECT id, tenant_id AS tenant, status FROM plan_changes
		WHERE status IN ('quoted', 'awaiting_payment', 'awaiting_review') ORDER BY created_at, id`,
	wallets: `SELECT owner AS tenant, balance FROM ledger_accounts WHERE code = 'wallet' AND currency = 'IDR'`,
	refunds: `SELECT id, tenant_id AS tenant, way, status FROM refunds WHERE status IN ('requested', 'pending') ORDER BY created_at, id`,
	approvals: `SELECT id, tenant_id AS tenant, requested_by AS requestedBy FROM approval_requests WHERE status = 'waiting' ORDER BY created_at, id`,
	standings: `SELECT id AS tenant, status, suspended_for AS suspendedFor FROM tenants WHERE status <> 'active'`,
	holds: `SELECT id, tenant_id AS tenant, amount FROM wallet_holds
		WHERE status = 'held' AND reference_id LIKE 'job_%' ORDER BY created_at, id`,
	differences: `SELECT id, tenant_id AS tenant, kind, remedy FROM reconciliation_differences
		WHERE resolved_at IS NULL ORDER BY first_seen_at, id`,
};
type Question = keyof typeof QUERIES;

/** How far back people remember what they have paid. */
const REMEMBERED = 12 * DAY;

export async function observe({ d1, clock }: World): Promise<Morning> {
	const questions = Object.keys(QUERIES) as Question[];
	const statements = questions.map((question) => {
		const statement = d1.prepare(QUERIES[question]);
		return question === "payments" ? statement.bind(clock.now - REMEMBERED) : statement;
	});
	const answers = await d1.batch(statements);
	const rows = <T>(question: Question) => (answers[questions.indexOf(question)]?.results ?? []) as T[];
	return {
		subscriptions: new Map(rows<SeenSubscription>("subscriptions").map((row) => [row.tenant, row])),
		invoices: Map.groupBy(rows<SeenInvoice>("invoices"), (row) => row.tenant),
		payments: Map.groupBy(rows<SeenPayment>("payments"), (row) => row.tenant),
		changes: new Map(rows<SeenChange>("changes").map((row) => [row.tenant, row])),
		wallets: new Map(rows<{ tenant: TenantId; balance: number }>("wallets").map((row) => [row.tenant, row.balance])),
		refunds: rows("refunds"),
		approvals: rows("approvals"),
		standings: new Map(rows<SeenTenant>("standings").map((row) => [row.tenant, row])),
		holds: Map.groupBy(rows<SeenHold>("holds"), (row) => row.tenant),
		differences: rows("differences"),
	};
}
