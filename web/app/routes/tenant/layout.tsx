import { useLocation } from "react-router";
import type { Api } from "~/api.server";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { readCookie } from "~/cookies";
import { navFor } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { readTheme } from "~/preferences";
import type { Session } from "~/session.server";
import { requireSession, requireTenant } from "~/session.server";
import { ClockProvider } from "~/ui/clock";
import { Frame } from "~/ui/frame/frame";
import { PendingOutlet } from "~/ui/frame/pending-outlet";
import { RootError } from "~/ui/root-error";
import type { Route } from "./+types/layout";
import { ClosedTenant } from "./closed-tenant";
import { may, usablePermissions } from "./may.server";
import { readOpenInvoice } from "./open-invoice.server";
import { TenantBanner, type TenantState } from "./tenant-banner";

export const middleware: Route.MiddlewareFunction[] = [requireSession, requireTenant];

export async function loader({ request, context }: Route.LoaderArgs) {
	const found = context.get(session);
	const { user, tenants, tenant } = found;
	const cookie = request.headers.get("cookie");
	return {
		user: { name: user.name, email: user.email, system: user.systemRole !== null },
		timeZone: user.timeZone,
		tenants: tenants.map(({ id, name }) => ({ id, name })),
		tenant,
		state: await readState(context.get(api), found),
		permissions: usablePermissions(found),
		collapsed: readCookie(cookie, "sewa_sidebar") === "collapsed",
		theme: readTheme(cookie),
		now: Date.parse(found.now),
	};
}

/**
 * Why the organisation is not fully on or soon will not be, and the invoice that would change that. While all is
 * well only the subscription is looked at, by those who see invoices.
 */
async function readState(client: Api, found: Session): Promise<TenantState | null> {
	if (!found.tenant) return null;
	const active = found.tenant.status === "active";
	if (active && !may(found, "invoice.read")) return null;
	const [tenant, subscription] = await Promise.all([
		active ? null : outcome(client.GET("/api/v1/tenant")),
		outcome(client.GET("/api/v1/subscription")),
	]);
	const subscribed = subscription.ok ? subscription.data : null;
	if (active && subscribed?.status !== "past_due") return null;
	return {
		status: found.tenant.status,
		reason: tenant?.ok ? tenant.data.statusReason : null,
		closesAt: tenant?.ok ? tenant.data.closesAt : null,
		invoice: await readOpenInvoice(client, found, subscribed?.openInvoiceId),
		canPurchase: subscribed?.canPurchase ?? false,
		dunning: subscribed?.dunning ?? null,
	};
}

export const meta: Route.MetaFunction = () => [
	{ title: `${m.nav_dashboard()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
	const { user, timeZone, tenants, tenant, state, permissions, collapsed, theme, now } = loaderData;
	const { pathname } = useLocation();
	return (
		<ClockProvider now={now} timeZone={timeZone}>
			<Frame
				scope="tenant"
				groups={navFor("tenant", permissions)}
				user={user}
				tenants={tenants}
				tenantId={tenant?.id ?? null}
				collapsed={collapsed}
				theme={theme}
				banner={state && <TenantBanner state={state} />}
			>
				{tenant?.status === "closed" && pathname !== "/app/profile" ? (
					<ClosedTenant state={state} />
				) : (
					<PendingOutlet />
				)}
			</Frame>
		</ClockProvider>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
