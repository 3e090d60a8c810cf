import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { readRange } from "./addresses";
import { KEY_ENVIRONMENTS, KEY_STATES, LONGEST_OVERLAP_SECONDS, SCOPES } from "./rules";

const KeyName = z.string().trim().min(1).max(80);
/** Written by the scopes of today; what a key has may be older. */
const Scopes = z
	.array(z.enum(SCOPES as [string, ...string[]]))
	.min(1)
	.max(SCOPES.length)
	.transform((scopes) => [...new Set(scopes)])
	.meta({ description: "All that the key may do: `resource:read`, `resource:write`, `resource:*`; `*` is any." });
const IpRange = z
	.string()
	.trim()
	.max(50)
	.transform((text, ctx) => {
		const range = readRange(text);
		if (range !== null) return range;
		ctx.addIssue({ code: "custom", message: "an address or a range like 203.0.113.0/24 or 2001:db8::/32" });
		return z.NEVER;
	});
const Ips = z
	.array(IpRange)
	.min(1)
	.max(100)
	.nullable()
	.meta({ description: "Addresses and CIDR ranges it may call from; null is anywhere." });
const Expiry = z.iso
	.datetime({ offset: true })
	.nullable()
	.meta({ description: "From this instant on it does not work; null is never." });

export const ApiKeyInput = z
	.object({
		name: KeyName,
		scopes: Scopes,
		environment: z.enum(KEY_ENVIRONMENTS).default("live"),
		expiresAt: Expiry.optional(),
		ips: Ips.optional(),
	})
	.meta({
		examples: [
			{ name: "Kasir cabang Dago", scopes: ["invoice:read", "payment:*"] },
			{ name: "Gudang", scopes: ["*:read"], environment: "test", expiresAt: null, ips: ["203.0.113.0/24"] },
		],
	});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

export const ApiKeyPatch = z
	.object({ name: KeyName, scopes: Scopes, ips: Ips, expiresAt: Expiry })
	.partial()
	.meta({ examples: [{ name: "Kasir cabang Riau", scopes: ["invoice:read"] }] });
export type ApiKeyPatch = z.infer<typeof ApiKeyPatch>;

export const RollInput = z
	.object({
		overlapSeconds: z
			.int()
			.min(0)
			.max(LONGEST_OVERLAP_SECONDS)
			.meta({ description: "How long the old key goes on; 0 ends it at once." }),
	})
	.meta({ examples: [{ overlapSeconds: 86_400 }] });
export type RollInput = z.infer<typeof RollInput>;

/** Why staff shuts out a tenant's key. */
export const KeyReason = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "It was found in a public repository." }] });
export type KeyReason = z.infer<typeof KeyReason>;

export const ApiKeyView = z
	.object({
		id: idOf("apiKey"),
		name: z.string(),
		environment: z.enum(KEY_ENVIRONMENTS),
		state: z.enum(KEY_STATES),
		prefix: z.string().meta({ description: "What its text begins with." }),
		lastFour: z.string(),
		scopes: z.array(z.string()),
		ips: z.array(z.string()).nullable(),
		expiresAt: z.iso.datetime().nullable(),
		/** To the minute, some minutes late. */
		lastUsedAt: z.iso.datetime().nullable(),
		revokedAt: z.iso.datetime().nullable(),
		/** The key that took its place when it was rolled. */
		replacedBy: idOf("apiKey").nullable(),
		/** The name of who made it. */
		createdBy: z.string().nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "ApiKey" });
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const NewApiKey = ApiKeyView.extend({
	key: z.string().nullable().meta({
		description: "The key itself, this once; null when the answer is repeated for the same `Idempotency-Key`.",
	}),
}).meta({ id: "NewApiKey" });
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKeyPage = pageOf(ApiKeyView);
export const ApiKeyQuery = pageQuery(["createdAt"]).extend({
	state: z.enum(KEY_STATES).optional(),
	environment: z.enum(KEY_ENVIRONMENTS).optional(),
});
export type ApiKeyQuery = z.infer<typeof ApiKeyQuery>;
