import { DAY, HOUR } from "#worker/kernel/time";
import { GLYPH_HEIGHT, GLYPH_WIDTH, printText } from "./dot-font";
import { encodePng } from "./png";

export type Receipt = {
	method: string;
	reference: string;
	at: number;
	from: string;
	number: string;
	amount: number;
};

const WIDTH = 480;
const HEIGHT = 760;
const MARGIN = 36;
/** Paper, ink, faded ink, shadow, table, stamp. */
const PALETTE: [number, number, number][] = [
	[250, 248, 240],
	[38, 40, 46],
	[128, 128, 130],
	[70, 79, 86],
	[93, 104, 112],
	[46, 125, 80],
];
const [PAPER, INK, FADED, SHADOW, TABLE, STAMP] = [0, 1, 2, 3, 4, 5] as const;

const BANKS: Record<string, { title: string; channel: string; to: string }> = {
	bca: { title: "BCA", channel: "m-BCA / Transfer", to: "123 456 7890" },
	mandiri: { title: "BANK MANDIRI", channel: "Livin / Transfer", to: "123 00 9876543 2" },
	qris: { title: "QRIS", channel: "Pembayaran QR", to: "SEWA CONTOH" },
};

/** A slip as a cash machine prints it, photographed on a table: what reviewers of payments look at. */
export async function drawReceipt(receipt: Receipt): Promise<Uint8Array<ArrayBuffer>> {
	const pixels = new Uint8Array(WIDTH * HEIGHT).fill(TABLE);
	const sheet = sheetOn(pixels);
	sheet.paper();
	const bank = BANKS[receipt.method] ?? { title: "BANK", channel: "Transfer", to: "-" };
	sheet.middle(bank.title, 78, 5);
	sheet.middle(bank.channel, 126, 2, FADED);
	sheet.rule(158);
	const { date, time } = wallClock(receipt.at);
	const lines: [string, string][] = [
		["TANGGAL", date],
		["JAM", `${time} WIB`],
		["NO. REF", receipt.reference],
		["DARI", receipt.from.toUpperCase().slice(0, 20)],
		["KE", bank.to],
		["NAMA", "PT SEWA CONTOH INDONESIA"],
		["BERITA", receipt.number],
	];
	lines.forEach(([label, value], i) => {
		sheet.left(label, 182 + i * 36, 2, FADED);
		sheet.right(value, 182 + i * 36, 2);
	});
	sheet.rule(440);
	sheet.left("JUMLAH", 470, 2, FADED);
	sheet.right(`Rp ${new Intl.NumberFormat("id-ID").format(receipt.amount)}`, 462, 4);
	sheet.rule(512);
	sheet.middle("TRANSAKSI BERHASIL", 540, 3, STAMP);
	sheet.barcode(receipt.reference, 592);
	sheet.middle("Simpan struk ini sebagai bukti", 660, 2, FADED);
	sheet.middle("pembayaran yang sah", 680, 2, FADED);
	return encodePng({ width: WIDTH, height: HEIGHT, pixels, palette: PALETTE });
}

function wallClock(at: number) {
	const text = new Date(at + 7 * HOUR).toISOString();
	const [year, month, day] = text.slice(0, 10).split("-");
	return { date: `${day}/${month}/${year}`, time: new Date((at + 7 * HOUR) % DAY).toISOString().slice(11, 19) };
}

function sheetOn(pixels: Uint8Array) {
	const fill = (x: number, y: number, width: number, height: number, colour: number) => {
		for (let row = y; row < y + height; row++) pixels.fill(colour, row * WIDTH + x, row * WIDTH + x + width);
	};
	const text = (words: string, x: number, y: number, size: number, colour: number) =>
		printText(words, (dx, dy) => fill(x + dx * size, y + dy * size, size, size, colour));
	const widthOf = (words: string, size: number) => (words.length * GLYPH_WIDTH - 1) * size;
	return {
		/** The slip with its shadow and the saw-tooth edge of the tear. */
		paper() {
			fill(28, 34, WIDTH - 44, HEIGHT - 54, SHADOW);
			fill(20, 28, WIDTH - 40, HEIGHT - 60, PAPER);
			for (let x = 20; x < WIDTH - 20; x++) {
				const tooth = Math.abs((x % 16) - 8);
				fill(x, 28, 1, tooth, TABLE);
				fill(x, HEIGHT - 32 - tooth, 1, tooth, SHADOW);
			}
		},
		left: (words: string, y: number, size: number, colour: number = INK) => text(words, MARGIN + 12, y, size, colour),
		right: (words: string, y: number, size: number, colour: number = INK) =>
			text(words, WIDTH - MARGIN - 12 - widthOf(words, size), y, size, colour),
		middle: (words: string, y: number, size: number, colour: number = INK) =>
			text(words, Math.round((WIDTH - widthOf(words, size)) / 2), y, size, colour),
		rule(y: number) {
			for (let x = MARGIN; x < WIDTH - MARGIN; x += 12) fill(x, y, 7, 2, FADED);
		},
		barcode(words: string, y: number) {
			let x = 96;
			for (const sign of words.repeat(3)) {
				const code = sign.charCodeAt(0);
				for (let bit = 0; bit < 4 && x < WIDTH - 96; bit++) {
					const width = 1 + ((code >> bit) & 3);
					if (bit % 2 === 0) fill(x, y, width, GLYPH_HEIGHT * 6, INK);
					x += width + 1;
				}
			}
		},
	};
}
