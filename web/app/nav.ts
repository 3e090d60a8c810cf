import type { LucideIcon } from "lucide-react";
import {
	Activity,
	BookOpenText,
	Building2,
	CircleUser,
	CreditCard,
	FileClock,
	Gauge,
	Inbox,
	Landmark,
	LayoutDashboard,
	Package,
	PlugZap,
	ReceiptText,
	Scale,
	ScrollText,
	Settings,
	Users,
	Wallet,
	WalletCards,
} from "lucide-react";
import { m } from "~/paraglide/messages.js";

export type Scope = "tenant" | "system";

export type NavItem = {
	label: () => string;
	icon: LucideIcon;
	to: string;
	/** Only shown to whoever has it. */
	permission: string | null;
	/** Current only on exactly this path. */
	end?: boolean;
};

export type NavGroup = { title: (() => string) | null; items: NavItem[] };

/** The one list of places: the side bar and the Ctrl-K palette both read it. */
export const nav: Record<Scope, NavGroup[]> = {
	tenant: [
		{
			title: null,
			items: [{ label: m.nav_dashboard, icon: LayoutDashboard, to: "/app", permission: null, end: true }],
		},
		{
			title: m.nav_group_billing,
			items: [
				{ label: m.nav_billing, icon: CreditCard, to: "/app/billing", permission: "subscription.read" },
				{ label: m.nav_invoices, icon: ReceiptText, to: "/app/invoices", permission: "invoice.read" },
				{ label: m.nav_payments, icon: WalletCards, to: "/app/payments", permission: "payment.read" },
				{ label: m.nav_wallet, icon: Wallet, to: "/app/wallet", permission: "wallet.read" },
			],
		},
		{
			title: m.nav_group_organisation,
			items: [
				{ label: m.nav_members, icon: Users, to: "/app/members", permission: "member.read" },
				{ label: m.nav_settings, icon: Settings, to: "/app/settings", permission: "tenant.read" },
				{ label: m.nav_audit_log, icon: FileClock, to: "/app/audit-log", permission: "audit_log.read" },
			],
		},
		{
			title: m.nav_group_account,
			items: [{ label: m.nav_profile, icon: CircleUser, to: "/app/profile", permission: null }],
		},
	],
	system: [
		{
			title: null,
			items: [{ label: m.nav_overview, icon: Gauge, to: "/admin", permission: "system.overview.read", end: true }],
		},
		{
			title: m.nav_group_customers,
			items: [{ label: m.nav_tenants, icon: Building2, to: "/admin/tenants", permission: "system.tenant.read" }],
		},
		{
			title: m.nav_group_money,
			items: [
				{ label: m.nav_payments_review, icon: WalletCards, to: "/admin/payments", permission: "system.payment.read" },
				{ label: m.nav_inbox, icon: Inbox, to: "/admin/inbox", permission: "system.inbox.read" },
				{ label: m.nav_invoices, icon: ReceiptText, to: "/admin/invoices", permission: "system.invoice.read" },
				{ label: m.nav_ledger, icon: BookOpenText, to: "/admin/ledger", permission: "system.ledger.read" },
				{
					label: m.admin_reconciliation_title,
					icon: Scale,
					to: "/admin/reconciliation",
					permission: "system.reconciliation.read",
				},
			],
		},
		{
			title: m.nav_group_catalog,
			items: [
				{ label: m.nav_plans, icon: Package, to: "/admin/plans", permission: "system.plan.read" },
				{
					label: m.nav_payment_methods,
					icon: Landmark,
					to: "/admin/payment-methods",
					permission: "system.payment_method.read",
				},
			],
		},
		{
			title: m.nav_group_installation,
			items: [
				{
					label: m.nav_payment_providers,
					icon: PlugZap,
					to: "/admin/payment-providers",
					permission: "system.payment_provider.read",
				},
				{ label: m.nav_seller, icon: ScrollText, to: "/admin/seller", permission: "system.seller.read" },
				{ label: m.nav_audit_log, icon: Activity, to: "/admin/audit-log", permission: "system.audit_log.read" },
			],
		},
		{
			title: m.nav_group_account,
			items: [{ label: m.nav_profile, icon: CircleUser, to: "/admin/profile", permission: null }],
		},
	],
};

/** The groups someone with these permissions sees; empty groups are left out. */
export function navFor(scope: Scope, permissions: readonly string[]): NavGroup[] {
	return nav[scope]
		.map(({ title, items }) => ({
			title,
			items: items.filter(({ permission }) => permission === null || permissions.includes(permission)),
		}))
		.filter(({ items }) => items.length > 0);
}
