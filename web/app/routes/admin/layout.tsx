import { api, session } from "~/context";
import { readCookie } from "~/cookies";
import { navFor } from "~/nav";
import { m } from "~/paraglide/messages.js";
import { readTheme } from "~/preferences";
import { requireSession, requireSystemRole } from "~/session.server";
import { ClockProvider } from "~/ui/clock";
import { Frame } from "~/ui/frame/frame";
import { PendingOutlet } from "~/ui/frame/pending-outlet";
import { RootError } from "~/ui/root-error";
import type { Route } from "./+types/layout";
import { readClock } from "./time-machine/clock.server";

export const middleware: Route.MiddlewareFunction[] = [requireSession, requireSystemRole];

export async function loader({ request, context }: Route.LoaderArgs) {
	const clock = await readClock(context.get(api));
	const { user, tenants, permissions, now } = context.get(session);
	const cookie = request.headers.get("cookie");
	return {
		user: { name: user.name, email: user.email, system: user.systemRole !== null },
		timeZone: user.timeZone,
		tenants: tenants.map(({ id, name }) => ({ id, name })),
		permissions,
		collapsed: readCookie(cookie, "sewa_sidebar") === "collapsed",
		theme: readTheme(cookie),
		developing: clock !== null,
		now: Date.parse(now),
	};
}

export const meta: Route.MetaFunction = () => [
	{ title: `${m.frame_system()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

export default function AdminLayout({ loaderData }: Route.ComponentProps) {
	const { user, timeZone, tenants, permissions, developing, collapsed, theme, now } = loaderData;
	return (
		<ClockProvider now={now} timeZone={timeZone}>
			<Frame
				scope="system"
				groups={navFor("system", permissions, developing)}
				user={user}
				tenants={tenants}
				tenantId={null}
				collapsed={collapsed}
				theme={theme}
			>
				<PendingOutlet />
			</Frame>
		</ClockProvider>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
