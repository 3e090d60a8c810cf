import type { LucideIcon } from "lucide-react";
import {
	Activity,
	BellRing,
	BookOpenText,
	Building2,
	ChartColumn,
	CircleUser,
	CreditCard,
	Database,
	FastForward,
	FileClock,
	Gauge,
	Gift,
	Inbox,
	KeyRound,
	Landmark,
	LayoutDashboard,
	Logs,
	Package,
	Percent,
	PlugZap,
	ReceiptText,
	Ruler,
	Scale,
	ScrollText,
	Settings,
	ShieldBan,
	Shuffle,
	SlidersHorizontal,
	TicketPercent,
	Undo2,
	UserCheck,
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
	/** Only where the API has what is for development alone. */
	development?: true;
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
			title: m.nav_group_api,
			items: [
				{ label: m.nav_usage, icon: ChartColumn, to: "/app/usage", permission: "usage.read" },
				{ label: m.nav_api_keys, icon: KeyRound, to: "/app/api-keys", permission: "api_key.read" },
				{ label: m.api_logs_title, icon: Logs, to: "/app/api-logs", permission: "api_log.read" },
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
			items: [
				{ label: m.nav_tenants, icon: Building2, to: "/admin/tenants", permission: "system.tenant.read" },
				{ label: m.nav_trials, icon: Gift, to: "/admin/trials", permission: "system.dunning.read" },
			],
		},
		{
			title: m.nav_group_money,
			items: [
				{
					label: m.nav_command_center,
					icon: Shuffle,
					to: "/admin/command-center",
					permission: "system.plan_change.read",
				},
				{ label: m.nav_invoices, icon: ReceiptText, to: "/admin/invoices", permission: "system.invoice.read" },
				{ label: m.nav_payments, icon: WalletCards, to: "/admin/payments", permission: "system.payment.read" },
				{ label: m.nav_refunds, icon: Undo2, to: "/admin/refunds", permission: "system.refund.read" },
				{ label: m.nav_coupons, icon: TicketPercent, to: "/admin/coupons", permission: "system.coupon.read" },
				{ label: m.nav_dunning, icon: BellRing, to: "/admin/dunning", permission: "system.dunning.read" },
				{ label: m.nav_approvals, icon: UserCheck, to: "/admin/approvals", permission: "system.approval.read" },
				{ label: m.nav_ledger, icon: BookOpenText, to: "/admin/ledger", permission: "system.ledger.read" },
				{
					label: m.admin_reconciliation_title,
					icon: Scale,
					to: "/admin/reconciliation",
					permission: "system.reconciliation.read",
				},
				{ label: m.nav_inbox, icon: Inbox, to: "/admin/inbox", permission: "system.inbox.read" },
			],
		},
		{
			title: m.nav_group_catalog,
			items: [{ label: m.nav_plans, icon: Package, to: "/admin/plans", permission: "system.plan.read" }],
		},
		{
			title: m.nav_group_settings,
			items: [
				{
					label: m.nav_billing_settings,
					icon: SlidersHorizontal,
					to: "/admin/billing-settings",
					permission: "system.billing_settings.read",
				},
				{
					label: m.nav_payment_providers,
					icon: PlugZap,
					to: "/admin/payment-providers",
					permission: "system.payment_provider.read",
				},
				{
					label: m.nav_payment_methods,
					icon: Landmark,
					to: "/admin/payment-methods",
					permission: "system.payment_method.read",
				},
				{ label: m.nav_tax, icon: Percent, to: "/admin/tax", permission: "system.tax.read" },
				{ label: m.nav_seller, icon: ScrollText, to: "/admin/seller", permission: "system.seller.read" },
			],
		},
		{
			title: m.nav_group_operations,
			items: [
				{ label: m.admin_usage_title, icon: ChartColumn, to: "/admin/usage", permission: "system.usage.read" },
				{ label: m.admin_meters_title, icon: Ruler, to: "/admin/meters", permission: "system.meter.read" },
				{
					label: m.admin_blocked_title,
					icon: ShieldBan,
					to: "/admin/blocked-callers",
					permission: "system.blocked_caller.read",
				},
				{ label: m.api_logs_title, icon: Logs, to: "/admin/api-logs", permission: "system.api_log.read" },
				{ label: m.admin_shards_title, icon: Database, to: "/admin/shards", permission: "system.shard.read" },
			],
		},
		{
			title: m.nav_group_installation,
			items: [
				{ label: m.nav_audit_log, icon: Activity, to: "/admin/audit-log", permission: "system.audit_log.read" },
				{
					label: m.nav_time_machine,
					icon: FastForward,
					to: "/admin/time-machine",
					permission: "system.overview.read",
					development: true,
				},
			],
		},
		{
			title: m.nav_group_account,
			items: [{ label: m.nav_profile, icon: CircleUser, to: "/admin/profile", permission: null }],
		},
	],
};

/** The groups someone with these permissions sees; empty groups are left out. */
export function navFor(scope: Scope, permissions: readonly string[], developing = false): NavGroup[] {
	const mayGo = ({ permission, development }: NavItem) =>
		(permission === null || permissions.includes(permission)) && (developing || !development);
	return nav[scope]
		.map(({ title, items }) => ({ title, items: items.filter(mayGo) }))
		.filter(({ items }) => items.length > 0);
}
