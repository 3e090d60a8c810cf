import type { PaymentMethodInput } from "../billing/payments/schemas";
import type { SellerProfile } from "../billing/seller/schemas";
import type { PlanInput } from "../catalog/schemas";
import type { OwnMeter } from "../metering";

const GB = 1024 ** 3;
const idr = (amount: number) => ({ amount, currency: "IDR" as const });
const usd = (amount: number) => ({ amount, currency: "USD" as const });

function prices(monthIdr: number, monthUsd: number): PlanInput["prices"] {
	return [
		{ interval: "month", price: idr(monthIdr) },
		{ interval: "year", price: idr(monthIdr * 10) },
		{ interval: "month", price: usd(monthUsd) },
		{ interval: "year", price: usd(monthUsd * 10) },
	];
}

/** Named once: a feature that two plans share is one row of the comparison. */
const WORDS = {
	community: { en: "Help centre and community", id: "Pusat bantuan dan komunitas" },
	invoices: { en: "Invoices with PPN", id: "Tagihan dengan PPN" },
	email: { en: "E-mail support", id: "Dukungan email" },
	workingDay: { en: "Answer within a working day", id: "Jawaban dalam satu hari kerja" },
	priority: { en: "Priority support by telephone", id: "Dukungan prioritas lewat telepon" },
};

/** What a new installation sells until its people change it: the four plans of the product `platform`. */
export const FIRST_PLANS: PlanInput[] = [
	{
		code: "free",
		name: "Free",
		description: {
			en: "Try everything for two weeks, then keep the basics.",
			id: "Coba semuanya dua minggu, lalu tetap pakai yang dasar.",
		},
		highlighted: false,
		trialDays: 14,
		trialCredit: idr(50_000),
		prices: prices(0, 0),
		limits: { users: 2, branches: 1, storageBytes: GB, apiCalls: 1_000, inferences: 100 },
		features: [WORDS.community],
	},
	{
		code: "starter",
		name: "Starter",
		description: { en: "For one shop with a small team.", id: "Untuk satu toko dengan tim kecil." },
		highlighted: false,
		trialDays: 0,
		trialCredit: null,
		prices: prices(149_000, 1_000),
		limits: { users: 5, branches: 2, storageBytes: 10 * GB, apiCalls: 50_000, inferences: 5_000 },
		features: [WORDS.community, WORDS.invoices, WORDS.email],
	},
	{
		code: "growth",
		name: "Growth",
		description: {
			en: "For growing shops with several branches.",
			id: "Untuk toko yang tumbuh dengan beberapa cabang.",
		},
		highlighted: true,
		trialDays: 14,
		trialCredit: idr(100_000),
		prices: prices(499_000, 3_400),
		limits: { users: 20, branches: 10, storageBytes: 100 * GB, apiCalls: 500_000, inferences: 50_000 },
		features: [WORDS.community, WORDS.invoices, WORDS.email, WORDS.workingDay],
	},
	{
		code: "enterprise",
		name: "Enterprise",
		description: { en: "For chains that need no limits.", id: "Untuk jaringan toko yang tidak mau dibatasi." },
		highlighted: false,
		trialDays: 0,
		trialCredit: null,
		prices: prices(2_499_000, 16_900),
		limits: { users: null, branches: null, storageBytes: null, apiCalls: null, inferences: null },
		features: [WORDS.community, WORDS.invoices, WORDS.email, WORDS.workingDay, WORDS.priority],
	},
];

/** Examples until the operator enters the real ones: a fictional company that charges PPN. */
export const FIRST_SELLER: SellerProfile = {
	legalName: "PT Sewa Contoh Indonesia",
	address: "Jl. Jenderal Sudirman Kav. 1, Jakarta Pusat 10220",
	email: "billing@sewa.example",
	npwp: "0012345678012000",
	taxRegistered: true,
	invoiceDueDays: 7,
};

const transferSteps = {
	en: "Transfer exactly the invoice total and put the invoice number into the message. Then upload the receipt here.",
	id: "Transfer tepat sejumlah total tagihan dan tulis nomor tagihan pada berita. Setelah itu unggah bukti transfer di sini.",
};

export const FIRST_PAYMENT_METHODS: PaymentMethodInput[] = [
	{
		code: "bca",
		country: "ID",
		currency: "IDR",
		name: "Transfer BCA",
		instructions: transferSteps,
		details: {
			kind: "bank_transfer",
			bank: "BCA",
			accountNumber: "123 456 7890",
			accountHolder: "PT Sewa Contoh Indonesia",
		},
		enabled: true,
		position: 10,
	},
	{
		code: "mandiri",
		country: "ID",
		currency: "IDR",
		name: "Transfer Mandiri",
		instructions: transferSteps,
		details: {
			kind: "bank_transfer",
			bank: "Bank Mandiri",
			accountNumber: "123 00 9876543 2",
			accountHolder: "PT Sewa Contoh Indonesia",
		},
		enabled: true,
		position: 20,
	},
	{
		code: "qris",
		country: "ID",
		currency: "IDR",
		name: "QRIS",
		instructions: {
			en: "Scan with any bank or wallet app; the amount is filled in. Then upload the receipt here.",
			id: "Pindai dengan aplikasi bank atau dompet digital apa pun; jumlahnya sudah terisi. Setelah itu unggah buktinya di sini.",
		},
		details: {
			kind: "qris",
			payload:
				"00020101021126690017ID.CO.EXAMPLE.WWW011893600999000000001202150000000000123450303UMI51440014ID.CO.QRIS.WWW0215ID00000000000120303UMI5204573453033605802ID5911SEWA CONTOH6007JAKARTA61051011062070703A016304192D",
		},
		enabled: true,
		position: 30,
	},
];

/** What Sewa counts by itself: calls when they are let in, the rest from what there is. */
export const OWN_METERS: OwnMeter[] = [
	{ code: "api_calls", name: { en: "API calls", id: "Panggilan API" }, unit: "call", source: "admission" },
	{ code: "inferences", name: { en: "Inferences", id: "Inferensi" }, unit: "inference", source: "admission" },
	{ code: "seats", name: { en: "Members", id: "Anggota" }, unit: "member", source: "records" },
	{ code: "branches", name: { en: "Branches", id: "Cabang" }, unit: "branch", source: "records" },
	{ code: "storage_bytes", name: { en: "Storage", id: "Penyimpanan" }, unit: "byte", source: "records" },
];
