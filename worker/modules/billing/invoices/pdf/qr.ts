import { encode } from "uqr";
import { INK, type Sheet } from "./layout";

/** Draws a QR code of `side` points; `at` is its lower left corner. Keep four modules around it free (ISO/IEC 18004). */
export function drawQr(sheet: Sheet, text: string, at: { x: number; y: number }, side: number): void {
	const { data, size } = encode(text, { ecc: "M", border: 0 });
	const path = data.map((row, y) =>
		runsOf(row)
			.map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`)
			.join(""),
	);
	sheet.page.drawSvgPath(path.join(""), { x: at.x, y: at.y + side, scale: side / size, color: INK });
}

/** Neighbouring dark modules of a row as [from, length]: one rectangle instead of many, and no seams. */
function runsOf(row: boolean[]): [from: number, length: number][] {
	const runs: [number, number][] = [];
	for (const [x, dark] of row.entries()) {
		const last = runs.at(-1);
		if (dark && last && last[0] + last[1] === x) last[1] += 1;
		else if (dark) runs.push([x, 1]);
	}
	return runs;
}
