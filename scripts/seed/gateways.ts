import { eq } from "drizzle-orm";
import type { Env } from "#worker/env";
import type { SystemContext } from "#worker/kernel/context";
import { MINUTE } from "#worker/kernel/time";
import { applyEvent } from "#worker/modules/billing/inbox/apply-event";
import { receiveWebhook } from "#worker/modules/billing/inbox/receive-webhook";
import { inbox } from "#worker/modules/billing/inbox/tables";
import type { Gateway } from "#worker/modules/billing/providers/provider";
import { booksToJson } from "../../tests/peers/keep-books";
import { createMidtrans } from "../../tests/peers/midtrans/midtrans";
import { createStripe } from "../../tests/peers/stripe/stripe";
import { PRACTICE_KEYS } from "../local/practice-keys";
import type { Random } from "./random";

type Variables = Env &
	Partial<Record<"APP_URL" | "MIDTRANS_SERVER_KEY" | "STRIPE_SECRET_KEY" | "STRIPE_WEBHOOK_SECRET", string>>;
const HOSTS = { midtrans: "http://midtrans.practice", stripe: "http://stripe.practice" };
const HOOKS = "http://seed/webhooks/";

export type Gateways = ReturnType<typeof practiceGateways>;

/**
 * Midtrans and Stripe of the past, in process and in the story's own time: what is paid there reaches the
 * installation as a signed webhook and through its inbox, as it would have.
 */
export function practiceGateways(env: Variables, random: Random) {
	const now = () => Date.now();
	const share = () => random.between(0, 999_999) / 1_000_000;
	const post: { gateway: Gateway; body: string; headers: Record<string, string> }[] = [];
	const deliver = async (url: string, body: string, headers: Record<string, string>) => {
		post.push({ gateway: url.endsWith("stripe") ? "stripe" : "midtrans", body, headers });
		return 200;
	};
	const common = { now, random: share, deliver };
	const midtrans = createMidtrans({
		...common,
		serverKey: env.MIDTRANS_SERVER_KEY ?? "",
		publicUrl: () => HOSTS.midtrans,
		notifyUrl: `${HOOKS}midtrans`,
	});
	const stripe = createStripe({
		...common,
		secretKey: env.STRIPE_SECRET_KEY ?? "",
		webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? "",
		publicUrl: () => HOSTS.stripe,
		webhookUrl: `${HOOKS}stripe`,
	});

	return {
		midtrans,
		stripe,
		/** With keys of a real gateway the demo data must not tell of payments that it knows nothing of. */
		practised: env.MIDTRANS_SERVER_KEY === PRACTICE_KEYS.midtrans && env.STRIPE_SECRET_KEY === PRACTICE_KEYS.stripe,
		/** How the installation reaches them. */
		fetch: ((input, init) => {
			const request = new Request(input as RequestInfo, init);
			const isStripe = new URL(request.url).pathname.startsWith("/v1/");
			return isStripe ? stripe.fetch(request) : midtrans.fetch(request);
		}) as typeof fetch,
		/** What they know, for the gateways that `npm start` plays. */
		kept: () => ({
			midtrans: booksToJson(midtrans.books).replaceAll(HOOKS, `${env.APP_URL}/api/v1/webhooks/`),
			stripe: booksToJson(stripe.books),
		}),
		/** Their notifications arrive, and the queue handles what they left. */
		async arrive(ctx: SystemContext) {
			const soon = now() + MINUTE;
			await midtrans.due(soon);
			await stripe.due(soon);
			for (const { gateway, body, headers } of post.splice(0)) {
				const request = new Request(`${HOOKS}${gateway}`, { method: "POST", body, headers });
				await receiveWebhook({ ...ctx, installation: ctx.db }, gateway, request);
			}
			for (const { id } of await ctx.db.list(inbox, { where: eq(inbox.status, "received") })) await applyEvent(ctx, id);
		},
	};
}
