/** A simulation as lines that a person can follow; ids are numbered in the order in which they appear. */
export type Story = {
	tell(at: number, who: string, what: string): void;
	/** Names instead of ids, the same in every run of a seed. */
	named(text: string): string;
	lines(): string[];
	/** Of all lines, kept or not. */
	digest(): string;
};

const ID = /\b([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/** @param keep how many of the last lines are kept; the digest is over all */
export function newStory(keep: number): Story {
	const aliases = new Map<string, string>();
	const counts = new Map<string, number>();
	let lines: string[] = [];
	let [low, high] = [0xdeadbeef, 0x41c6ce57];

	function aliasOf(id: string, kind: string): string {
		const known = aliases.get(id);
		if (known) return known;
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		aliases.set(id, `${kind}#${count}`);
		return `${kind}#${count}`;
	}

	/** cyrb53's mixing, a letter at a time. */
	function mix(text: string): void {
		for (let i = 0; i < text.length; i++) {
			low = Math.imul(low ^ text.charCodeAt(i), 2_654_435_761);
			high = Math.imul(high ^ text.charCodeAt(i), 1_597_334_677);
		}
	}

	const named = (text: string) => text.replace(ID, (id, kind: string) => aliasOf(id, kind));
	return {
		named,
		tell(at, who, what) {
			const line = named(`${new Date(at).toISOString().slice(0, 16)} ${who}: ${what}`);
			mix(line);
			lines.push(line);
			if (lines.length > keep * 2) lines = lines.slice(-keep);
		},
		lines: () => lines.slice(-keep),
		digest: () => [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join(""),
	};
}
