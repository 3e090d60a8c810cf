import { ApiLogExportQuery } from "#worker/modules/audit/api-logs/schemas";
import { session } from "~/context";
import { logExport } from "~/routes/api-logs/log-export.server";
import type { Route } from "./+types/log-csv";

export function loader({ request, context }: Route.LoaderArgs) {
	return logExport("/api/v1/api-logs/export", {
		...{ request, schema: ApiLogExportQuery, user: context.get(session).user },
	});
}
