import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { checkProvider, listPayable, listProviders, updateProvider } from "./manage-providers";
import { forgetSavedMeans, listSavedMeans, openPortal } from "./saved-means";
import {
	GatewayParam,
	PayableWith,
	PortalAnswer,
	ProviderInput,
	ProviderList,
	ProviderView,
	SavedMeansList,
} from "./schemas";

const tag = "Payment providers";
const meansParams = z.object({ id: idOf("savedMeans") });

export const providerRoutes: Route[] = [
	tenantRoute(
		{
			method: "get",
			path: "/payment-providers",
			tag,
			summary: "Which gateways can be paid at, and the wallet",
			permission: "payment_method.read",
			answer: PayableWith,
		},
		(ctx) => listPayable(ctx),
	),
	tenantRoute(
		{
			method: "get",
			path: "/saved-means",
			tag,
			summary: "Cards and the like that may be charged unattended",
			permission: "payment_method.read",
			answer: SavedMeansList,
		},
		(ctx) => listSavedMeans(ctx),
	),
	tenantRoute(
		{
			method: "delete",
			path: "/saved-means/{id}",
			tag,
			summary: "Never charge it again",
			permission: "payment.create",
			params: meansParams,
			answer: null,
		},
		async (ctx, { params }) => {
			await forgetSavedMeans(ctx, params.id);
			return undefined;
		},
	),
	tenantRoute(
		{
			method: "post",
			path: "/saved-means/portal",
			tag,
			summary: "The address of the provider's page for cards and receipts",
			permission: "payment.create",
			answer: PortalAnswer,
			errors: ["conflict", "provider_unavailable"],
		},
		(ctx) => openPortal(ctx),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/payment-providers",
			tag,
			summary: "Payment providers, their state and a hint of their keys",
			permission: "system.payment_provider.read",
			answer: ProviderList,
		},
		(ctx) => listProviders(ctx),
	),
	systemRoute(
		{
			method: "put",
			path: "/admin/payment-providers/{code}",
			tag,
			summary: "Turn a gateway on or off, or change its keys",
			permission: "system.payment_provider.write",
			params: GatewayParam,
			body: ProviderInput,
			answer: ProviderView,
		},
		(ctx, { params, body }) => updateProvider(ctx, params.code, body),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/payment-providers/{code}/check",
			tag,
			summary: "Test the connection with the keys that are in force",
			permission: "system.payment_provider.write",
			params: GatewayParam,
			answer: ProviderView,
			errors: ["conflict"],
		},
		(ctx, { params }) => checkProvider(ctx, params.code),
	),
];
