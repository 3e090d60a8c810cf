import { isRouteErrorResponse, useRouteError } from "react-router";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { WordMark } from "./brand/word-mark";
import { buttonStyle } from "./button";
import { cn } from "./cn";

/** The last resort: a whole page of its own, for when not even the frame could be drawn; `framed` inside the public one. Kept small: every page loads it. */
export function RootError({ framed }: { framed?: boolean }) {
	const error = useRouteError();
	const status = isRouteErrorResponse(error) ? error.status : 500;
	const [title, text] = wordsOf(status);
	const requestId = isRouteErrorResponse(error) && isProblem(error.data) ? error.data.requestId : undefined;
	const Box = framed ? "div" : "main";
	return (
		<Box
			className={cn(
				"grid content-center justify-items-center gap-3 px-4 text-center",
				framed ? "py-24 sm:py-36" : "min-h-dvh py-10",
			)}
		>
			{!framed && <WordMark className="mb-6 text-xl" />}
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
		</Box>
	);
}

/** 403 comes from the doors of the system scope; pages behind a door say more, inside the frame. */
function wordsOf(status: number): [title: string, text: string] {
	if (status === 404) return [m.state_not_found_title(), m.state_not_found_text()];
	if (status === 403) return [m.state_forbidden_title(), m.state_forbidden_who({ who: m.state_forbidden_system() })];
	return [m.state_error_title(), m.state_error_text()];
}
