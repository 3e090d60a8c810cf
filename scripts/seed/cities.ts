type Place = { state: string; postalCode: string; street: string };

export const CITIES = {
	Bandung: { state: "Jawa Barat", postalCode: "40115", street: "Jl. Riau" },
	Jakarta: { state: "DKI Jakarta", postalCode: "12160", street: "Jl. Melawai" },
	Surabaya: { state: "Jawa Timur", postalCode: "60271", street: "Jl. Tunjungan" },
	Yogyakarta: { state: "DI Yogyakarta", postalCode: "55213", street: "Jl. Malioboro" },
	Semarang: { state: "Jawa Tengah", postalCode: "50132", street: "Jl. Pemuda" },
	Pekalongan: { state: "Jawa Tengah", postalCode: "51119", street: "Jl. Hayam Wuruk" },
	Surakarta: { state: "Jawa Tengah", postalCode: "57131", street: "Jl. Slamet Riyadi" },
	Malang: { state: "Jawa Timur", postalCode: "65119", street: "Jl. Ijen" },
	Denpasar: { state: "Bali", postalCode: "80113", street: "Jl. Gajah Mada" },
	Medan: { state: "Sumatera Utara", postalCode: "20111", street: "Jl. Kesawan" },
	Padang: { state: "Sumatera Barat", postalCode: "25118", street: "Jl. Pondok" },
	Palembang: { state: "Sumatera Selatan", postalCode: "30113", street: "Jl. Sudirman" },
	Makassar: { state: "Sulawesi Selatan", postalCode: "90111", street: "Jl. Somba Opu" },
	Samarinda: { state: "Kalimantan Timur", postalCode: "75112", street: "Jl. Diponegoro" },
} satisfies Record<string, Place>;

export type City = keyof typeof CITIES;
