import { Outlet } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { ProblemState } from "~/ui/problem-state";

/** Keeps the frame when a page fails: what a page's loader throws is shown in the page's place. */
export default function Boundary() {
	return <Outlet />;
}

export function ErrorBoundary() {
	const home = <ButtonLink to="/admin">{m.state_to_overview()}</ButtonLink>;
	return <ProblemState grantedBy={m.state_forbidden_system()} home={home} />;
}
