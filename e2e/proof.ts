import type { Page } from "@playwright/test";

type Transfer = { amount: string; reference: string; number: string };

/** What a customer uploads: the picture of the bank app's screen after the transfer. */
export async function photographTransfer(page: Page, transfer: Transfer) {
	const screen = await page.context().newPage();
	await screen.setViewportSize({ width: 412, height: 780 });
	await screen.setContent(screenOf(transfer));
	const buffer = await screen.screenshot({ type: "png" });
	await screen.close();
	return { name: "bukti-transfer.png", mimeType: "image/png", buffer };
}

const screenOf = ({ amount, reference, number }: Transfer) => `
	<body style="margin:0;padding:32px;font:16px sans-serif;background:linear-gradient(160deg,#0b4ea2,#7fb2f0);height:100vh">
	<div style="background:#fff;border-radius:16px;padding:24px;line-height:1.9">
		<h1 style="color:#14804a">Transfer Berhasil</h1>
		<p style="font-size:30px;margin:0"><b>${amount}</b></p>
		<p>Ke 123 456 7890<br>PT Sewa Contoh Indonesia<br>Bank BCA</p>
		<p>No. referensi ${reference}<br>Berita ${number}</p>
	</div></body>`;
