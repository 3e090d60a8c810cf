/** A cell of text, or a number as it is written; null is an empty cell. */
export type CsvCell = string | { number: string } | null;

/** What a spreadsheet would run as a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

/** Text is made harmless for spreadsheets by an apostrophe before it; numbers stay numbers. */
function cellOf(cell: CsvCell): string {
	if (cell === null) return "";
	if (typeof cell !== "string") return cell.number;
	const safe = FORMULA.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, with a byte order mark, without which Excel reads UTF-8 as something else. */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
	const lines = [header, ...rows].map((row) => row.map(cellOf).join(","));
	return `\uFEFF${lines.join("\r\n")}\r\n`;
}
