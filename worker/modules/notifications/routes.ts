import { publicRoute, type Route } from "#worker/kernel/route";
import { listMails } from "./list-mails";
import { MailList, MailQuery } from "./schemas";

export const developmentRoutes: Route[] = [
	publicRoute(
		{
			method: "get",
			path: "/dev/mails",
			tag: "Development",
			summary: "The mails that would have been sent, newest first",
			permission: "public",
			query: MailQuery,
			answer: MailList,
			cache: "no-store",
			errors: ["not_found"],
			developmentOnly: true,
		},
		(ctx, { query }) => listMails(ctx, query),
	),
];
