import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { TENANT_ROLES } from "#worker/kernel/permissions";
import { TENANT_STATUSES } from "./rules";

/** How the tenant likes numbers, money and dates shown. */
export const Formats = z.object({
	currency: z.enum(["IDR", "USD"]),
	number: z.enum(["1.234,56", "1,234.56"]),
	date: z.enum(["20 Nov 2026", "2026-11-20", "20/11/2026"]),
	timeZone: z.enum(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"]),
});
export type Formats = z.infer<typeof Formats>;

export const DEFAULT_FORMATS: Formats = {
	currency: "IDR",
	number: "1.234,56",
	date: "20 Nov 2026",
	timeZone: "Asia/Jakarta",
};

export const TenantName = z.string().trim().min(2).max(80);
export const Country = z.string().regex(/^[A-Z]{2}$/, "an ISO 3166 country code like ID");

export const TenantView = z
	.object({
		id: idOf("tenant"),
		name: z.string(),
		slug: z.string(),
		status: z.enum(TENANT_STATUSES),
		statusReason: z.string().nullable(),
		/** `unpaid` is lifted by paying; null where it is not suspended. */
		suspendedFor: z.enum(["unpaid", "other"]).nullable(),
		country: Country,
		formats: Formats,
		/** When a closing organisation is closed for good; null otherwise. */
		closesAt: z.iso.datetime().nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Tenant" });
export type TenantView = z.infer<typeof TenantView>;

export const TenantPatch = z
	.object({ name: TenantName, country: Country, formats: Formats })
	.partial()
	.meta({ examples: [{ name: "Toko Bunga Melati" }] });
export type TenantPatch = z.infer<typeof TenantPatch>;

export const Email = z.email().trim().toLowerCase().max(254);
/** An owner is made by founding or by transfer, never by invitation. */
export const InvitableRole = z.enum(["admin", "member"]);

export const MemberView = z
	.object({
		id: idOf("member"),
		userId: idOf("user"),
		name: z.string(),
		email: z.string(),
		role: z.enum(TENANT_ROLES),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Member" });
export type MemberView = z.infer<typeof MemberView>;

export const MemberPage = pageOf(MemberView);
export const MemberQuery = pageQuery(["createdAt"]).extend({
	role: z.enum(TENANT_ROLES).optional(),
	search: z.string().trim().max(80).optional(),
});
export type MemberQuery = z.infer<typeof MemberQuery>;

export const MemberPatch = z.object({ role: InvitableRole }).meta({ examples: [{ role: "admin" }] });

export const InvitationInput = z
	.object({ email: Email, role: InvitableRole })
	.meta({ examples: [{ email: "rina@tokobunga.example", role: "member" }] });
export type InvitationInput = z.infer<typeof InvitationInput>;

export const InvitationView = z
	.object({
		id: idOf("invitation"),
		email: z.string(),
		role: z.enum(TENANT_ROLES),
		status: z.enum(["pending", "accepted", "canceled", "expired"]),
		invitedBy: z.string(),
		expiresAt: z.iso.datetime(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Invitation" });
export type InvitationView = z.infer<typeof InvitationView>;
export const InvitationPage = pageOf(InvitationView);
export const InvitationQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(["pending", "accepted", "canceled"]).optional(),
});
export type InvitationQuery = z.infer<typeof InvitationQuery>;

/** What the invited person sees before accepting. */
export const InvitationOffer = z.object({
	id: idOf("invitation"),
	tenant: z.string(),
	email: z.string(),
	role: z.enum(TENANT_ROLES),
	invitedBy: z.string(),
	status: z.enum(["pending", "accepted", "canceled", "expired"]),
	expiresAt: z.iso.datetime(),
});

export const SeatUse = z.object({ used: z.int(), limit: z.int().nullable() }).meta({ id: "SeatUse" });

export const SystemTenantQuery = pageQuery(["createdAt", "name"]).extend({
	status: z.enum(TENANT_STATUSES).optional(),
	plan: z.string().max(40).optional(),
	subscription: z
		.enum(["trialing", "pending", "active", "past_due", "paused", "suspended"])
		.optional()
		.meta({ description: "State of the live subscription." }),
	search: z.string().trim().max(80).optional(),
});
export type SystemTenantQuery = z.infer<typeof SystemTenantQuery>;

export const ReasonInput = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "Unpaid since October." }] });
