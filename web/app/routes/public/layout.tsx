import { Outlet } from "react-router";
import { NavigationProgress } from "~/ui/navigation-progress";
import { RootError } from "~/ui/root-error";
import { useTheme } from "~/ui/use-theme";
import { PublicFooter } from "./public-footer";
import { PublicHeader } from "./public-header";

export default function PublicLayout() {
	const theme = useTheme();
	return (
		<div className="flex min-h-dvh flex-col">
			<NavigationProgress />
			<PublicHeader />
			<main className="flex-1">
				<Outlet />
			</main>
			<PublicFooter theme={theme} />
		</div>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
