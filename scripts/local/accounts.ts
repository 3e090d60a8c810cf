/** The demo accounts: printed at every start, created by the seed. For local use only, so they may stand here. */
export const DEMO_ACCOUNTS = [
	{ role: "admin", name: "Ratna Wijaya", email: "admin@sewa.example", password: "kopi-tubruk-pagi-71" },
	{ role: "operator", name: "Bayu Pratama", email: "operator@sewa.example", password: "becak-biru-melaju-52" },
	{ role: "owner", name: "Dewi Lestari", email: "owner@sewa.example", password: "toko-bunga-melati-38" },
	{ role: "member", name: "Rizky Maulana", email: "member@sewa.example", password: "gerobak-nasi-uduk-94" },
] as const;

/** The owners and members of the other demo tenants, `first.last@shopname.example`, share this one. */
export const EVERYBODY_ELSES_PASSWORD = "semua-orang-demo-26";

export type DemoRole = (typeof DEMO_ACCOUNTS)[number]["role"];

export const demoAccount = (role: DemoRole) => {
	const account = DEMO_ACCOUNTS.find((candidate) => candidate.role === role);
	if (!account) throw new RangeError(`no demo account ${role}`);
	return account;
};
