import { Outlet } from "react-router";
import { session } from "~/context";
import { readCookie } from "~/cookies";
import { navFor } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { readTheme } from "~/preferences";
import { requireSession, requireTenant } from "~/session.server";
import { ClockProvider } from "~/ui/clock";
import { Frame } from "~/ui/frame/frame";
import { TenantBanner } from "~/ui/frame/tenant-banner";
import { RootError } from "~/ui/root-error";
import type { Route } from "./+types/layout";

export const middleware: Route.MiddlewareFunction[] = [requireSession, requireTenant];

export function loader({ request, context }: Route.LoaderArgs) {
	const { user, tenants, tenant, permissions } = context.get(session);
	const cookie = request.headers.get("cookie");
	return {
		user: { name: user.name, email: user.email, system: user.systemRole !== null },
		timeZone: user.timeZone,
		tenants: tenants.map(({ id, name }) => ({ id, name })),
		tenant,
		permissions,
		collapsed: readCookie(cookie, "sewa_sidebar") === "collapsed",
		theme: readTheme(cookie),
		now: Date.now(),
	};
}

export const meta: Route.MetaFunction = () => [
	{ title: `${m.nav_dashboard()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
	const { user, timeZone, tenants, tenant, permissions, collapsed, theme, now } = loaderData;
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
				banner={<TenantBanner status={tenant?.status ?? "active"} />}
			>
				<Outlet />
			</Frame>
		</ClockProvider>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
