import { redirect } from "react-router";
import type * as z from "zod";
import { defaultTimeZone } from "~/format";
import { readLogQuery } from "./log-query.server";

type Asked = { request: Request; schema: z.ZodObject; user: { timeZone: string | null } };

/** The export of what the page shows: its days become instants, then the API answers. */
export function logExport(path: string, { request, schema, user }: Asked): never {
	const query = readLogQuery(request, schema, user.timeZone ?? defaultTimeZone);
	const asked = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
	throw redirect(`${path}?${new URLSearchParams(asked)}`);
}
