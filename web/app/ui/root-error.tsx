import { m } from "~/paraglide/messages.js";
import { WordMark } from "./brand/word-mark";
import { ButtonLink } from "./button";
import { ProblemState } from "./problem-state";

/** The last resort: a whole page of its own, for when not even the frame could be drawn. */
export function RootError() {
	return (
		<main className="mx-auto grid min-h-dvh max-w-xl content-center gap-6 px-4 py-10">
			<WordMark className="justify-self-center text-xl" />
			<ProblemState />
			<ButtonLink to="/" reloadDocument variant="link" className="justify-self-center">
				{m.state_home()}
			</ButtonLink>
		</main>
	);
}
