import * as z from "zod";
import { GATEWAYS, PROVIDERS } from "./provider";

const Key = z.string().trim().min(8).max(300);

/** What a gateway is allowed to do here. Keys are never shown again: `hint` lets one recognise them. */
export const ProviderView = z
	.object({
		code: z.enum(PROVIDERS),
		enabled: z.boolean(),
		mode: z.enum(["test", "live"]),
		/** Where its keys come from; `none` where it has none. */
		keys: z.enum(["stored", "variables", "none", "not_needed"]),
		hint: z.string().nullable(),
		methods: z.array(z.string()),
		checkedAt: z.iso.datetime().nullable(),
		checkError: z.string().nullable(),
	})
	.meta({ id: "PaymentProvider" });
export type ProviderView = z.input<typeof ProviderView>;
export const ProviderList = z.object({ items: z.array(ProviderView) });

/** Keys that are left out stay as they are. */
export const ProviderInput = z
	.object({
		enabled: z.boolean(),
		mode: z.enum(["test", "live"]),
		serverKey: Key.optional(),
		secretKey: Key.optional(),
		webhookSecret: Key.optional(),
	})
	.meta({
		id: "PaymentProviderInput",
		examples: [{ enabled: true, mode: "test", serverKey: "SB-Mid-server-EXAMPLE" }],
	});
export type ProviderInput = z.output<typeof ProviderInput>;
export const GatewayParam = z.object({ code: z.enum(GATEWAYS) });
export const ProviderParam = z.object({ code: z.enum(PROVIDERS) });

/** How a tenant can pay at a gateway, or from its wallet. */
export const PayableWith = z.object({
	items: z.array(z.object({ code: z.enum(PROVIDERS), methods: z.array(z.string()), unattended: z.boolean() })),
});

export const SavedMeansView = z
	.object({ id: z.string(), provider: z.enum(GATEWAYS), label: z.string(), createdAt: z.iso.datetime() })
	.meta({ id: "SavedMeans" });
export const SavedMeansList = z.object({ items: z.array(SavedMeansView) });
export const PortalAnswer = z.object({ url: z.url() });
