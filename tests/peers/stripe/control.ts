import { Hono } from "hono";
import * as z from "zod";
import { faultResponse } from "./api.ts";
import type { PracticeStripe } from "./stripe.ts";

const RequestTrouble = z.union([z.int(), z.enum(["hang", "hang_after", "drop_after", "fail_after"])]);
const EventTrouble = z.union([
	z.enum(["lose", "duplicate", "reorder", "rolled_secret"]),
	z.object({ delayMs: z.int().nonnegative() }),
]);
const Misbehave = z.object({
	requests: z.array(RequestTrouble).default([]),
	events: z.array(EventTrouble).default([]),
});
const Pay = z.object({
	session: z.string(),
	card: z.string().default("4242424242424242"),
	email: z.email().optional(),
	delayed: z.boolean().default(false),
});
const OfSession = z.object({ session: z.string() });

/** What a person, a bank or a bad day does, as POSTs of JSON; and what there is to see, as GETs. */
export function control(stripe: PracticeStripe): Hono {
	const routes = new Hono().basePath("/__control");
	const { books } = stripe;

	function act<S extends z.ZodType>(path: string, schema: S, perform: (input: z.infer<S>) => unknown): void {
		routes.post(path, async (c) => {
			const input = schema.safeParse(await c.req.json().catch(() => null));
			if (!input.success) return Response.json({ error: z.prettifyError(input.error) }, { status: 422 });
			return Response.json({ result: perform(input.data) ?? null });
		});
	}

	act("/pay", Pay, ({ session, email, ...options }) => stripe.pay(session, { ...options, ...(email && { email }) }));
	act("/decline", OfSession, ({ session }) => stripe.decline(session));
	act("/authenticate", OfSession.extend({ approve: z.boolean() }), ({ session, approve }) =>
		stripe.authenticate(session, approve),
	);
	act("/settle", OfSession.extend({ succeeded: z.boolean() }), ({ session, succeeded }) =>
		stripe.settle(session, succeeded),
	);
	act("/expire", OfSession, ({ session }) => stripe.expire(session));
	act("/dispute", z.object({ paymentIntent: z.string(), amount: z.int().positive().optional() }), (input) =>
		stripe.dispute(input.paymentIntent, input.amount),
	);
	act("/close-dispute", z.object({ paymentIntent: z.string(), won: z.boolean() }), ({ paymentIntent, won }) =>
		stripe.closeDispute(paymentIntent, won),
	);
	act("/confirm-refund", z.object({ refund: z.string(), succeeded: z.boolean().default(true) }), (input) =>
		stripe.confirmRefund(input.refund, input.succeeded),
	);
	act("/misbehave", Misbehave, (input) => stripe.misbehave(input));
	act("/resend", z.object({ event: z.string() }), ({ event }) => stripe.resend(event));

	routes.get("/sessions", () => Response.json({ items: [...books.sessions.values()] }));
	routes.get("/refunds", () => Response.json({ items: [...books.refunds.values()] }));
	routes.get("/events", () => Response.json({ items: books.events, deliveries: books.deliveries }));
	routes.onError(faultResponse);
	return routes;
}
