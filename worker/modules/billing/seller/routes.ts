import { type Route, systemRoute } from "#worker/kernel/route";
import { readSeller, updateSeller } from "./manage-seller";
import { SellerProfile } from "./schemas";

const tag = "Billing settings";

export const sellerRoutes: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/seller",
			tag,
			summary: "Who issues the invoices",
			permission: "system.seller.read",
			answer: SellerProfile,
			errors: ["conflict"],
		},
		(ctx) => readSeller(ctx.db),
	),
	systemRoute(
		{
			method: "put",
			path: "/admin/seller",
			tag,
			summary: "Change the issuer and whether PPN is charged",
			permission: "system.seller.write",
			body: SellerProfile,
			answer: SellerProfile,
		},
		(ctx, { body }) => updateSeller(ctx, body),
	),
];
