import { redirect } from "react-router";
import type { Route } from "./+types/draft";
import { keepDraft } from "./billing-draft.server";

/** Keeps what was typed into the billing form so far; the page sends it whenever a field is left. */
export async function action({ request }: Route.ActionArgs) {
	return new Response(null, { status: 204, headers: { "Set-Cookie": keepDraft(request, await request.formData()) } });
}

export function loader() {
	return redirect("/welcome");
}
