import { eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { files } from "./tables";

/** Streams the file to its own tenant. The headers keep a hostile document from doing anything in our origin. */
export async function readFile(ctx: TenantContext, fileId: Id<"file">): Promise<Response> {
	const row = await ctx.db.find(files, eq(files.id, fileId));
	const object = row && (await ctx.files.get(`${ctx.tenantId}/${fileId}`));
	if (!row || !object) throw new AppError("not_found");
	return new Response(object.body, {
		headers: {
			"content-type": row.type,
			"content-length": String(row.size),
			"content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(row.name)}`,
			"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
			"cross-origin-resource-policy": "same-origin",
			"cache-control": "private, max-age=3600",
		},
	});
}

/** System users open any tenant's file; each opening is audited. */
export async function readAnyFile(ctx: SystemContext, fileId: Id<"file">): Promise<Response> {
	const row = await ctx.db.find(files, eq(files.id, fileId));
	if (!row) throw new AppError("not_found");
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	const response = await readFile(inside, fileId);
	await inside.db.batch([audit(inside, { action: "file.open", resource: { kind: "file", id: fileId } })]);
	return response;
}
