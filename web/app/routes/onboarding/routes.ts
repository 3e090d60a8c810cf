import { layout, type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Before there is a tenant to work in: founding one, and joining one by invitation. */
export const onboardingRoutes: RouteConfigEntry[] = [
	layout("routes/onboarding/layout.tsx", [
		route("welcome", "routes/onboarding/welcome.tsx"),
		route("invitations/:id", "routes/onboarding/invitation.tsx"),
	]),
	route("welcome/draft", "routes/onboarding/draft.ts"),
];
