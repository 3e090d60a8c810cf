import { redirect } from "react-router";
import { EntryExportQuery } from "#worker/modules/billing/wallet/schemas";
import { startOfDay } from "~/calendar.server";
import { session } from "~/context";
import { readQuery } from "~/read-query.server";
import type { Route } from "./+types/statement-csv";

/** The export of what the page shows: its days become instants, then the API answers. */
export function loader({ request, context }: Route.LoaderArgs) {
	const params = new URL(request.url).searchParams;
	const { timeZone } = context.get(session).user;
	const { from: _, to: __, ...query } = readQuery(request, EntryExportQuery);
	const from = startOfDay(params.get("since"), timeZone);
	const to = startOfDay(params.get("until"), timeZone, 1);
	const asked = new URLSearchParams({ ...query, ...(from && { from }), ...(to && { to }) });
	throw redirect(`/api/v1/wallet/entries.csv?${asked}`);
}
