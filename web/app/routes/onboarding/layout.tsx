import { ArrowLeft, LogOut } from "lucide-react";
import { Form, Link, Outlet } from "react-router";
import { m } from "~/paraglide/messages.js";
import { readSession } from "~/session.server";
import { WordMark } from "~/ui/brand/word-mark";
import { Button, ButtonLink } from "~/ui/button";
import { ClockProvider } from "~/ui/clock";
import { LocaleSwitch } from "~/ui/frame/locale-switch";
import { ThemeSwitch } from "~/ui/frame/theme-switch";
import { NavigationProgress } from "~/ui/navigation-progress";
import { RootError } from "~/ui/root-error";
import { useTheme } from "~/ui/use-theme";
import type { Route } from "./+types/layout";

export async function loader({ context }: Route.LoaderArgs) {
	const found = await readSession(context);
	return {
		email: found?.user.email ?? null,
		tenant: found?.tenant?.name ?? null,
		now: found ? Date.parse(found.now) : Date.now(),
	};
}

export default function OnboardingLayout({ loaderData: { email, tenant, now } }: Route.ComponentProps) {
	const theme = useTheme();
	return (
		<ClockProvider now={now}>
			<div className="flex min-h-dvh flex-col bg-page">
				<NavigationProgress />
				<header className="flex items-center justify-between gap-3 border-b border-line bg-surface px-4 py-2.5 sm:px-6">
					<Link to="/" className="flex rounded-sm text-xl">
						<WordMark />
					</Link>
					<div className="flex min-w-0 items-center text-sm">
						{email && <span className="mr-2 truncate text-ink-muted max-sm:hidden">{email}</span>}
						<LocaleSwitch />
						<ThemeSwitch theme={theme} />
						{email && (
							<Form method="post" action="/sign-out">
								<Button
									type="submit"
									variant="quiet"
									size="icon-sm"
									aria-label={m.frame_sign_out()}
									title={m.frame_sign_out()}
									icon={<LogOut aria-hidden />}
								/>
							</Form>
						)}
					</div>
				</header>
				<main className="mx-auto grid w-full max-w-5xl flex-1 grid-cols-[minmax(0,1fr)] content-start gap-6 px-4 pt-6 pb-14 sm:px-6 sm:pt-9">
					{tenant && (
						<ButtonLink to="/app" variant="link" className="w-fit text-sm" icon={<ArrowLeft aria-hidden />}>
							{m.welcome_back_to({ tenant })}
						</ButtonLink>
					)}
					<Outlet />
				</main>
			</div>
		</ClockProvider>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
