import { index, prefix, type RouteConfigEntry, route } from "@react-router/dev/routes";

const page = (path: string, file: string) => route(path, `routes/admin/${file}.tsx`);

/** Pages of the system scope: paths under /admin, files in this folder, permissions in app/nav.ts. */
export const adminRoutes: RouteConfigEntry[] = prefix("admin", [
	index("routes/admin/overview/overview.tsx"),
	page("tenants", "tenants/tenant-list"),
	page("tenants/:id", "tenants/tenant-detail"),
	page("payments", "payments/payment-queue"),
	page("payments/:id", "payments/payment-review"),
	page("inbox", "inbox/inbox-list"),
	page("inbox/:id", "inbox/inbox-event"),
	page("payment-providers", "payment-providers/provider-list"),
	page("payment-providers/:code", "payment-providers/provider-settings"),
	page("invoices", "invoices/invoice-list"),
	page("invoices/:id", "invoices/invoice-detail"),
	page("ledger", "ledger/ledger"),
	page("reconciliation", "reconciliation/reconciliation"),
	page("plans", "plans/plan-list"),
	page("plans/new", "plans/plan-new"),
	page("plans/:id", "plans/plan-edit"),
	page("payment-methods", "payment-methods/method-list"),
	page("payment-methods/new", "payment-methods/method-new"),
	route("payment-methods/qris-look", "routes/admin/payment-methods/qris-look.ts"),
	page("payment-methods/:id", "payment-methods/method-edit"),
	page("seller", "seller/seller-page"),
	page("audit-log", "audit-log/audit-log"),
	route("profile", "routes/tenant/profile.tsx", { id: "admin-profile" }),
	page("*", "not-found"),
]);
