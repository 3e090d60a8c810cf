import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { readAnyFile, readFile } from "./read-file";
import { FileView } from "./schemas";
import { uploadFile } from "./upload-file";

const params = z.object({ id: idOf("file") });
const tag = "Files";
const answer = { binary: "image/png, image/jpeg, image/webp, application/pdf" };

export const fileRoutes: Route[] = [
	tenantRoute(
		{
			method: "post",
			path: "/files",
			tag,
			summary: "Upload an image or PDF of at most 5 MB",
			permission: "file.create",
			upload: true,
			idempotent: true,
			answer: FileView,
			status: 201,
			errors: ["unsupported_media_type", "payload_too_large"],
		},
		(ctx, { request }) => uploadFile(ctx, request),
	),
	tenantRoute(
		{ method: "get", path: "/files/{id}", tag, summary: "Read a file", permission: "file.read", params, answer },
		(ctx, { params }) => readFile(ctx, params.id),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/files/{id}",
			tag,
			summary: "Read a file of any tenant; audited",
			permission: "system.file.read",
			params,
			answer,
		},
		(ctx, { params }) => readAnyFile(ctx, params.id),
	),
];
