import { readCookie } from "~/cookies";
import type { BillingValues } from "../tenant/billing-fields";

const name = "sewa_billing_draft";
const fields = ["email", "address", "city", "state", "postalCode", "country", "npwp"] as const;

/** Billing details typed but not sent yet: kept for an hour, out of the URL and out of reach of scripts. */
export function keepDraft(request: Request, form: FormData): string {
	const entries = fields.map((field) => [field, String(form.get(`billing.${field}`) ?? "").slice(0, 200)]);
	return cookie(request, JSON.stringify(Object.fromEntries(entries)), 3600);
}

export function dropDraft(request: Request): string {
	return cookie(request, "", 0);
}

export function readDraft(request: Request): BillingValues | null {
	const text = readCookie(request.headers.get("cookie"), name);
	if (!text) return null;
	try {
		const kept: unknown = JSON.parse(text);
		if (typeof kept !== "object" || kept === null) return null;
		const values = new Map(Object.entries(kept));
		return Object.fromEntries(fields.map((field) => [field, String(values.get(field) ?? "")])) as BillingValues;
	} catch {
		return null;
	}
}

function cookie(request: Request, value: string, maxAge: number): string {
	const secure = request.url.startsWith("https:") ? "; Secure" : "";
	return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
