import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";
import { adminRoutes } from "./routes/admin/routes";
import { devRoutes } from "./routes/dev/routes";
import { onboardingRoutes } from "./routes/onboarding/routes";
import { tenantRoutes } from "./routes/tenant/routes";

export default [
	layout("routes/public/layout.tsx", [
		index("routes/public/landing.tsx"),
		route("pricing", "routes/public/pricing.tsx"),
		route("terms", "routes/public/terms.tsx"),
		route("privacy", "routes/public/privacy.tsx"),
		route("*", "routes/public/not-found.tsx"),
	]),
	layout("routes/auth/layout.tsx", [
		route("sign-up", "routes/auth/sign-up.tsx"),
		route("sign-in", "routes/auth/sign-in.tsx"),
		route("forgot-password", "routes/auth/forgot-password.tsx"),
		route("reset-password", "routes/auth/reset-password.tsx"),
		route("verify-email", "routes/auth/verify-email.tsx"),
	]),
	route("sign-out", "routes/auth/sign-out.ts"),
	route("preferences", "routes/preferences.ts"),
	...onboardingRoutes,
	layout("routes/tenant/layout.tsx", [layout("routes/tenant/boundary.tsx", tenantRoutes)]),
	layout("routes/admin/layout.tsx", [layout("routes/admin/boundary.tsx", adminRoutes)]),
	...devRoutes,
] satisfies RouteConfig;
