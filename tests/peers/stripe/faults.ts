/** What Stripe answers when it does not do what it was asked: an HTTP status and its error object. */
export class StripeFault extends Error {
	readonly status: number;
	readonly fields: Record<string, unknown>;

	constructor(status: number, type: string, fields: Record<string, unknown> & { message: string }) {
		super(fields.message);
		this.status = status;
		this.fields = { type, ...fields };
	}
}

export const invalid = (message: string, fields: { code?: string; param?: string } = {}): StripeFault =>
	new StripeFault(400, "invalid_request_error", { message, ...fields });

export const missing = (kind: string, id: string, param = "id"): StripeFault => {
	const status = param === "id" ? 404 : 400;
	const fields = { code: "resource_missing", param, message: `No such ${kind}: '${id}'` };
	return new StripeFault(status, "invalid_request_error", fields);
};
