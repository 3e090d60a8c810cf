import { eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import { isoOrNull } from "#worker/kernel/time";
import { mask, seal } from "./keys";
import { GATEWAYS, type Gateway, PROVIDERS, type ProviderCode, ProviderError } from "./provider";
import {
	type GatewayKeys,
	type GatewayMode,
	gatewayOf,
	gatewaySettings,
	gatewayWith,
	keysFromVariables,
} from "./registry";
import type { ProviderInput, ProviderView } from "./schemas";
import { paymentProviders } from "./tables";

type Row = typeof paymentProviders.$inferSelect;
const isGateway = (code: ProviderCode): code is Gateway => (GATEWAYS as readonly string[]).includes(code);

/** All providers with what they can do; keys only as a hint. */
export async function listProviders(ctx: SystemContext): Promise<{ items: ProviderView[] }> {
	const rows = await ctx.db.list(paymentProviders);
	const items = PROVIDERS.map((code) =>
		view(
			ctx,
			code,
			rows.find((row) => row.code === code),
		),
	);
	return { items: await Promise.all(items) };
}

async function view(ctx: SystemContext, code: ProviderCode, row: Row | undefined): Promise<ProviderView> {
	const common = { code, mode: row?.mode ?? ("test" as const), checkedAt: isoOrNull(row?.checkedAt ?? null) };
	const checked = { ...common, checkError: row?.checkError ?? null };
	// Money that is transferred or lies in the wallet can always be taken.
	if (!isGateway(code)) return { ...checked, enabled: true, keys: "not_needed", hint: null, methods: [] };
	const { enabled, mode, keys } = await gatewaySettings(ctx, code);
	const source = row?.secrets ? "stored" : keys ? "variables" : "none";
	const hint = keys ? mask("serverKey" in keys ? keys.serverKey : keys.secretKey) : null;
	const methods = keys ? await gatewayWith(ctx, code, mode, keys).methods() : [];
	return { ...checked, enabled, keys: source, hint, methods };
}

/** Turns a gateway on or off, or gives it other keys. Live keys in test mode, and the reverse, are refused. */
export async function updateProvider(ctx: SystemContext, code: Gateway, input: ProviderInput): Promise<ProviderView> {
	const before = await ctx.db.find(paymentProviders, eq(paymentProviders.code, code));
	const given = keysGiven(code, input);
	const keys = given ?? (await gatewaySettings(ctx, code)).keys;
	if (input.enabled && !keys)
		throw invalid(code === "midtrans" ? "/serverKey" : "/secretKey", "It needs keys to be on.");
	if (given) refuseWrongMode(given, input.mode);
	const secrets = given ? await seal(ctx.config.AUTH_SECRET, given) : (before?.secrets ?? null);
	const changes = {
		enabled: input.enabled,
		mode: input.mode,
		secrets,
		checkedAt: null,
		checkError: null,
		updatedAt: ctx.now,
	};
	const after = { enabled: input.enabled, mode: input.mode, newKeys: given !== null };
	await ctx.db.batch([
		ctx.db.upsert(paymentProviders, [paymentProviders.code], { code, ...changes }, changes),
		auditInstallation(ctx, {
			action: "payment_provider.update",
			resource: { kind: "payment_provider", id: code },
			before: before && { enabled: before.enabled, mode: before.mode },
			after,
		}),
	]);
	return view(ctx, code, await ctx.db.find(paymentProviders, eq(paymentProviders.code, code)));
}

function keysGiven(code: Gateway, input: ProviderInput): GatewayKeys[Gateway] | null {
	const { serverKey, secretKey, webhookSecret } = input;
	if (code === "midtrans") return serverKey ? { serverKey } : null;
	if (secretKey && webhookSecret) return { secretKey, webhookSecret };
	if (secretKey) throw invalid("/webhookSecret", "The two secrets of Stripe are changed together.");
	if (webhookSecret) throw invalid("/secretKey", "The two secrets of Stripe are changed together.");
	return null;
}

/** Test keys say so at their beginning: `SB-` at Midtrans, `sk_test_` at Stripe. */
function refuseWrongMode(keys: GatewayKeys[Gateway], mode: GatewayMode): void {
	const [pointer, key] = "serverKey" in keys ? ["/serverKey", keys.serverKey] : ["/secretKey", keys.secretKey];
	const isTest = key.startsWith("SB-") || key.startsWith("sk_test_") || key.startsWith("rk_test_");
	if (isTest && mode === "live") throw invalid(pointer as string, "This is a key for tests.");
	if (!isTest && mode === "test" && /^(Mid-|sk_live_|rk_live_)/.test(key))
		throw invalid(pointer as string, "This is a live key.");
}

/** Makes a harmless call with the keys that are in force and keeps how it went. */
export async function checkProvider(ctx: SystemContext, code: Gateway): Promise<ProviderView> {
	const checkError = await problemOf(async () => (await gatewayOf(ctx, code)).check());
	const row = await ctx.db.find(paymentProviders, eq(paymentProviders.code, code));
	const changes = { checkedAt: ctx.now, checkError };
	const fresh = { code, enabled: keysFromVariables(ctx, code) !== null, mode: "test" as const, updatedAt: ctx.now };
	await ctx.db.batch([
		ctx.db.upsert(paymentProviders, [paymentProviders.code], { ...fresh, ...changes }, changes),
		auditInstallation(ctx, {
			action: "payment_provider.check",
			resource: { kind: "payment_provider", id: code },
			after: { ok: checkError === null },
		}),
	]);
	return view(
		ctx,
		code,
		row ? { ...row, ...changes } : await ctx.db.find(paymentProviders, eq(paymentProviders.code, code)),
	);
}

async function problemOf(act: () => Promise<void>): Promise<string | null> {
	try {
		await act();
		return null;
	} catch (error) {
		if (error instanceof ProviderError) return `${error.kind}: ${error.message}`.slice(0, 300);
		if (error instanceof AppError) return error.message;
		throw error;
	}
}

/** What a tenant can pay with here, besides the methods that are paid by hand. */
export async function listPayable(ctx: TenantContext) {
	const gateways = await Promise.all(
		GATEWAYS.map(async (code) => {
			const { enabled, mode, keys } = await gatewaySettings(ctx, code);
			if (!enabled || !keys) return [];
			const gateway = gatewayWith(ctx, code, mode, keys);
			return [{ code, methods: await gateway.methods(), unattended: gateway.charge !== null }];
		}),
	);
	return { items: [...gateways.flat(), { code: "wallet" as const, methods: [], unattended: true }] };
}
