import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages of a tenant: paths under /app, files in this folder, permissions in app/nav.ts. */
export const tenantRoutes: RouteConfigEntry[] = [
	route("app", "routes/tenant/dashboard.tsx"),
	route("app/billing", "routes/tenant/billing.tsx"),
	route("app/billing/plans", "routes/tenant/plans.tsx"),
	route("app/plan-changes/:id/cancel", "routes/tenant/cancel-plan-change.ts"),
	route("app/invoices", "routes/tenant/invoices.tsx"),
	route("app/invoices/:id", "routes/tenant/invoice.tsx"),
	route("app/invoices/:id/pay", "routes/tenant/pay.tsx"),
	route("app/payments", "routes/tenant/payments.tsx"),
	route("app/payments/cards", "routes/tenant/saved-cards.tsx"),
	route("app/payments/:id", "routes/tenant/payment.tsx"),
	route("app/payments/:id/state", "routes/tenant/payment-state.ts"),
	route("app/payments/:id/cancel", "routes/tenant/cancel-payment.ts"),
	route("app/members", "routes/tenant/members.tsx"),
	route("app/members/invitations", "routes/tenant/invitations.tsx"),
	route("app/members/invite", "routes/tenant/invite.tsx"),
	route("app/settings", "routes/tenant/settings.tsx"),
	route("app/profile", "routes/tenant/profile.tsx"),
	route("app/audit-log", "routes/tenant/audit-log.tsx"),
	route("app/*", "routes/tenant/not-found.tsx"),
];
