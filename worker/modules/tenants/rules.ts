import type { Machine } from "#worker/kernel/state-machine";

export const TENANT_STATUSES = ["pending", "active", "suspended", "closing", "closed"] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];
export type TenantEvent = "activate" | "suspend" | "reactivate" | "close" | "keep" | "finish_closing";

/** A tenant's life. `activate` is the first payment; `keep` takes a closing back. */
export const TENANT_MACHINE: Machine<TenantStatus, TenantEvent> = {
	pending: { activate: "active", close: "closing" },
	active: { suspend: "suspended", close: "closing" },
	suspended: { reactivate: "active", close: "closing" },
	closing: { keep: "suspended", finish_closing: "closed" },
	closed: {},
};

/** On its way out: nothing new is billed, converted or charged unattended. */
export const isLeaving = (status: TenantStatus): boolean => status === "closing" || status === "closed";

const RESERVED_SLUGS = new Set(["admin", "api", "app", "dev", "docs", "mail", "sewa", "status", "support", "www"]);

/** A web name from a tenant's name; the suffix keeps it unique without asking the database first. */
export function slugOf(name: string, suffix: string): string {
	const plain = name
		.normalize("NFKD")
		.replace(/[^a-zA-Z0-9]+/g, "-")
		.toLowerCase();
	const base = plain.replace(/^-+|-+$/g, "").slice(0, 40);
	return base === "" || RESERVED_SLUGS.has(base) ? `tenant-${suffix}` : `${base}-${suffix}`;
}
