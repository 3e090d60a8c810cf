import { DEMO_ACCOUNTS, type DemoRole, EVERYBODY_ELSES_PASSWORD } from "../scripts/local/accounts.ts";

/** Owners of demo tenants in other states than the demo account's. */
const OWNERS = {
	trying: "melisa.tan@tokokuelapislegit.example",
	unpaid: "wati.susanti@kedaiestelersegar.example",
	under_review: "steven.halim@martabakpecenongan88.example",
	rejected: "dian.anggraini@laundrykilatexpress.example",
	settled: "agus.salim@percetakansumberilmu.example",
	suspended: "deni.firmansyah@kiospulsasinyalkuat.example",
} as const;

export type Account = DemoRole | keyof typeof OWNERS;

export function credentialsOf(account: Account): { email: string; password: string } {
	const demo = DEMO_ACCOUNTS.find(({ role }) => role === account);
	if (demo) return { email: demo.email, password: demo.password };
	return { email: OWNERS[account as keyof typeof OWNERS], password: EVERYBODY_ELSES_PASSWORD };
}

/** What is posted to the API so that there is something to look at. */
type Made = { path: string; body: unknown };

/**
 * A page to look at. `{id}` is the first item of the list that `idFrom` asks the API for; where that is empty, of
 * what `made` makes.
 */
export type Page = { group: string; name: string; path: string; account?: Account; idFrom?: string; made?: Made };

type Path = [name: string, path: string, idFrom?: string, made?: Made];

const group = (name: string, account: Account | undefined, paths: Path[]): Page[] =>
	paths.map(([page, path, idFrom, made]) => ({
		...{ group: name, name: page, path },
		...(account && { account }),
		...(idFrom && { idFrom }),
		...(made && { made }),
	}));

const INVITATION = "/api/v1/invitations?status=pending";
const TOP_UP = {
	path: "/api/v1/wallet/top-ups",
	body: { amount: { amount: 50_000, currency: "IDR" }, provider: "midtrans" },
};
const REVIEW = "/api/v1/admin/payments?status=awaiting_review";

/** Every page there is; the pictures and the accessibility check go through this list. */
export const PAGES: Page[] = [
	...group("public", undefined, [
		["landing", "/"],
		["pricing", "/pricing"],
		["terms", "/terms"],
		["privacy", "/privacy"],
		["not-found", "/there-is-no-such-page"],
		["docs", "/docs"],
		["dev-mail", "/dev/mail"],
	]),
	...group("auth", undefined, [
		["sign-in", "/sign-in"],
		["sign-up", "/sign-up"],
		["forgot-password", "/forgot-password"],
		["reset-password", "/reset-password?token=expired"],
		["verify-email", "/verify-email"],
	]),
	...group("auth", "owner", [
		["welcome", "/welcome"],
		["invitation", "/invitations/{id}", INVITATION],
	]),
	...group("tenant", "owner", [
		["dashboard", "/app"],
		["billing", "/app/billing"],
		["invoices", "/app/invoices"],
		["invoice-open", "/app/invoices/{id}", "/api/v1/invoices?status=open"],
		["invoice-paid", "/app/invoices/{id}", "/api/v1/invoices?status=paid"],
		["pay", "/app/invoices/{id}/pay", "/api/v1/invoices?status=open"],
		["payments", "/app/payments"],
		["payment", "/app/payments/{id}", "/api/v1/payments?status=succeeded"],
		["payment-pending", "/app/payments/{id}", "/api/v1/payments?status=pending", TOP_UP],
		["saved-cards", "/app/payments/cards"],
		["wallet", "/app/wallet"],
		["wallet-statement", "/app/wallet?account=promo"],
		["wallet-top-up", "/app/wallet/top-up?typed=5.000"],
		["wallet-top-up-method", "/app/wallet/top-up?amount=250000"],
		["wallet-settings", "/app/wallet/settings"],
		["plan-change", "/app/billing/plans"],
		["plan-change-check", "/app/billing/plans?step=confirm&plan=starter&interval=year&currency=IDR&coupon=TIDAK-ADA"],
		["cancel-subscription", "/app/billing/cancel"],
		["pause-subscription", "/app/billing/pause"],
		["usage", "/app/usage"],
		["usage-month", "/app/usage?range=12m&window=month"],
		["api-keys", "/app/api-keys"],
		["api-key-new", "/app/api-keys/new"],
		["api-key", "/app/api-keys/{id}", "/api/v1/api-keys?state=active"],
		["api-key-revoked", "/app/api-keys/{id}", "/api/v1/api-keys?state=revoked"],
		["api-key-edit", "/app/api-keys/{id}/edit", "/api/v1/api-keys?state=active"],
		["api-key-roll", "/app/api-keys/{id}/roll", "/api/v1/api-keys?state=active"],
		["members", "/app/members"],
		["invitations", "/app/members/invitations"],
		["invite", "/app/members/invite"],
		["settings", "/app/settings"],
		["profile", "/app/profile"],
		["api-logs", "/app/api-logs"],
		["audit-log", "/app/audit-log"],
		["not-found", "/app/there-is-no-such-page"],
	]),
	...group("states", "member", [
		["member-dashboard", "/app"],
		["member-forbidden", "/app/invoices"],
		["member-members", "/app/members"],
		["member-usage", "/app/usage"],
		["member-api-keys", "/app/api-keys"],
	]),
	...group("states", "trying", [
		["trying", "/app"],
		["trying-plans", "/app/billing/plans"],
		["trying-extend", "/app/billing/extend-trial"],
		["trying-api-keys", "/app/api-keys"],
		["trying-usage", "/app/usage"],
		["trying-order", "/app/billing/plans?step=confirm&plan=growth&interval=year&currency=IDR"],
	]),
	...group("states", "unpaid", [["unpaid", "/app"]]),
	...group("states", "under_review", [
		["under-review", "/app"],
		["under-review-invoice", "/app/invoices/{id}", "/api/v1/invoices"],
	]),
	...group("states", "rejected", [["rejected-invoice", "/app/invoices/{id}", "/api/v1/invoices"]]),
	...group("states", "settled", [
		["settled-plans", "/app/billing/plans"],
		["upgrade-check", "/app/billing/plans?step=confirm&plan=growth&interval=month&currency=IDR"],
		["yearly-check", "/app/billing/plans?step=confirm&plan=starter&interval=year&currency=IDR"],
		["settled-usage", "/app/usage"],
	]),
	...group("states", "suspended", [["suspended", "/app"]]),
	...group("system", "admin", [
		["overview", "/admin"],
		["tenants", "/admin/tenants"],
		["tenant", "/admin/tenants/{id}", "/api/v1/admin/tenants?search=Bunga"],
		["payments", "/admin/payments"],
		["payment-review", "/admin/payments/{id}", REVIEW],
		["payment-failed", "/admin/payments/{id}", "/api/v1/admin/payments?status=failed"],
		["payment-disputed", "/admin/payments/{id}", "/api/v1/admin/payments?status=disputed"],
		["payments-all", "/admin/payments?view=all"],
		["payment-providers", "/admin/payment-providers"],
		["payment-provider", "/admin/payment-providers/stripe"],
		["inbox", "/admin/inbox"],
		["inbox-event", "/admin/inbox/{id}", "/api/v1/admin/inbox?provider=midtrans"],
		["invoices", "/admin/invoices"],
		["invoice", "/admin/invoices/{id}", "/api/v1/admin/invoices"],
		["ledger", "/admin/ledger"],
		["reconciliation", "/admin/reconciliation"],
		["reconciliation-resolved", "/admin/reconciliation?status=resolved"],
		["plans", "/admin/plans"],
		["plan-new", "/admin/plans/new"],
		["plan", "/admin/plans/{id}", "/api/v1/admin/plans"],
		["payment-methods", "/admin/payment-methods"],
		["payment-method-new", "/admin/payment-methods/new"],
		["payment-method", "/admin/payment-methods/{id}", "/api/v1/admin/payment-methods"],
		["seller", "/admin/seller"],
		["audit-log", "/admin/audit-log"],
		["tenant-wallet", "/admin/tenants/{id}/wallet", "/api/v1/admin/tenants?search=Bunga"],
		["trials", "/admin/trials"],
		["command-center", "/admin/command-center"],
		["command-center-change", "/admin/command-center/{id}", "/api/v1/admin/plan-changes?status=applied"],
		[
			"command-center-adjust",
			"/admin/command-center/{id}/adjust",
			"/api/v1/admin/plan-changes?status=awaiting_payment",
		],
		["command-center-new", "/admin/command-center/new?tenantId={id}", "/api/v1/admin/tenants?search=Bunga"],
		["refunds", "/admin/refunds"],
		["refund", "/admin/refunds/{id}", "/api/v1/admin/refunds"],
		["coupons", "/admin/coupons"],
		["coupon", "/admin/coupons/{id}", "/api/v1/admin/coupons?search=HEMAT20"],
		["coupon-new", "/admin/coupons/new"],
		["coupon-edit", "/admin/coupons/{id}/edit", "/api/v1/admin/coupons"],
		["dunning", "/admin/dunning"],
		["dunning-case", "/admin/dunning/{id}", "/api/v1/admin/dunning"],
		["approvals", "/admin/approvals"],
		["approval", "/admin/approvals/{id}", "/api/v1/admin/approvals?status=waiting"],
		["invoice-new", "/admin/invoices/new?tenantId={id}", "/api/v1/admin/tenants?search=Bunga"],
		["invoice-new-tenant", "/admin/invoices/new"],
		["billing-settings", "/admin/billing-settings"],
		["tax", "/admin/tax"],
		["usage", "/admin/usage"],
		["usage-alerts", "/admin/usage/alerts"],
		["tenant-usage", "/admin/tenants/{id}/usage?groupBy=endpoint", "/api/v1/admin/tenants?search=Bunga"],
		["meters", "/admin/meters"],
		["meter-new", "/admin/meters/new"],
		["meter", "/admin/meters/orders"],
		["blocked-callers", "/admin/blocked-callers?state=all"],
		["api-logs", "/admin/api-logs"],
		["api-logs-deprecated", "/admin/api-logs/deprecated"],
		["shards", "/admin/shards"],
		["time-machine", "/admin/time-machine"],
		["not-found", "/admin/there-is-no-such-page"],
	]),
	...group("system", "operator", [
		["operator-plans", "/admin/plans"],
		["operator-billing-settings", "/admin/billing-settings"],
	]),
];
