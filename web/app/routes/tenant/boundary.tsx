import { Outlet } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { ProblemState } from "~/ui/problem-state";

/** Keeps the frame when a page fails: what a page's loader throws is shown in the page's place. */
export default function Boundary() {
	return <Outlet />;
}

export function ErrorBoundary() {
	return <ProblemState home={<ButtonLink to="/app">{m.pay_to_dashboard()}</ButtonLink>} />;
}
