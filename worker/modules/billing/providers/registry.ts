import { eq } from "drizzle-orm";
import type { BaseContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { unseal } from "./keys";
import { midtrans } from "./midtrans/midtrans";
import type { Gateway, PaymentProvider } from "./provider";
import { stripe } from "./stripe/stripe";
import { paymentProviders } from "./tables";

export type GatewayKeys = { midtrans: { serverKey: string }; stripe: { secretKey: string; webhookSecret: string } };
export type GatewayMode = "test" | "live";
type Asking = BaseContext & { db: SystemDb | TenantDb };
type Settings = { enabled: boolean; mode: GatewayMode; keys: GatewayKeys[Gateway] | null };

const MIDTRANS_HOSTS = {
	test: { snapUrl: "https://app.sandbox.midtrans.com/snap/v1", apiUrl: "https://api.sandbox.midtrans.com" },
	live: { snapUrl: "https://app.midtrans.com/snap/v1", apiUrl: "https://api.midtrans.com" },
};

/** The stored settings of a gateway; without a row it is on exactly where its variables are set. */
export async function gatewaySettings(ctx: Asking, code: Gateway): Promise<Settings> {
	const where = eq(paymentProviders.code, code);
	const row =
		"findShared" in ctx.db
			? await ctx.db.findShared(paymentProviders, where)
			: await ctx.db.find(paymentProviders, where);
	const stored = row?.secrets ? await unseal<GatewayKeys[Gateway]>(ctx.config.AUTH_SECRET, row.secrets) : null;
	const keys = stored ?? keysFromVariables(ctx, code);
	return { enabled: row?.enabled ?? keys !== null, mode: row?.mode ?? "test", keys };
}

export function keysFromVariables({ config }: BaseContext, code: Gateway): GatewayKeys[Gateway] | null {
	if (code === "midtrans") return config.MIDTRANS_SERVER_KEY ? { serverKey: config.MIDTRANS_SERVER_KEY } : null;
	const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = config;
	return secretKey && webhookSecret ? { secretKey, webhookSecret } : null;
}

/**
 * The gateway, ready to be asked. A gateway that is off still answers for what it began: only new payments need
 * it to be on. @throws conflict when it has no keys, or is off and `forNew`
 */
export async function gatewayOf(ctx: Asking, code: Gateway, { forNew = false } = {}): Promise<PaymentProvider> {
	const { enabled, mode, keys } = await gatewaySettings(ctx, code);
	if (!keys || (forNew && !enabled)) throw new AppError("conflict", `Payments by ${code} are not switched on.`);
	return gatewayWith(ctx, code, mode, keys);
}

export function gatewayWith(ctx: BaseContext, code: Gateway, mode: GatewayMode, keys: object): PaymentProvider {
	const { config, fetch } = ctx;
	if (code === "midtrans") {
		const hosts = MIDTRANS_HOSTS[mode];
		return midtrans({
			...(keys as GatewayKeys["midtrans"]),
			snapUrl: config.MIDTRANS_SNAP_URL ?? hosts.snapUrl,
			apiUrl: config.MIDTRANS_API_URL ?? hosts.apiUrl,
			fetch,
		});
	}
	const apiUrl = config.STRIPE_API_URL ?? "https://api.stripe.com";
	return stripe({ ...(keys as GatewayKeys["stripe"]), apiUrl, fetch });
}
