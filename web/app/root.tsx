import "./styles/app.css";
import interFont from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import type { ReactNode } from "react";
import { useContext } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "react-router";
import { m } from "~/paraglide/messages.js";
import type { Route } from "./+types/root";
import { NonceContext } from "./nonce";
import { getLocale } from "./paraglide/runtime.js";
import { readTheme } from "./preferences";
import { RootError } from "./ui/root-error";

export const links: Route.LinksFunction = () => [
	{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
	{ rel: "preload", href: interFont, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
];

export function loader({ request }: Route.LoaderArgs) {
	return { theme: readTheme(request.headers.get("cookie")), now: Date.now() };
}

export const meta: Route.MetaFunction = () => [
	{ title: "Sewa" },
	{ name: "description", content: m.meta_description() },
];

export function Layout({ children }: { children: ReactNode }) {
	const nonce = useContext(NonceContext);
	const theme = useRouteLoaderData<typeof loader>("root")?.theme ?? "system";
	return (
		<html lang={getLocale()} data-theme={theme === "system" ? undefined : theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
				{/* Vite and Radix read it for the links and styles they add later. */}
				<meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
				<Meta />
				<Links />
			</head>
			<body>
				{children}
				<ScrollRestoration />
				<Scripts />
			</body>
		</html>
	);
}

export default function App() {
	return <Outlet />;
}

export function ErrorBoundary() {
	return <RootError />;
}
