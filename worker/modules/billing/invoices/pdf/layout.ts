import {
	type Color,
	degrees,
	drawLinesOfText,
	type PDFDocument,
	type PDFFont,
	PDFName,
	type PDFPage,
	PDFString,
	rgb,
	StandardFonts,
} from "@cantoo/pdf-lib";
import { toWinAnsi } from "./win-ansi";

/** A4 in points; the printed area lies between the margins. */
export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 541.28, top: 787.89, bottom: 76 } as const;

export const INK = rgb(0.075, 0.125, 0.133);
export const SOFT = rgb(0.38, 0.45, 0.46);
export const HAIR = rgb(0.83, 0.87, 0.87);
export const TEAL = rgb(0.059, 0.463, 0.431);
export const GREEN = rgb(0.09, 0.5, 0.29);
export const RED = rgb(0.72, 0.15, 0.15);

/** A document in the making: the page being written and how far down it is. `y` is the next baseline's top. */
export type Sheet = {
	doc: PDFDocument;
	page: PDFPage;
	y: number;
	regular: PDFFont;
	bold: PDFFont;
};

export type Style = {
	size?: number;
	bold?: boolean;
	color?: Color;
	align?: "left" | "right" | "center";
	/** Points added after each letter. */
	spacing?: number;
	/** Degrees, counter-clockwise. */
	turn?: number;
};

const [REGULAR, BOLD] = [PDFName.of("Regular"), PDFName.of("Bold")];

export async function newSheet(doc: PDFDocument): Promise<Sheet> {
	const regular = await doc.embedFont(StandardFonts.Helvetica);
	const bold = await doc.embedFont(StandardFonts.HelveticaBold);
	return { doc, page: addPage(doc, regular, bold), y: PAGE.top, regular, bold };
}

/** Names the two fonts once a page; `page.drawText` would name them anew for each line. */
function addPage(doc: PDFDocument, regular: PDFFont, bold: PDFFont): PDFPage {
	const page = doc.addPage([PAGE.width, PAGE.height]);
	page.node.setFontDictionary(REGULAR, regular.ref);
	page.node.setFontDictionary(BOLD, bold.ref);
	return page;
}

export function newPage(sheet: Sheet): void {
	sheet.page = addPage(sheet.doc, sheet.regular, sheet.bold);
	sheet.y = PAGE.top;
}

/** Begins a page when less than `height` points are left; true when it did. */
export function ensureRoom(sheet: Sheet, height: number): boolean {
	if (sheet.y - height >= PAGE.bottom) return false;
	newPage(sheet);
	return true;
}

const fontOf = (sheet: Sheet, style: Style) => (style.bold ? sheet.bold : sheet.regular);

/** Width in points. Letter by letter: pdf-lib measures kerning, but does not print it. */
export function widthOf(sheet: Sheet, text: string, style: Style = {}): number {
	const font = fontOf(sheet, style);
	const size = style.size ?? 9.5;
	return [...text].reduce((sum, letter) => sum + font.widthOfTextAtSize(letter, size) + (style.spacing ?? 0), 0);
}

/** Prints one line with its baseline at `y`; `x` is the left edge, the right edge or the middle by `align`. */
export function print(sheet: Sheet, text: string, at: { x: number; y: number }, style: Style = {}): void {
	const line = toWinAnsi(text);
	const width = style.align ? widthOf(sheet, line, style) - (style.spacing ?? 0) : 0;
	const shift = { left: 0, right: width, center: width / 2 }[style.align ?? "left"];
	const operators = drawLinesOfText([fontOf(sheet, style).encodeText(line)], {
		x: at.x - shift,
		y: at.y,
		size: style.size ?? 9.5,
		font: style.bold ? BOLD : REGULAR,
		color: style.color ?? INK,
		lineHeight: 0,
		characterSpacing: style.spacing ?? 0,
		rotate: degrees(style.turn ?? 0),
		xSkew: degrees(0),
		ySkew: degrees(0),
	});
	sheet.page.pushOperators(...operators);
}

/** Breaks text into lines no wider than `width` points; a word that is wider itself is cut. */
export function wrap(sheet: Sheet, text: string, width: number, style: Style = {}): string[] {
	const fits = (line: string) => widthOf(sheet, line, style) <= width;
	const lines: string[] = [];
	let line = "";
	for (const word of toWinAnsi(text)
		.split(" ")
		.flatMap((whole) => cut(whole, fits))) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (fits(longer)) line = longer;
		else {
			lines.push(line);
			line = word;
		}
	}
	return [...lines, line];
}

function cut(word: string, fits: (text: string) => boolean): string[] {
	const pieces: string[] = [];
	let piece = "";
	for (const letter of word) {
		if (piece !== "" && !fits(piece + letter)) {
			pieces.push(piece);
			piece = "";
		}
		piece += letter;
	}
	return [...pieces, piece];
}

/** Prints wrapped text from `top` downwards. @returns the y below it */
export function printBlock(
	sheet: Sheet,
	text: string,
	box: { x: number; top: number; width: number; lineHeight?: number },
	style: Style = {},
): number {
	const lineHeight = box.lineHeight ?? (style.size ?? 9.5) * 1.4;
	let y = box.top;
	for (const line of wrap(sheet, text, box.width, style)) {
		y -= lineHeight;
		print(sheet, line, { x: box.x, y: y + lineHeight * 0.28 }, style);
	}
	return y;
}

export function rule(
	sheet: Sheet,
	y: number,
	look: { from?: number; to?: number; color?: Color; thickness?: number } = {},
) {
	const { from = PAGE.left, to = PAGE.right, color = HAIR, thickness = 0.6 } = look;
	sheet.page.drawLine({ start: { x: from, y }, end: { x: to, y }, color, thickness });
}

/** Makes a rectangle of the page a link. */
export function link(sheet: Sheet, box: { x: number; y: number; width: number; height: number }, url: string): void {
	const { context } = sheet.doc;
	const href = new URL(url).href.replace(/[()\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
	const annotation = context.obj({
		Type: "Annot",
		Subtype: "Link",
		Rect: [box.x, box.y, box.x + box.width, box.y + box.height],
		Border: [0, 0, 0],
		A: { Type: "Action", S: "URI", URI: PDFString.of(href) },
	});
	sheet.page.node.addAnnot(context.register(annotation));
}

/** A rubber stamp: a word in a frame, turned a little. `at` is the frame's lower left corner. */
export function stamp(sheet: Sheet, word: string, at: { x: number; y: number }, look: { color: Color; size: number }) {
	const { color, size } = look;
	const style = { size, bold: true, color, spacing: size * 0.08, turn: 8 };
	const pad = size * 0.42;
	const [sin, cos] = [Math.sin((style.turn * Math.PI) / 180), Math.cos((style.turn * Math.PI) / 180)];
	const inside = { x: at.x + pad * (cos - sin * 0.8), y: at.y + pad * (sin + cos * 0.8) };
	sheet.page.drawRectangle({
		...at,
		width: widthOf(sheet, word, style) - style.spacing + pad * 2,
		height: size * 0.72 + pad * 1.6,
		rotate: degrees(style.turn),
		borderColor: color,
		borderWidth: size * 0.075,
	});
	print(sheet, word, inside, style);
}
