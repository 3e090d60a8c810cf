/** Every http(s) address in a text body, in order, without the punctuation that ends a sentence. */
export function linksIn(text: string): string[] {
	return (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => link.replace(/[.,;:!?)\]]+$/, ""));
}
