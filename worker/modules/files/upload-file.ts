import { fileTypeFromBuffer } from "file-type";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { sha256 } from "#worker/kernel/sha256";
import { iso } from "#worker/kernel/time";
import { ACCEPTED_TYPES, cleanFileName, isAccepted, MAX_FILE_BYTES } from "./rules";
import type { FileView } from "./schemas";
import { files } from "./tables";

/** Takes the multipart field `file`, proves its type by content, and keeps it in R2 for this tenant alone. */
export async function uploadFile(ctx: TenantContext, request: Request): Promise<FileView> {
	const file = await fieldOf(request);
	if (file.size > MAX_FILE_BYTES) throw new AppError("payload_too_large", "A file has at most 5 MB.");
	if (file.size === 0) throw invalid("/file", "The file is empty.");
	const bytes = new Uint8Array(await file.arrayBuffer());
	const type = (await fileTypeFromBuffer(bytes))?.mime;
	if (!isAccepted(type))
		throw invalid("/file", `By its content this is none of ${ACCEPTED_TYPES.join(", ")}.`, "unsupported_media_type");

	const id = newId("file");
	const digest = await sha256(bytes);
	const uploadedBy = ctx.actor.kind === "user" ? ctx.actor.id : null;
	const row = {
		id,
		name: cleanFileName(file.name),
		type,
		size: file.size,
		sha256: digest,
		uploadedBy,
		createdAt: ctx.now,
	};
	// Bytes first: an orphaned object is waste, a row without bytes is a broken proof.
	await ctx.files.put(`${ctx.tenantId}/${id}`, bytes, { httpMetadata: { contentType: type }, sha256: digest });
	const after = { name: row.name, type, size: row.size, sha256: digest };
	await ctx.db.batch([
		ctx.db.insert(files, row),
		audit(ctx, { action: "file.upload", resource: { kind: "file", id }, after }),
		emit(ctx, { type: "usage.records_changed", meter: "storage_bytes" }),
	]);
	return { id, name: row.name, type, size: row.size, sha256: digest, createdAt: iso(ctx.now) };
}

async function fieldOf(request: Request): Promise<File> {
	const form = await request.formData().catch((cause: unknown) => {
		throw new AppError("bad_request", "The body is not multipart/form-data.", { cause });
	});
	const file = form.get("file") as File | string | null;
	if (!file || typeof file === "string") throw invalid("/file", "Send the file in the field `file`.");
	return file;
}
