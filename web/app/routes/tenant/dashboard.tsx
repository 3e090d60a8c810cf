import { required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import type { Route } from "./+types/dashboard";
import { ChoosePlanLink } from "./choose-plan-link";
import { DashboardActivity } from "./dashboard-activity";
import { DashboardFigures } from "./dashboard-figures";
import { DashboardInvoices } from "./dashboard-invoices";
import { foundOrNull } from "./found-or-null.server";
import { may } from "./may.server";
import { readOpenInvoice } from "./open-invoice.server";
import { OpenInvoiceNotice } from "./open-invoice-notice";
import { PlanLimits } from "./plan-limits";
import { TrialNotice } from "./trial-notice";
import { LimitBanner } from "./usage/limit-banner";
import { readReachedLimits } from "./usage/reached-limits.server";

export const handle = { crumb: () => m.nav_dashboard(), skeleton: "overview" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_dashboard()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	const [subscription, seats, invoices, activity, reached] = await Promise.all([
		foundOrNull(client.GET("/api/v1/subscription")),
		required(client.GET("/api/v1/members/seats")),
		may(found, "invoice.read") ? required(client.GET("/api/v1/invoices", { params: { query: { limit: 5 } } })) : null,
		may(found, "audit_log.read")
			? required(client.GET("/api/v1/audit-logs", { params: { query: { limit: 6 } } }))
			: null,
		found.tenant?.status === "active" ? readReachedLimits(client) : [],
	]);
	return {
		tenant: found.tenant,
		subscription,
		seats,
		invoices: invoices?.items ?? null,
		activity: activity?.items ?? null,
		reached,
		open: await readOpenInvoice(client, found, subscription?.openInvoiceId),
	};
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
	const { tenant, subscription, seats, invoices, activity, reached, open } = loaderData;
	const active = tenant?.status === "active";
	// Before the first payment nothing is allowed yet; a list of zeros would only frighten.
	const limits = subscription && subscription.status !== "pending" ? subscription.limits : null;
	return (
		<>
			<PageHeader
				title={tenant?.name}
				badge={tenant && <StatusBadge of="tenant" status={tenant.status} />}
				description={m.home_lead()}
				action={subscription?.status === "active" && subscription.canPurchase && <ChoosePlanLink />}
			/>
			{active && open && subscription?.status !== "past_due" && <OpenInvoiceNotice invoice={open} />}
			{subscription?.status === "trialing" && subscription.trialEndsAt && (
				<TrialNotice
					plan={subscription.planName}
					endsAt={subscription.trialEndsAt}
					action={subscription.canPurchase && <ChoosePlanLink size="sm" />}
				/>
			)}
			<LimitBanner reached={reached} />
			{subscription && <DashboardFigures subscription={subscription} seats={seats} money={invoices !== null} />}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="grid gap-5">
					{invoices && <DashboardInvoices invoices={invoices} />}
					{!invoices && limits && <PlanLimits limits={limits} seats={seats} />}
					{activity && <DashboardActivity entries={activity} />}
				</div>
				{invoices && limits && <PlanLimits limits={limits} seats={seats} />}
			</div>
		</>
	);
}
