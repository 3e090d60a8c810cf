import { Link, Outlet } from "react-router";
import { m } from "~/paraglide/messages.js";
import { WordMark } from "~/ui/brand/word-mark";
import { LocaleSwitch } from "~/ui/frame/locale-switch";
import { ThemeSwitch } from "~/ui/frame/theme-switch";
import { NavigationProgress } from "~/ui/navigation-progress";
import { RootError } from "~/ui/root-error";
import { useTheme } from "~/ui/use-theme";

export default function AuthLayout() {
	const theme = useTheme();
	return (
		<div className="flex min-h-dvh flex-col bg-sunken">
			<NavigationProgress />
			<header className="flex items-center justify-between px-5 py-4">
				<Link to="/" className="rounded-sm text-xl">
					<WordMark />
				</Link>
				<span className="flex items-center">
					<LocaleSwitch />
					<ThemeSwitch theme={theme} />
				</span>
			</header>
			<main className="grid flex-1 content-start justify-items-center px-4 pt-[6dvh] pb-12">
				<Outlet />
			</main>
			<footer className="flex justify-center gap-5 px-4 py-5 text-sm text-ink-muted">
				<Link to="/terms" className="underline-offset-4 hover:text-ink hover:underline">
					{m.public_terms()}
				</Link>
				<Link to="/privacy" className="underline-offset-4 hover:text-ink hover:underline">
					{m.public_privacy()}
				</Link>
			</footer>
		</div>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
