import { m } from "~/paraglide/messages.js";
import { cn } from "../cn";

type Level = 0 | 1 | 2 | 3 | 4;

const bars = ["bg-line", "bg-bad", "bg-wait", "bg-info", "bg-ok"] as const;

/** Four bars and a word. An estimate to guide the choice; the API decides what it takes. */
export function PasswordStrength({ password }: { password: string }) {
	const level = strengthOf(password);
	const words = ["", m.ui_password_weak(), m.ui_password_fair(), m.ui_password_good(), m.ui_password_strong()] as const;
	return (
		<div className={cn("flex items-center gap-3", password === "" && "hidden")}>
			<span aria-hidden className="grid flex-1 grid-cols-4 gap-1">
				{([1, 2, 3, 4] as const).map((step) => (
					<span key={step} className={cn("h-1 rounded-full", level >= step ? bars[level] : "bg-line")} />
				))}
			</span>
			<span role="status" className="min-w-16 text-right text-note text-ink-muted">
				{words[level]}
			</span>
		</div>
	);
}

// Length counts most; a wider alphabet helps; runs and repeats take away. Below eight characters it is weak whatever it holds.
function strengthOf(password: string): Level {
	if (password === "") return 0;
	if (password.length < 8) return 1;
	const alphabet = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
	const distinct = new Set(password).size;
	const obvious = /^(?:password|qwerty|12345|abcde|sewa|rahasia)/i.test(password) || distinct < 5;
	if (obvious) return 1;
	const score = Math.min(distinct, 20) / 5 + alphabet / 2;
	return score >= 5 ? 4 : score >= 3.6 ? 3 : 2;
}
