import * as z from "zod";

/** Settings and secrets of the API worker. Bindings are in wrangler.toml; these are its string variables. */
export const ConfigSchema = z
	.object({
		ENVIRONMENT: z.enum(["production", "development", "test"]),
		APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
		AUTH_SECRET: z.string().min(32, "at least 32 random characters: openssl rand -base64 32"),
		MAIL_PROVIDER: z.enum(["binding", "http", "local"]),
		MAIL_FROM: z.string().min(3),
		MAIL_HTTP_URL: z.url().optional(),
		MAIL_HTTP_KEY: z.string().min(1).optional(),
		/** Payment gateways; keys that are stored in the settings win over these. Addresses default to the real ones. */
		MIDTRANS_SERVER_KEY: z.string().min(8).optional(),
		MIDTRANS_SNAP_URL: z.url().optional(),
		MIDTRANS_API_URL: z.url().optional(),
		STRIPE_SECRET_KEY: z.string().min(8).optional(),
		STRIPE_API_URL: z.url().optional(),
		/** Several, separated by commas, while a secret is being rolled. */
		STRIPE_WEBHOOK_SECRET: z.string().min(8).optional(),
		/** Requests a minute from one address to the credential endpoints. */
		CREDENTIAL_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(30),
		/** And to everything else that is open to anybody. */
		PUBLIC_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
		/** How much of what is neither slow nor an error is in the API log, and how long a line waits for others. */
		API_LOG_SAMPLE_PERCENT: z.coerce.number().min(0).max(100).default(100),
		API_LOG_FLUSH_MS: z.coerce.number().int().min(0).max(20_000).default(1000),
	})
	.check((ctx) => {
		const { MAIL_PROVIDER, MAIL_HTTP_URL, MAIL_HTTP_KEY, ENVIRONMENT } = ctx.value;
		const complain = (path: string, message: string) =>
			ctx.issues.push({ code: "custom", path: [path], message, input: undefined });
		if (MAIL_PROVIDER === "http" && !MAIL_HTTP_URL) complain("MAIL_HTTP_URL", "needed when MAIL_PROVIDER is http");
		if (MAIL_PROVIDER === "http" && !MAIL_HTTP_KEY) complain("MAIL_HTTP_KEY", "needed when MAIL_PROVIDER is http");
		if (MAIL_PROVIDER === "local" && ENVIRONMENT === "production")
			complain("MAIL_PROVIDER", "local keeps mails in the database; not in production");
	});

export type Config = z.output<typeof ConfigSchema>;

const parsed = new WeakMap<object, Config>();

/** Parses the variables once an isolate; throws one error that names every problem. */
export function readConfig(env: object): Config {
	const known = parsed.get(env);
	if (known) return known;
	const result = ConfigSchema.safeParse(env);
	if (!result.success) {
		const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
		throw new Error(`The settings are not usable:\n- ${problems.join("\n- ")}`);
	}
	parsed.set(env, result.data);
	return result.data;
}
