import type * as z from "zod";

/** What a list asks the API for, read from the page's URL by the API's own rules; what does not fit is left out. */
export function readQuery<S extends z.ZodObject>(request: Request, schema: S): Partial<z.output<S>> {
	const params = new URL(request.url).searchParams;
	const query: Record<string, unknown> = {};
	for (const [name, rule] of Object.entries(schema.shape)) {
		const value = params.get(name === "search" ? "q" : name);
		const read = value ? (rule as z.ZodType).safeParse(value) : null;
		if (read?.success) query[name] = read.data;
	}
	return query as Partial<z.output<S>>;
}
