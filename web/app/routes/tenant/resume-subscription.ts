import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { withFlash } from "../admin/use-flash";
import type { Route } from "./+types/resume-subscription";

/** Takes a cancellation back or ends a pause. Where there is nothing to resume any more, the page shows how it is. */
export async function action({ context }: Route.ActionArgs) {
	const resumed = await outcome(context.get(api).POST("/api/v1/subscription/resume"));
	throw redirect(resumed.ok ? withFlash("/app/billing", "resumed") : "/app/billing");
}

export function loader() {
	return redirect("/app/billing");
}
