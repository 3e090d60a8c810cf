import type { Schema } from "@sewa/sdk";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { readMeters } from "../usage/read-meters.server";
import { UsageCard } from "../usage/usage-card";
import { WalletCard } from "../wallet/wallet-card";
import type { Route } from "./+types/tenant-detail";
import { changeStatus } from "./change-status.server";
import { extendTrial } from "./extend-trial.server";
import { MoneySums } from "./money-sums";
import { StatusNotice } from "./status-notice";
import { TenantActions } from "./tenant-actions";
import { TenantActivity } from "./tenant-activity";
import { TenantInvoices, TenantPayments } from "./tenant-money";
import { TenantPeople } from "./tenant-people";
import { TenantSubscription } from "./tenant-subscription";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.tenant.name ?? null,
	parents: () => [{ label: m.nav_tenants(), to: "/admin/tenants" }],
	skeleton: "detail",
} satisfies CrumbHandle;

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.tenant.name ?? m.nav_tenants()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = { tenantId: params.id, limit: 5 };
	const [tenant, invoices, payments, activity, wallet, quotas, meters] = await Promise.all([
		required(client.GET("/api/v1/admin/tenants/{id}", { params: { path: { id: params.id } } })),
		outcome(client.GET("/api/v1/admin/invoices", { params: { query } })),
		outcome(client.GET("/api/v1/admin/payments", { params: { query } })),
		outcome(client.GET("/api/v1/admin/audit-logs", { params: { query: { ...query, limit: 8 } } })),
		outcome(client.GET("/api/v1/admin/wallets/{tenantId}", { params: { path: { tenantId: params.id } } })),
		outcome(client.GET("/api/v1/admin/tenants/{id}/quotas", { params: { path: { id: params.id } } })),
		readMeters(client),
	]);
	return {
		tenant,
		invoices: invoices.ok ? invoices.data.items : null,
		payments: payments.ok ? payments.data.items : null,
		activity: activity.ok ? activity.data.items : null,
		wallet: wallet.ok ? wallet.data : null,
		quotas: quotas.ok ? quotas.data.items : null,
		meters,
		key: crypto.randomUUID(),
	};
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	if (form.get("intent") === "extend-trial") return extendTrial(context.get(api), form);
	return changeStatus(context.get(api), params.id, form);
}

export default function TenantDetail({ loaderData }: Route.ComponentProps) {
	const { tenant, invoices, payments, activity, wallet, quotas, meters, key } = loaderData;
	return (
		<>
			<PageHeader
				title={tenant.name}
				badge={<StatusBadge of="tenant" status={tenant.status} />}
				action={<TenantActions tenant={tenant} />}
			>
				<DescriptionList layout="strip" facts={keyFacts(tenant)} />
			</PageHeader>
			<StatusNotice tenant={tenant} />
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<div className="grid gap-5">
					<TenantInvoices tenantId={tenant.id} invoices={invoices} />
					<TenantPayments tenantId={tenant.id} payments={payments} />
				</div>
				<div className="grid gap-5">
					<TenantSubscription subscription={tenant.subscription} idempotencyKey={key} />
					<WalletCard tenantId={tenant.id} wallet={wallet} />
					<UsageCard tenantId={tenant.id} quotas={quotas} meters={meters} />
					<TenantPeople members={tenant.members} />
					<TenantActivity tenantId={tenant.id} entries={activity} />
				</div>
			</div>
		</>
	);
}

function keyFacts(tenant: Schema<"SystemTenantDetail">) {
	const owner = tenant.members.find((member) => member.role === "owner");
	return [
		{ label: m.admin_tenants_owner(), value: owner ? <span title={owner.email}>{owner.name}</span> : m.admin_none() },
		{ label: m.admin_tenants_paid(), value: <MoneySums sums={tenant.paid} /> },
		{ label: m.admin_tenants_open(), value: <MoneySums sums={tenant.open} /> },
		{ label: m.admin_tenants_country(), value: tenant.country },
		{ label: m.admin_usage_shard(), value: <code className="font-mono">{tenant.shard}</code> },
		{ label: m.admin_created(), value: <DateTime at={tenant.createdAt} /> },
		{ label: m.admin_tenants_id(), value: <CodeId value={tenant.id} /> },
	];
}
