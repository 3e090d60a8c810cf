import { type Context, Hono } from "hono";
import * as z from "zod";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import type { Books, Order } from "./books.ts";
import { gate, type Refuse } from "./gate.ts";
import type { Moods } from "./misbehaviour.ts";

type SnapWorld = {
	serverKey: string;
	moods: Moods;
	books: Books;
	now: () => number;
	token: () => string;
	publicUrl: () => string;
	notifyUrl: string | null;
};

const MOST_URLS = 3;
const LENGTHS: Record<string, number> = { minute: MINUTE, hour: HOUR, day: DAY };
const SHORTEST = 5 * MINUTE;
const LONGEST = 7 * DAY;

const whole = z.int({ error: "must be a whole number" });
const Item = z.object({
	id: z.string().max(50, "too long").optional(),
	name: z.string({ error: "is required" }).min(1, "is required").max(50, "too long"),
	price: whole,
	quantity: whole.min(1, "must be at least 1"),
});
const Expiry = z.object({
	start_time: z
		.string()
		.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}$/, "must be yyyy-MM-dd HH:mm:ss Z")
		.optional(),
	unit: z.string().regex(/^(minute|hour|day)s?$/, "must be minute, hour or day"),
	duration: whole.min(1, "must be at least 1"),
});
const SnapBody = z.object({
	transaction_details: z.object({
		order_id: z
			.string({ error: "is required" })
			.min(1, "is required")
			.max(50, "too long")
			.regex(/^[\w\-~.]+$/, "contains characters that are not allowed"),
		gross_amount: whole.min(1, "must be at least 1"),
	}),
	item_details: z.array(Item).optional(),
	customer_details: z
		.object({ first_name: z.string().max(255).optional(), email: z.email("format is invalid").optional() })
		.optional(),
	expiry: Expiry.optional(),
	callbacks: z.object({ finish: z.url().max(255, "too long").optional() }).optional(),
});
type SnapBody = z.infer<typeof SnapBody>;

const refuse: Refuse = (c, status, message) => c.json({ error_messages: [message] }, status);

/** `POST /snap/v1/transactions` with its checks (docs.midtrans.com, backend integration). */
export function snapApi(world: SnapWorld): Hono {
	const { serverKey, moods, books, publicUrl } = world;
	return new Hono().post("/transactions", gate({ serverKey, moods, operation: "create", refuse }), async (c) => {
		const body = SnapBody.safeParse(await c.req.json().catch(() => null));
		if (!body.success) return c.json({ error_messages: body.error.issues.map(complaint) }, 400);
		const wrong = complaintsAbout(body.data, world);
		if (wrong.length > 0) return c.json({ error_messages: wrong }, 400);
		const order = orderFrom(body.data, c, world);
		books.orders.set(order.orderId, order);
		const redirect_url = `${publicUrl()}/snap/v3/redirection/${order.token}`;
		return c.json({ token: order.token, redirect_url }, 201);
	});
}

function complaint({ path, message }: z.core.$ZodIssue): string {
	return `${path.filter((step) => typeof step === "string").join(".")} ${message}`;
}

function complaintsAbout({ transaction_details: details, item_details: items, expiry }: SnapBody, world: SnapWorld) {
	const total = items?.reduce((sum, { price, quantity }) => sum + price * quantity, 0) ?? details.gross_amount;
	const length = expiry ? lengthOf(expiry) : DAY;
	const until = expiry ? expiresAt(expiry, world.now()) : Number.POSITIVE_INFINITY;
	return [
		total !== details.gross_amount && "transaction_details.gross_amount is not equal to the sum of item_details",
		world.books.orders.has(details.order_id) && "transaction_details.order_id has already been taken",
		(length < SHORTEST || length > LONGEST) && "expiry.duration must be between 5 minutes and 7 days",
		until <= world.now() && "expiry time must be in the future",
	].filter((message) => message !== false);
}

const lengthOf = ({ unit, duration }: z.infer<typeof Expiry>) => duration * (LENGTHS[unit.replace(/s$/, "")] ?? 0);

function expiresAt(expiry: z.infer<typeof Expiry>, now: number): number {
	const [, date, time, zone] = /^(\S+) (\S+) (\S+)$/.exec(expiry.start_time ?? "") ?? [];
	const start = date ? Date.parse(`${date}T${time}${zone?.slice(0, 3)}:${zone?.slice(3)}`) : now;
	return start + lengthOf(expiry);
}

function orderFrom(body: SnapBody, c: Context, world: SnapWorld): Order {
	const { order_id: orderId, gross_amount: amount } = body.transaction_details;
	const createdAt = world.now();
	return {
		orderId,
		amount,
		token: world.token(),
		customer: { name: body.customer_details?.first_name ?? "", email: body.customer_details?.email ?? "" },
		items: body.item_details ?? [],
		createdAt,
		expiresAt: body.expiry ? expiresAt(body.expiry, createdAt) : createdAt + DAY,
		finishUrl: body.callbacks?.finish ?? null,
		notifyUrls: notifyUrls(c, world.notifyUrl),
		attempts: [],
	};
}

/** Override replaces the dashboard's address, append adds to it; three at most, separated by commas. */
function notifyUrls(c: Context, usual: string | null): string[] {
	const list = (header: string) => (c.req.header(header) ?? "").split(",").flatMap((url) => url.trim() || []);
	const override = list("x-override-notification");
	const own = usual ? [usual] : [];
	const urls = override.length > 0 ? override : [...own, ...list("x-append-notification")];
	return urls.slice(0, MOST_URLS);
}
