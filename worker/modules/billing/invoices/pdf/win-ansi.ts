/** The characters of Windows-1252 beyond Latin-1, which the standard fonts of PDF have as well. */
const EXTRA = new Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

function inWinAnsi(character: string): boolean {
	const code = character.codePointAt(0) ?? 0;
	return (code >= 0x20 && code <= 0x7e) || (code >= 0xa1 && code <= 0xff && code !== 0xad) || EXTRA.has(character);
}

const printable = (text: string): boolean => [...text].every(inWinAnsi);
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Text as the standard fonts can print it: white space becomes a blank, a letter they lack loses its accents,
 * and what is then still foreign (emoji, Chinese) is one `?` a character.
 */
export function toWinAnsi(text: string): string {
	const plain = text
		.normalize("NFC")
		.replace(/[\s\p{Cc}]+/gu, " ")
		.replace(/\p{Cf}/gu, (mark) => (mark === "\u200d" ? mark : ""));
	if (printable(plain)) return plain.trim();
	return Array.from(graphemes.segment(plain), ({ segment }) => {
		if (printable(segment)) return segment;
		const bare = segment.normalize("NFKD").replace(/\p{M}/gu, "");
		return bare !== "" && printable(bare) ? bare : "?";
	})
		.join("")
		.trim();
}
