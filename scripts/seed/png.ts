const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c;
});

function crcOf(bytes: Uint8Array): number {
	let c = 0xffffffff;
	for (const byte of bytes) c = (CRC[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(data.length + 12);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, data.length);
	bytes.set(new TextEncoder().encode(type), 4);
	bytes.set(data, 8);
	view.setUint32(data.length + 8, crcOf(bytes.subarray(4, data.length + 8)));
	return bytes;
}

export type Picture = {
	width: number;
	height: number;
	pixels: Uint8Array;
	palette: readonly [number, number, number][];
};

/** A palette PNG (https://www.w3.org/TR/png-3/). The runtime's own deflate writes exactly the stream it wants. */
export async function encodePng({ width, height, pixels, palette }: Picture): Promise<Uint8Array<ArrayBuffer>> {
	const rows = new Uint8Array((width + 1) * height);
	for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
	const deflated = new Response(new Blob([rows]).stream().pipeThrough(new CompressionStream("deflate")));
	const header = new Uint8Array(13);
	new DataView(header.buffer).setUint32(0, width);
	new DataView(header.buffer).setUint32(4, height);
	header.set([8, 3], 8);
	const parts = [
		SIGNATURE,
		chunk("IHDR", header),
		chunk("PLTE", Uint8Array.from(palette.flat())),
		chunk("IDAT", new Uint8Array(await deflated.arrayBuffer())),
		chunk("IEND", new Uint8Array()),
	];
	return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
