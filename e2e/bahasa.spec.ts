import { linkIn, mailTo } from "./mails.ts";
import { newPerson, shopName } from "./people.ts";
import { photographTransfer } from "./proof.ts";
import { expect, test } from "./test.ts";

test.describe("somebody whose browser speaks Bahasa Indonesia", () => {
	test.use({ locale: "id-ID" });

	test("signs up, orders Starter and waits for review, all in Indonesian", async ({ page, request }) => {
		const person = newPerson("Putri Ayu");
		const organisation = shopName("Batik Pekalongan Asri");
		const main = page.getByRole("main");

		await test.step("paket dipilih dari daftar harga", async () => {
			await page.goto("/pricing");
			await expect(page.locator("html")).toHaveAttribute("lang", "id");
			await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harga");
			const starter = page.getByRole("region", { name: "Starter" });
			await expect(starter).toContainText("Rp 149.000");
			await starter.getByRole("link", { name: "Pilih Starter" }).click();
			await expect(main).toContainText("Rp 149.000 per bulan");
		});

		await test.step("akun dibuat dan email dikonfirmasi", async () => {
			await page.getByLabel("Nama Anda").fill(person.name);
			await page.getByLabel("Email").fill(person.email);
			await page.getByLabel("Kata sandi", { exact: true }).fill(person.password);
			await page.getByRole("button", { name: "Buat akun" }).click();
			await expect(page.getByRole("heading", { level: 1 })).toHaveText("Konfirmasi email Anda");
			const mail = await mailTo(request, person.email, /^Verifikasi alamat email Anda$/);
			expect(mail.text).toContain(`Halo ${person.name},`);
			await page.goto(linkIn(mail, "/verify-email"));
			await page.getByRole("link", { name: "Lanjutkan" }).click();
		});

		await test.step("organisasi disiapkan, tagihan dibuat", async () => {
			await page.getByLabel("Nama organisasi").fill(organisation);
			await page.getByRole("button", { name: "Pilih paket" }).click();
			await page.getByRole("link", { name: "Beli sekarang: Starter" }).click();
			await page.getByLabel("Alamat").fill("Jl. Hayam Wuruk No. 3");
			await page.getByLabel("Kota/Kabupaten").fill("Pekalongan");
			await page.getByLabel("Provinsi").fill("Jawa Tengah");
			await page.getByLabel("Kode pos").fill("51119");
			await expect(page.getByLabel("Negara").locator("option:checked")).toHaveText("Indonesia");
			await page.getByRole("button", { name: "Buat tagihan dan bayar" }).click();
			await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Bayar INV-\d{4}-\d{6}$/);
			await expect(page.getByLabel("Tagihan", { exact: true })).toContainText("TotalRp 165.390");
			const mail = await mailTo(request, person.email, /^Tagihan INV-/);
			expect(mail.text).toMatch(/Rp\s165\.390/);
			expect(mail.text).toContain("Jatuh tempo");
		});

		await test.step("pembayaran dikonfirmasi dan menunggu peninjauan", async () => {
			const sent = { amount: "Rp 165.390", reference: `REF-${organisation.slice(-8)}`, number: "Batik" };
			await page.getByLabel("Transfer BCA").check();
			await page.getByLabel("Nomor referensi").fill(sent.reference);
			await page.getByLabel("Bukti transfer").setInputFiles(await photographTransfer(page, sent));
			await expect(page.getByText("Terunggah", { exact: true })).toBeVisible();
			await page.getByRole("button", { name: "Konfirmasi pembayaran" }).click();
			await expect(page.getByRole("heading", { name: "Menunggu peninjauan" })).toBeVisible();
			await expect(main).toContainText(/Dimulai\d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}.\d{2} WIB/);
			await mailTo(request, person.email, /^Pembayaran INV-\d{4}-\d{6} sedang kami tinjau$/);
		});

		await test.step("dasbor memberi tahu keadaannya", async () => {
			await page.getByRole("link", { name: "Ke dasbor" }).click();
			await expect(page.getByText("Pembayaran Anda sedang ditinjau")).toBeVisible();
			await expect(page.getByRole("navigation", { name: "Navigasi utama" })).toContainText("Langganan");
		});
	});
});

test("the other language is one press away and keeps the page and its state", async ({ page, as }) => {
	await page.goto("/pricing?interval=year&currency=USD");
	await page.getByRole("banner").getByRole("button", { name: "Bahasa Indonesia" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harga");
	await expect(page).toHaveURL(/\/pricing\?interval=year&currency=USD$/);
	await expect(page.getByRole("region", { name: "Starter" })).toContainText("USD 100,00");
	await page.reload();
	await expect(page.locator("html")).toHaveAttribute("lang", "id");

	const owner = await as("owner");
	await owner.goto("/app/invoices?status=paid");
	await owner.getByRole("banner").getByRole("button", { name: "Bahasa Indonesia" }).click();
	await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Tagihan");
	await expect(owner).toHaveURL(/\/app\/invoices\?status=paid$/);
	await expect(owner.getByRole("cell", { name: /^Rp\s[\d.]+$/ }).first()).toBeVisible();
	await owner.getByRole("banner").getByRole("button", { name: "English" }).click();
	await expect(owner.getByRole("heading", { level: 1 })).toHaveText("Invoices");
	await expect(owner.getByRole("cell", { name: /^IDR\s[\d,]+$/ }).first()).toBeVisible();
});
