import { randomUUID } from "node:crypto";
import type { Schema } from "@sewa/sdk";
import { get, openApi, post, type Session } from "./api.ts";
import { linkIn, mailTo } from "./mails.ts";

export type Person = { name: string; email: string; password: string };
export type SignedIn = Person & { session: Session };
export type Founder = SignedIn & Schema<"FoundedTenant">;
export type Billed = Founder & { invoice: NonNullable<Founder["invoice"]> };

const mark = () => randomUUID().slice(0, 8);

/** Somebody nobody has heard of before, so that tests never meet in one account. */
export function newPerson(name: string): Person {
	const email = `${name.toLowerCase().replaceAll(" ", ".")}.${mark()}@toko.example`;
	return { name, email, password: `payung-teduh-${mark()}` };
}

export const shopName = (name: string): string => `${name} ${mark()}`;

export const BILLING = {
	address: "Jl. Braga No. 12",
	city: "Bandung",
	state: "Jawa Barat",
	postalCode: "40111",
	country: "ID",
	npwp: "0012345678901000",
} as const;

/** Signs up by the API, opens the link of the mail and is signed in by it. */
export async function register(url: string, name: string): Promise<SignedIn> {
	const person = newPerson(name);
	const api = await openApi(url);
	await post(api, "/auth/sign-up/email", person);
	const link = linkIn(await mailTo(api, person.email, /Verify your e-mail/), "/verify-email");
	await get(api, `/auth/verify-email?token=${new URL(link).searchParams.get("token")}`);
	const session = await api.storageState();
	await api.dispose();
	return { ...person, session };
}

/** A new organisation on the free plan: two seats, and its trial runs. */
export function found(url: string, name: string, organisation: string): Promise<Founder> {
	return enrolledIn(url, name, organisation, { plan: "free" });
}

/** A new organisation whose trial of that plan runs. */
export async function enrolledIn(
	url: string,
	name: string,
	organisation: string,
	wish: { plan: string; currency?: "IDR" | "USD" },
): Promise<Founder> {
	return enrol(await register(url, name), url, { name: shopName(organisation), ...wish });
}

/** A new organisation that has ordered Starter and not paid for it yet. */
export async function order(url: string, name: string, organisation: string): Promise<Billed> {
	const person = await register(url, name);
	const billing = { ...BILLING, email: person.email };
	const founded = await enrol(person, url, { name: shopName(organisation), plan: "starter", billing });
	if (!founded.invoice) throw new Error("Starter was founded without an invoice");
	return { ...founded, invoice: founded.invoice };
}

async function enrol(person: SignedIn, url: string, wish: Record<string, unknown>): Promise<Founder> {
	const api = await openApi(url, person.session);
	const founded = await post<Schema<"FoundedTenant">>(api, "/tenants", { interval: "month", currency: "IDR", ...wish });
	await api.dispose();
	return { ...person, ...founded };
}

/** Says that the invoice was paid by bank transfer; the payment waits for review then. */
export async function pay(url: string, { session, invoice }: Billed, reference: string): Promise<Schema<"Payment">> {
	const api = await openApi(url, session);
	const sent = { method: "bca", amount: invoice.total, reference };
	const payment = await post<Schema<"Payment">>(api, `/invoices/${invoice.id}/payments`, sent);
	await api.dispose();
	return payment;
}
