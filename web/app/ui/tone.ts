/** ok: paid, active · wait: someone must act · bad: failed, suspended · info: on its way · ended: over. */
export type Tone = "ok" | "wait" | "bad" | "info" | "ended";

export const toneText: Record<Tone, string> = {
	ok: "text-ok",
	wait: "text-wait",
	bad: "text-bad",
	info: "text-info",
	ended: "text-ended",
};

export const toneSoft: Record<Tone, string> = {
	ok: "bg-ok-soft",
	wait: "bg-wait-soft",
	bad: "bg-bad-soft",
	info: "bg-info-soft",
	ended: "bg-ended-soft",
};

export const toneLine: Record<Tone, string> = {
	ok: "border-ok/30",
	wait: "border-wait/30",
	bad: "border-bad/35",
	info: "border-info/30",
	ended: "border-line",
};
