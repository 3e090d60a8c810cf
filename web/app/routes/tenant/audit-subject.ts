import type { Schema } from "@sewa/sdk";

/** Where an order was given up, the entry says what became of its invoice instead of its number. */
const states = new Set(["void"]);

/** What it was about, where the entry itself says so: an invoice number, an address, a name. */
export function auditSubject({ before, after }: Schema<"AuditLog">): string | null {
	for (const side of [after, before]) {
		if (typeof side !== "object" || side === null) continue;
		const told = new Map<string, unknown>(Object.entries(side));
		const subject = ["invoice", "number", "email", "name"]
			.map((key) => told.get(key))
			.find((it) => typeof it === "string" && !states.has(it));
		if (typeof subject === "string") return subject;
	}
	return null;
}
