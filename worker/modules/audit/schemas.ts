import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";

export const AuditView = z
	.object({
		id: idOf("audit"),
		actor: z.object({ kind: z.enum(["user", "key", "system", "anonymous"]), id: z.string(), name: z.string() }),
		action: z.string(),
		resource: z.object({ kind: z.string(), id: z.string() }),
		before: z.unknown(),
		after: z.unknown(),
		ip: z.string().nullable(),
		requestId: z.string(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "AuditLog" });
export const AuditPage = pageOf(AuditView);
export const AuditQuery = pageQuery(["createdAt"]).extend({
	action: z
		.string()
		.max(80)
		.optional()
		.meta({ description: "Exactly this action, or with a trailing dot all of a kind: `payment.`" }),
	resourceId: z.string().max(80).optional(),
	actorId: z.string().max(80).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const SystemAuditView = z
	.object({ ...AuditView.shape, tenant: z.object({ id: idOf("tenant"), name: z.string() }).nullable() })
	.meta({ id: "SystemAuditLog" });
export const SystemAuditPage = pageOf(SystemAuditView);
export const SystemAuditQuery = AuditQuery.extend({ tenantId: idOf("tenant").optional() });
export type SystemAuditQuery = z.infer<typeof SystemAuditQuery>;
