export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** What a proof of payment may be. The type is read from the bytes, never from the name. */
export const ACCEPTED_TYPES = ["image/png", "image/jpeg", "image/webp", "application/pdf"] as const;
export type AcceptedType = (typeof ACCEPTED_TYPES)[number];

export const isAccepted = (type: string | undefined): type is AcceptedType =>
	ACCEPTED_TYPES.some((accepted) => accepted === type);

/** A name that is safe in a header and a list: no path, no control characters, at most 120 of them. */
export function cleanFileName(name: string): string {
	const base = name.split(/[\\/]/).at(-1) ?? "";
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
	const plain = base.replace(/[\u0000-\u001f\u007f"]/g, "").trim();
	return plain.slice(-120) || "file";
}
