import { ChevronsLeft, FileX, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { isRouteErrorResponse, useRouteError, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { withParams } from "~/url";
import { ButtonLink } from "./button";
import { EmptyState } from "./empty-state";
import { ErrorState } from "./error-state";
import { ForbiddenState } from "./forbidden-state";

export type ProblemStateProps = {
	/** As in ForbiddenState. */
	grantedBy?: string;
	/** The way back from what is not there or not allowed: a link to the scope's first page. */
	home?: ReactNode;
};

/** The right state for what a loader threw. Layouts use it as their `ErrorBoundary`. */
export function ProblemState({ grantedBy, home }: ProblemStateProps) {
	const error = useRouteError();
	if (isRouteErrorResponse(error)) {
		if (isProblem(error.data)) return <ProblemOf problem={error.data} grantedBy={grantedBy} home={home} />;
		if (error.status === 404) return <NotFoundState home={home} />;
	}
	return <ErrorState page />;
}

function ProblemOf({ problem, grantedBy, home }: ProblemStateProps & { problem: Problem }) {
	if (problem.code === "not_found") return <NotFoundState home={home} />;
	if (problem.code === "forbidden")
		return <ForbiddenState page permission={permissionIn(problem.detail)} grantedBy={grantedBy} action={home} />;
	if (problem.issues?.some(({ pointer }) => pointer === "?cursor")) return <StalePageState />;
	return <ErrorState page title={problemMessage(problem)} requestId={problem.requestId} />;
}

function NotFoundState({ home }: Pick<ProblemStateProps, "home">) {
	return (
		<EmptyState page icon={SearchX} title={m.state_not_found_title()} action={home}>
			{m.state_not_found_text()}
		</EmptyState>
	);
}

/** A list opened at a place it does not have: a cursor of another list or sort, or a mangled link. */
function StalePageState() {
	const [params] = useSearchParams();
	return (
		<EmptyState
			page
			icon={FileX}
			title={m.state_stale_page_title()}
			action={
				<ButtonLink to={withParams(params, { cursor: null })} variant="primary" icon={<ChevronsLeft aria-hidden />}>
					{m.ui_first_page()}
				</ButtonLink>
			}
		>
			{m.state_stale_page_text()}
		</EmptyState>
	);
}

/** The API names it in its detail: "This needs the permission invoice.read." */
function permissionIn(detail: string | undefined): string | undefined {
	return detail?.match(/[a-z_]+(?:\.[a-z_]+)+/)?.[0];
}
