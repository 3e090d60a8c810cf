import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { adjustWallet } from "./adjust-wallet";
import { finaliseHold, releaseHold } from "./end-hold";
import { giveGrant } from "./give-grant";
import { listEntries } from "./list-entries";
import { enterTenant, readTenantWallet } from "./read-tenant-wallet";
import { reserve } from "./reserve-hold";
import {
	AdjustmentAnswer,
	AdjustmentInput,
	EntryPage,
	EntryQuery,
	FinaliseInput,
	GrantInput,
	HoldInput,
	HoldView,
	TenantWalletView,
} from "./schemas";

const tag = "Wallet";
const params = z.object({ tenantId: idOf("tenant") });
const holdParams = params.extend({ id: idOf("hold") });
const read = { method: "get", tag, params, permission: "system.wallet.read" } as const;
const adjust = { method: "post", tag, permission: "system.wallet.adjust", idempotent: true } as const;

export const adminWalletRoutes: Route[] = [
	systemRoute(
		{ ...read, path: "/admin/wallets/{tenantId}", summary: "A tenant's wallet", answer: TenantWalletView },
		(ctx, { params }) => readTenantWallet(ctx, params.tenantId),
	),
	systemRoute(
		{
			...read,
			path: "/admin/wallets/{tenantId}/entries",
			summary: "A tenant's statement",
			query: EntryQuery,
			answer: EntryPage,
		},
		async (ctx, { params, query }) => listEntries(await enterTenant(ctx, params.tenantId), query),
	),
	systemRoute(
		{
			...adjust,
			path: "/admin/wallets/{tenantId}/adjustments",
			summary: "Credit or debit a wallet; above the limit a second person agrees",
			params,
			body: AdjustmentInput,
			answer: AdjustmentAnswer,
			status: 201,
			errors: ["insufficient_funds"],
		},
		(ctx, { params, body }) => adjustWallet(ctx, params.tenantId, body),
	),
	systemRoute(
		{
			...adjust,
			path: "/admin/wallets/{tenantId}/grants",
			summary: "Give credit",
			params,
			body: GrantInput,
			answer: TenantWalletView,
			status: 201,
		},
		(ctx, { params, body }) => giveGrant(ctx, params.tenantId, body),
	),
	systemRoute(
		{
			...adjust,
			path: "/admin/wallets/{tenantId}/holds",
			summary: "Set money aside",
			params,
			body: HoldInput,
			answer: HoldView,
			status: 201,
			errors: ["insufficient_funds"],
		},
		async (ctx, { params, body }) =>
			reserve(await enterTenant(ctx, params.tenantId), { ...body, expiresAt: Date.parse(body.expiresAt) }),
	),
	systemRoute(
		{
			...adjust,
			path: "/admin/wallets/{tenantId}/holds/{id}/release",
			summary: "Give back what is set aside",
			params: holdParams,
			answer: HoldView,
			errors: ["conflict"],
		},
		async (ctx, { params }) => releaseHold(await enterTenant(ctx, params.tenantId), params.id),
	),
	systemRoute(
		{
			...adjust,
			path: "/admin/wallets/{tenantId}/holds/{id}/finalise",
			summary: "Spend what is set aside, or a part of it",
			params: holdParams,
			body: FinaliseInput,
			answer: HoldView,
			errors: ["conflict", "currency_mismatch"],
		},
		async (ctx, { params, body }) => finaliseHold(await enterTenant(ctx, params.tenantId), params.id, body),
	),
];
