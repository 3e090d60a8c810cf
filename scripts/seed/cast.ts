import type { TenantEvent } from "#worker/modules/tenants/rules";
import type { City } from "./cities";

/** How the last invoice of a tenant stands today; all before it are paid. */
export type Ending = "paid" | "open" | "under_review" | "rejected" | "canceled";

export type Paying = {
	plan: "starter" | "growth" | "enterprise";
	interval?: "month" | "year";
	/** First paid this many months and days ago. Days keep it clear of the months' lengths. */
	months: number;
	days: number;
	ending: Ending;
	/** Bank transfer with proof unless said otherwise. */
	via?: Via;
	coupon?: string;
	/** The number of the last invoice when the tenant stopped paying before today; the first is 0. */
	stoppedAt?: number;
};
/** Where a tenant pays: at a gateway, by a card it let us keep, or from a wallet it fills now and then. */
export type Via = "midtrans" | "stripe" | "wallet";
export type Trying = { plan: "free" | "growth"; days: number };

export type Act =
	| "upgrade"
	| "downgrade_later"
	| "cancel_later"
	| "pause"
	| "refund"
	| "dispute"
	| "top_up"
	| "goodwill"
	| "paid_ahead";

export type Tenant = {
	name: string;
	owner: string;
	city: City;
	npwp?: string;
	story: { paying: Paying } | { trying: Trying };
	/** Members beside the owner, and open invitations. */
	team?: number;
	invited?: number;
	/** What the operators did to it, days ago. */
	measures?: { event: TenantEvent; days: number; reason: string }[];
	/** What it did about its plan or money, days ago. */
	acts?: { act: Act; days: number }[];
	/** Keys of its machines: made, and revoked, days ago. */
	keys?: { name: string; scopes: string[]; days: number; revoked?: number }[];
	/** Staff agreed on a number of seats, days ago. */
	agreedSeats?: { days: number };
	/** Its tills tell of each order. */
	sendsOrders?: true;
	changes?: { name?: string; timeZone?: "Asia/Makassar" | "Asia/Jayapura"; days: number };
};

/** The demo accounts `owner` and `member` belong to this one. */
export const DEMO_TENANT: Tenant = {
	name: "Toko Bunga Melati",
	owner: "",
	city: "Bandung",
	npwp: "0012345678901000",
	story: { paying: { plan: "growth", months: 10, days: 3, ending: "open" } },
	team: 12,
	invited: 3,
	acts: [
		{ act: "top_up", days: 41 },
		{ act: "goodwill", days: 24 },
	],
	keys: [
		{ name: "Kasir cabang Dago", scopes: ["invoice:read", "payment:*", "subscription:read"], days: 64 },
		{ name: "Uji coba laporan", scopes: ["*:read"], days: 37, revoked: 12 },
	],
	sendsOrders: true,
	agreedSeats: { days: 1 },
	changes: { name: "Toko Bunga Melati Bandung", days: 120 },
};

type Story = Tenant["story"];
type Rest = Omit<Tenant, "name" | "owner" | "city" | "story">;

const shop = (name: string, owner: string, city: City, story: Story, rest: Rest = {}): Tenant => ({
	...{ name, owner, city, story },
	...rest,
});
const online = (plan: Paying["plan"], via: Via, months: number, days: number, coupon?: string) => ({
	paying: { plan, via, months, days, ending: "paid" as const, ...(coupon && { coupon }) },
});
const monthly = (plan: Paying["plan"], months: number, days: number, ending: Ending = "paid", stoppedAt?: number) => ({
	paying: { plan, months, days, ending, ...(stoppedAt !== undefined && { stoppedAt }) },
});
const yearly = (plan: Paying["plan"], months: number, days: number, ending: Ending = "paid") => ({
	paying: { plan, interval: "year" as const, months, days, ending },
});
const trying = (plan: Trying["plan"], days: number) => ({ trying: { plan, days } });
const measure = (event: TenantEvent, days: number, reason: string) => ({ event, days, reason });
const east = (days: number): Rest => ({ changes: { timeZone: "Asia/Makassar", days } });

const steady = [
	shop("Kopi Senja Nusantara", "Andika Saputra", "Jakarta", monthly("growth", 11, 9), { team: 4 }),
	shop("Batik Kencana", "Sri Wahyuni", "Pekalongan", monthly("starter", 11, 14), { npwp: "0023456789502000", team: 2 }),
	shop("Apotek Sehat Sentosa", "Hendra Gunawan", "Surabaya", monthly("growth", 9, 8), {
		npwp: "0034567890603000",
		team: 3,
	}),
	shop("Toko Buku Cendekia", "Maya Puspita", "Yogyakarta", monthly("starter", 8, 17)),
	shop("Dapur Rendang Uni Eva", "Eva Marlina", "Padang", monthly("starter", 8, 11), { team: 1 }),
	shop("Mebel Jati Indah", "Slamet Riyanto", "Semarang", monthly("growth", 7, 19), {
		npwp: "0045678901704000",
		team: 2,
	}),
	shop("Klinik Hewan Sahabat Satwa", "Nadia Permata", "Malang", monthly("starter", 7, 8)),
	shop("Pempek Cik Yuni", "Yuni Kartika", "Palembang", monthly("starter", 6, 12)),
	shop("Sinar Baru Elektronik", "Budi Hartono", "Medan", monthly("growth", 6, 21), { team: 3 }),
	shop("Griya Kebaya Ayu", "Ayu Lestari", "Surakarta", monthly("starter", 5, 10)),
	shop("Perak Celuk Gallery", "Ketut Sudarma", "Denpasar", monthly("starter", 5, 16), east(90)),
	shop("Optik Cahaya Mata", "Rudi Santoso", "Bandung", monthly("starter", 4, 9)),
	shop("Coto Daeng Rewa", "Daeng Rewa", "Makassar", monthly("starter", 3, 13), east(60)),
	shop("Percetakan Sumber Ilmu", "Agus Salim", "Semarang", monthly("starter", 2, 18)),
	shop("Koperasi Maju Bersama", "Siti Rahmawati", "Jakarta", yearly("enterprise", 13, 20), {
		npwp: "0056789012805000",
		team: 6,
	}),
	shop("Supermarket Harapan Kita", "Tommy Wijaya", "Surabaya", yearly("enterprise", 9, 15), {
		npwp: "0067890123906000",
		team: 5,
		acts: [{ act: "paid_ahead", days: 1 }],
	}),
	shop("Sepatu Cibaduyut Raya", "Asep Hidayat", "Bandung", yearly("growth", 6, 7), { team: 1 }),
	shop("Kain Cigondewah", "Lina Marlina", "Bandung", yearly("starter", 14, 10)),
];

const waiting = [
	shop("Roti Gembong Kita", "Fitri Handayani", "Samarinda", monthly("starter", 5, 2, "under_review")),
	shop("Bengkel Jaya Abadi", "Joko Susilo", "Surabaya", monthly("growth", 4, 3, "under_review")),
	shop("Salon Cantika", "Cantika Dewi", "Malang", monthly("starter", 3, 4, "under_review")),
	shop("Martabak Pecenongan 88", "Steven Halim", "Jakarta", monthly("growth", 0, 1, "under_review")),
	shop("Toko Mainan Ceria", "Rina Kurnia", "Yogyakarta", monthly("starter", 0, 2, "under_review")),
	shop("Hotel Puri Ubud", "Made Wirawan", "Denpasar", yearly("enterprise", 0, 3, "under_review"), {
		npwp: "0078901234007000",
	}),
	shop("Laundry Kilat Express", "Dian Anggraini", "Semarang", monthly("starter", 0, 3, "rejected")),
	shop("Barbershop Gagah", "Galih Prasetyo", "Bandung", monthly("starter", 0, 4, "canceled")),
	shop("Kedai Es Teler Segar", "Wati Susanti", "Palembang", monthly("starter", 0, 1, "open")),
	shop("Madu Rimba Borneo", "Yohanes Dayak", "Samarinda", monthly("growth", 0, 5, "open")),
];

const late = [
	shop("Oleh-Oleh Khas Malang", "Bambang Setiawan", "Malang", monthly("starter", 6, 12, "open")),
	shop("Warung Nasi Bu Tini", "Tini Suhartini", "Bandung", monthly("starter", 4, 16, "rejected")),
	shop("Kios Pulsa Sinyal Kuat", "Deni Firmansyah", "Medan", monthly("starter", 6, 14, "open")),
	shop("Toko Sembako Rejeki", "Sumarni", "Surakarta", monthly("starter", 8, 22, "open", 7), {
		measures: [measure("suspend", 20, "Dua bukti transfer tidak sesuai, menunggu penjelasan pemilik.")],
	}),
	shop("Rotan Cirebon Mandiri", "Wawan Kuswara", "Bandung", monthly("growth", 9, 18), {
		team: 2,
		measures: [
			measure("suspend", 75, "Alamat penagihan tidak dapat dihubungi."),
			measure("reactivate", 71, "Alamat sudah diperbaiki oleh pemilik."),
		],
	}),
	shop("Tani Makmur Agro", "Suparman", "Yogyakarta", monthly("starter", 7, 15, "open", 6), {
		measures: [measure("close", 9, "Pemilik menutup usahanya akhir bulan ini.")],
	}),
	shop("Kafe Pojok Kota", "Reza Pahlevi", "Jakarta", monthly("starter", 10, 20, "open", 5), {
		measures: [measure("close", 95, "Pindah ke sistem lain."), measure("finish_closing", 65, "Pindah ke sistem lain.")],
	}),
	shop("Butik Larasati", "Larasati Putri", "Surakarta", monthly("growth", 12, 24, "open", 6), {
		measures: [
			measure("suspend", 140, "Tagihan tidak dibayar."),
			measure("close", 120, "Tidak ada kabar dari pemilik."),
			measure("finish_closing", 90, "Tidak ada kabar dari pemilik."),
		],
	}),
];

const digital = [
	shop("Kopi Aren Pagi", "Bayu Aji", "Jakarta", online("starter", "midtrans", 5, 6)),
	shop("Sambal Ibu Ratna", "Ratna Sari", "Surabaya", online("growth", "midtrans", 3, 10, "HEMAT20"), { team: 2 }),
	shop("Hijab Nusantara", "Aisyah Putri", "Bandung", online("growth", "stripe", 4, 9), { team: 1 }),
	shop("Selancar Canggu", "Wayan Putra", "Denpasar", online("starter", "stripe", 2, 13), east(20)),
	shop("Beras Sumber Pangan", "Darmawan", "Semarang", online("starter", "wallet", 6, 8)),
	shop("Pustaka Anak Ceria", "Lestari Ningsih", "Yogyakarta", online("starter", "wallet", 3, 19, "HEMAT20")),
	shop("Ayam Geprek Juara", "Rizky Ramadhan", "Malang", online("starter", "midtrans", 4, 12), {
		acts: [{ act: "upgrade", days: 50 }],
	}),
	shop("Kacamata Kekinian", "Cindy Wijaya", "Jakarta", online("growth", "midtrans", 2, 16), {
		acts: [{ act: "downgrade_later", days: 6 }],
	}),
	shop("Kue Kering Lebaran", "Nurhayati", "Surakarta", online("starter", "midtrans", 3, 11), {
		acts: [{ act: "cancel_later", days: 4 }],
	}),
	shop("Vila Sawah Tegallalang", "Nyoman Sudira", "Denpasar", online("growth", "stripe", 3, 15), {
		acts: [{ act: "pause", days: 7 }],
	}),
	shop("Susu Kambing Etawa", "Paijo Santoso", "Yogyakarta", online("starter", "midtrans", 2, 20), {
		acts: [{ act: "refund", days: 17 }],
	}),
	shop("Galeri Lukis Ubud", "Ketut Alit", "Denpasar", online("growth", "stripe", 1, 9), {
		acts: [{ act: "dispute", days: 5 }],
	}),
];

const trials = [
	shop("Toko Kue Lapis Legit", "Melisa Tan", "Medan", trying("growth", 2), { invited: 1 }),
	shop("Studio Foto Kenangan", "Arif Budiman", "Bandung", trying("growth", 9), { team: 1 }),
	shop("Alat Tulis Pelangi", "Indah Permatasari", "Jakarta", trying("free", 5)),
	shop("Tenun Flores Asli", "Maria Goreti", "Denpasar", trying("free", 11)),
	shop("Jamu Mbok Sri", "Sri Mulyani", "Semarang", trying("growth", 12)),
];

export const CAST: Tenant[] = [DEMO_TENANT, ...steady, ...waiting, ...late, ...digital, ...trials];
