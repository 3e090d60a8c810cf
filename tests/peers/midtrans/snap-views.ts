import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import { withAmount } from "#worker/modules/billing/payments/qris";
import type { Order, Status, Transaction } from "./books.ts";
import { CARDS, CHANNELS, type Channel, type ChannelGroup } from "./channels.ts";
import type { Markup } from "./snap-layout.ts";

const GROUPS: [ChannelGroup, string, string][] = [
	["qr", "QRIS", "any bank or wallet"],
	["va", "Transfer bank", "virtual account"],
	["wallet", "Dompet digital", "e-wallet"],
	["card", "Kartu", "card"],
	["store", "Gerai", "convenience store"],
	["credit", "Cicilan", "pay later"],
];
/** A static merchant text of a made-up acquirer: no bank's app would pay it. */
const PRACTICE_QRIS =
	"00020101021126690017ID.CO.EXAMPLE.WWW011893600999000000001202150000000000123450303UMI51440014ID.CO.QRIS.WWW0215ID00000000000120303UMI5204573453033605802ID5911SEWA CONTOH6007JAKARTA61051011062070703A016304192D";

/** The list of means of payment, each a button of one plain form. */
export function choice(base: string): Markup {
	return html`<h2>Pilih cara bayar · <span lang="en">Choose how to pay</span></h2>
<form method="post" action="${base}/pick">
${GROUPS.map(([group, label, english]) => groupOf(group, label, english))}
</form>
${foot(base, false)}`;
}

function groupOf(group: ChannelGroup, label: string, english: string): Markup {
	const channels = CHANNELS.filter((channel) => channel.group === group);
	return html`<fieldset><legend>${label} · <span lang="en">${english}</span></legend><div class="channels">
${channels.map(channelButton)}</div></fieldset>`;
}

const channelButton = ({ code, label, tile, group }: Channel): Markup =>
	html`<button class="channel" name="channel" value="${code}"><span class="tile ${group}" aria-hidden="true">${tile}</span><span>${label}</span></button>`;

/** What a customer needs in order to pay what was picked, and the buttons that play the bank's part. */
export function instructions(tx: Transaction, base: string): Markup {
	return html`<h2>${tx.channel.label}</h2>
${how(tx)}
<form method="post" class="acts" aria-label="Latihan · Practice">
<button class="primary" formaction="${base}/pay">Bayar · <span lang="en">Pay</span></button>
<button formaction="${base}/fail">Gagalkan · <span lang="en">Fail</span></button>
</form>
<p class="links"><a href="${base}?pick=">Ganti cara bayar · <span lang="en">Change method</span></a></p>
${foot(base, true)}`;
}

function how(tx: Transaction): Markup {
	if (tx.channel.group === "qr") return qr(withAmount(PRACTICE_QRIS, tx.amount));
	const codes = codesOf(tx);
	if (codes.length === 0)
		return html`<p>Buka aplikasi ${tx.channel.label} untuk membayar · <span lang="en">Approve in the ${tx.channel.label} app.</span></p>`;
	return html`<dl class="codes">${codes.map(
		([label, value]) => html`<div><dt>${label}</dt><dd class="code">${spaced(value)}</dd></div>`,
	)}</dl>`;
}

function qr(text: string): Markup {
	const svg = renderSVG(text, { border: 2, ecc: "M" });
	return html`<figure class="qr"><div role="img" aria-label="Kode QRIS · QRIS code">${raw(svg)}</div>
<figcaption>Pindai dengan aplikasi bank atau dompet · <span lang="en">Scan with a bank or wallet app</span></figcaption></figure>`;
}

function codesOf({ fields }: Transaction): [label: string, value: string][] {
	const [account] = (fields.va_numbers ?? []) as { va_number: string }[];
	const labels: [string, unknown][] = [
		["Nomor Virtual Account · Account number", account?.va_number ?? fields.permata_va_number],
		["Kode perusahaan · Biller code", fields.biller_code],
		["Kode bayar · Bill key", fields.bill_key],
		["Kode pembayaran · Payment code", fields.payment_code],
	];
	return labels.flatMap(([label, value]) => (typeof value === "string" ? [[label, value] as [string, string]] : []));
}

/** Fours are easier to read aloud; the gaps are drawn, so that a copy has digits only. */
const spaced = (digits: string): Markup =>
	html`${(digits.length <= 6 ? [digits] : (digits.match(/.{1,4}/g) ?? [])).map((part) => html`<span>${part}</span>`)}`;

export function cardForm(base: string): Markup {
	return html`<h2>Kartu kredit/debit · <span lang="en">Card</span></h2>
<form method="post" action="${base}/card" class="fields">
<label for="number">Nomor kartu · <span lang="en">Card number</span></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" required maxlength="23" value="${CARDS[0]?.number}" list="cards">
<datalist id="cards">${CARDS.map(({ number, says }) => html`<option value="${number}">${says}</option>`)}</datalist>
<div class="pair">
<div><label for="expiry">Berlaku s/d · <span lang="en">Expiry</span></label>
<input id="expiry" name="expiry" autocomplete="off" required placeholder="MM/YY" pattern="(0[1-9]|1[0-2]) ?/ ?[0-9]{2}" value="12/39"></div>
<div><label for="cvv">CVV</label>
<input id="cvv" name="cvv" inputmode="numeric" autocomplete="off" required maxlength="4" value="123"></div>
</div>
<button class="primary">Bayar · <span lang="en">Pay</span></button>
</form>
<details><summary>Kartu latihan · <span lang="en">Practice cards</span></summary><ul class="cards">
${CARDS.map(({ number, says }) => html`<li><code>${number}</code><span>${says}</span></li>`)}</ul></details>
<p class="links"><a href="${base}?pick=">Ganti cara bayar · <span lang="en">Change method</span></a></p>
${foot(base, false)}`;
}

const ENDS: Record<string, [title: string, text: string, good: boolean]> = {
	paid: ["Pembayaran berhasil · Paid", "Terima kasih. · Thank you.", true],
	expired: ["Waktu habis · Expired", "Halaman ini tidak bisa dipakai lagi. · This page can no longer be used.", false],
};

/** What is left of a page once its order is paid or over. */
export function ended(order: Order, base: string): Markup {
	const over: Status[] = ["expire", "cancel", "deny", "pending"];
	const paid = !over.includes(order.attempts.at(-1)?.status ?? "pending");
	const [title, text, good] = ENDS[paid ? "paid" : "expired"] ?? ["", "", false];
	return html`<div class="end"><span class="mark ${good ? "good" : "bad"}" aria-hidden="true">${good ? "✓" : "!"}</span>
<h2>${title}</h2><p>${text}</p>
${order.finishUrl ? html`<p><a class="primary" href="${base}/close">Kembali · <span lang="en">Back to merchant</span></a></p>` : ""}</div>`;
}

function foot(base: string, picked: boolean): Markup {
	const label = picked ? "Bayar nanti" : "Tutup";
	return html`<form method="post" action="${base}/expire" class="foot">
<a href="${base}/close">${label} · <span lang="en">Close</span></a>
<button class="quiet">Biarkan kedaluwarsa · <span lang="en">Let it expire</span></button>
</form>`;
}
