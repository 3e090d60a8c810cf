import { Hono } from "hono";
import * as z from "zod";
import type { Midtrans } from "./midtrans.ts";
import type { Misbehaviour } from "./misbehaviour.ts";

const Input = z.object({
	order_id: z.string(),
	channel: z.string().optional(),
	amount: z.int().positive().optional(),
	refund_key: z.string().optional(),
});
type Input = z.infer<typeof Input>;

/** A remote control for suites that run elsewhere: what customers and banks do, over HTTP. */
export function controlRoutes(midtrans: Midtrans): Hono {
	const acts: Record<string, (input: Input) => unknown> = {
		pick: ({ order_id, channel = "qris" }) => midtrans.pick(order_id, channel),
		pay: ({ order_id, channel }) => midtrans.pay(order_id, channel),
		deny: ({ order_id }) => midtrans.deny(order_id),
		settle: ({ order_id }) => midtrans.settle(order_id),
		expire: ({ order_id }) => midtrans.expire(order_id),
		reverse: ({ order_id }) => midtrans.reverse(order_id),
		challenge: ({ order_id }) => midtrans.challenge(order_id),
		approve: ({ order_id }) => midtrans.approve(order_id),
		chargeback: ({ order_id, amount }) => midtrans.chargeback(order_id, amount),
		"confirm-refund": ({ order_id, refund_key }) => midtrans.confirmRefund(order_id, refund_key),
	};
	return new Hono()
		.get("/transactions", (c) => c.json({ orders: [...midtrans.books.orders.values()] }))
		.get("/notifications", (c) => c.json({ notifications: midtrans.notifications }))
		.post("/misbehave", async (c) => {
			const body = await c.req.json<Misbehaviour | Misbehaviour[]>();
			midtrans.misbehave(...(Array.isArray(body) ? body : [body]));
			return c.body(null, 204);
		})
		.post("/:act", async (c) => {
			const act = acts[c.req.param("act")];
			const input = Input.safeParse(await c.req.json().catch(() => null));
			if (!act) return c.json({ error: "there is no such act" }, 404);
			if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
			try {
				act(input.data);
			} catch (error) {
				return c.json({ error: String(error) }, 409);
			}
			await midtrans.due();
			return c.json({ order: midtrans.books.orders.get(input.data.order_id) });
		});
}
