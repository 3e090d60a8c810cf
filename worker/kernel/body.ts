import { AppError } from "./errors";

export const JSON_LIMIT = 256 * 1024;
/** 5 MB of file and room for the multipart frame. */
export const UPLOAD_LIMIT = 5 * 1024 * 1024 + 64 * 1024;

/** The whole body, or a 413 as soon as it is longer than allowed, whatever its headers said. */
export async function readBody(request: Request, limit: number): Promise<ArrayBuffer> {
	if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
	if (!request.body) return new ArrayBuffer(0);
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body) {
		size += chunk.byteLength;
		if (size > limit) throw tooLarge(limit);
		chunks.push(chunk);
	}
	return new Blob(chunks).arrayBuffer();
}

const tooLarge = (limit: number) =>
	new AppError("payload_too_large", `At most ${Math.floor(limit / 1024)} kB are accepted here.`);

export function parseJson(bytes: ArrayBuffer): unknown {
	if (bytes.byteLength === 0) return {};
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
	} catch (cause) {
		throw new AppError("bad_request", "The body is not JSON.", { cause });
	}
}
