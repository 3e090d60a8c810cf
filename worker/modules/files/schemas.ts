import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { ACCEPTED_TYPES } from "./rules";

export const FileView = z
	.object({
		id: idOf("file"),
		name: z.string(),
		type: z.enum(ACCEPTED_TYPES),
		size: z.int(),
		sha256: z.string(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "File" });
export type FileView = z.infer<typeof FileView>;
