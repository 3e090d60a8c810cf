import type * as z from "zod";
import { AppError, type FieldIssue } from "./errors";

export type InputPart = "params" | "query" | "body";

const pointerOf: Record<InputPart, (path: string) => string> = {
	body: (path) => (path === "" ? "" : `/${path}`),
	query: (path) => `?${path.replaceAll("/", ".")}`,
	params: (path) => `{${path}}`,
};

/** Parses one part of a request, or a 422 that names each field (404 for a path: an impossible id is nobody's). */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, part: InputPart): z.output<S> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	if (part === "params") throw new AppError("not_found");
	const issues: FieldIssue[] = result.error.issues.map((issue) => ({
		pointer: pointerOf[part](issue.path.map(String).join("/")),
		detail: issue.message,
	}));
	throw new AppError("validation_failed", undefined, { issues });
}
