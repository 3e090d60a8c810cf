import { isRouteErrorResponse, useRouteError } from "react-router";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { WordMark } from "./brand/word-mark";
import { buttonStyle } from "./button";

/** The last resort: a whole page of its own, for when not even the frame could be drawn. Kept small: every page loads it. */
export function RootError() {
	const error = useRouteError();
	const status = isRouteErrorResponse(error) ? error.status : 500;
	const [title, text] = wordsOf(status);
	const requestId = isRouteErrorResponse(error) && isProblem(error.data) ? error.data.requestId : undefined;
	return (
		<main className="grid min-h-dvh content-center justify-items-center gap-3 px-4 py-10 text-center">
			<WordMark className="mb-6 text-xl" />
			{status < 500 && <p className="tabular text-sm font-medium text-ink-muted">{status}</p>}
			<h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
			<p className="max-w-md text-pretty text-ink-muted">{text}</p>
			<a href="/" className={buttonStyle({ className: "mt-4" })}>
				{m.state_home()}
			</a>
			{requestId && (
				<p className="mt-3 text-sm text-ink-muted">
					{m.state_request_id()} <code className="font-mono">{requestId}</code>
				</p>
			)}
		</main>
	);
}

/** 403 comes from the doors of the system scope; pages behind a door say more, inside the frame. */
function wordsOf(status: number): [title: string, text: string] {
	if (status === 404) return [m.state_not_found_title(), m.state_not_found_text()];
	if (status === 403) return [m.state_forbidden_title(), m.state_forbidden_who({ who: m.state_forbidden_system() })];
	return [m.state_error_title(), m.state_error_text()];
}
