import { html, raw } from "hono/html";
import type { Order } from "./books.ts";
import { STYLE } from "./snap-style.ts";

export type Markup = ReturnType<typeof html>;
export type Notice = { text: string; bad: boolean };

export const rupiahText = (amount: number): string => `Rp ${new Intl.NumberFormat("id-ID").format(amount)}`;

const DATE = new Intl.DateTimeFormat("id-ID", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Jakarta" });
const dateText = (at: number): string => `${DATE.format(at)} WIB`;

type Page = { order: Order; notice: Notice | undefined; body: Markup };

/** The frame of every page: it says first that no money moves here. Needs no script and nothing from elsewhere. */
export function page({ order, notice, body }: Page): Markup {
	return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Bayar ${rupiahText(order.amount)} · Practice payment</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header class="practice"><strong>Latihan · Practice.</strong> Tidak ada uang sungguhan · <span lang="en">No real money moves here.</span></header>
<main>
<section class="summary" aria-labelledby="sum">
<h1 id="sum"><span>Total</span> ${rupiahText(order.amount)}</h1>
<dl>
<div class="wide"><dt>Pesanan · <span lang="en">Order</span></dt><dd class="mono">${order.orderId}</dd></div>
${order.customer.name ? html`<div><dt>Nama · <span lang="en">Name</span></dt><dd>${order.customer.name}</dd></div>` : ""}
<div><dt>Batas · <span lang="en">Due</span></dt><dd>${dateText(order.expiresAt)}</dd></div>
</dl>
${order.items.length > 0 ? itemList(order) : ""}
</section>
<section class="panel">
${notice ? html`<p class="notice ${notice.bad ? "bad" : "good"}" role="alert">${notice.text}</p>` : ""}
${body}
</section>
</main>
<footer>Simulasi antarmuka Midtrans Snap · <span lang="en">A practice stand-in for Midtrans Snap, not affiliated.</span></footer>
</body>
</html>`;
}

function itemList(order: Order): Markup {
	return html`<details><summary>Rincian · <span lang="en">Details</span> (${order.items.length})</summary><ul class="items">
${order.items.map(
	({ name, price, quantity }) =>
		html`<li><span>${name}${quantity > 1 ? ` × ${quantity}` : ""}</span><span>${rupiahText(price * quantity)}</span></li>`,
)}</ul></details>`;
}
