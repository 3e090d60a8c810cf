import { type Route, userRoute } from "#worker/kernel/route";
import { apiKeyRoutes } from "./api-keys/routes";
import { readMe, updateProfile } from "./read-me";
import { Me, ProfilePatch } from "./schemas";

const tag = "Account";

export const identityRoutes: Route[] = [
	userRoute(
		{ method: "get", path: "/me", tag, summary: "The signed-in person", permission: "signed_in", answer: Me },
		(ctx, { request }) => readMe(ctx, request.headers.get("sewa-tenant")),
	),
	userRoute(
		{
			method: "patch",
			path: "/me",
			tag,
			summary: "Change name, language or time zone",
			permission: "signed_in",
			body: ProfilePatch,
			answer: null,
		},
		async (ctx, { body }) => {
			await updateProfile(ctx, body);
			return undefined;
		},
	),
	...apiKeyRoutes,
];
