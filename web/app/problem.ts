/** RFC 9457, as the API sends it. */
export type Problem = {
	type: string;
	title: string;
	status: number;
	detail?: string;
	instance?: string;
	code: string;
	issues?: { pointer: string; detail: string }[];
	requestId?: string;
	/** Seconds until a retry makes sense, from Retry-After. */
	retryAfter?: number;
};

export type Outcome<T> = { ok: true; data: T; headers: Headers } | { ok: false; problem: Problem; headers: Headers };

export function isProblem(value: unknown): value is Problem {
	return typeof value === "object" && value !== null && "code" in value && "status" in value && "title" in value;
}

/** `/address/lines/0` becomes `address.lines[0]`, the name conform knows the field by; no pointer is the form itself. */
export function fieldErrors(problem: Problem): { formErrors?: string[]; fieldErrors?: Record<string, string[]> } {
	if (!problem.issues?.length) return { formErrors: [problem.detail ?? problem.title] };
	const errors: Record<string, string[]> = {};
	for (const issue of problem.issues) {
		const name = fieldName(issue.pointer);
		errors[name] = [...(errors[name] ?? []), issue.detail];
	}
	const { "": formErrors, ...fields } = errors;
	return { ...(formErrors && { formErrors }), fieldErrors: fields };
}

function fieldName(pointer: string): string {
	return pointer
		.split("/")
		.filter(Boolean)
		.reduce((name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name ? `${name}.${part}` : part), "");
}
