import { publicRoute, type Route } from "#worker/kernel/route";
import { advanceClock, readClock } from "./advance-clock";
import { listHappenings } from "./list-happenings";
import { AdvanceInput, AdvanceView, ClockView, HappeningPage, HappeningQuery } from "./schemas";

const development = { tag: "Development", permission: "public", developmentOnly: true, cache: "no-store" } as const;

export const clockRoutes: Route[] = [
	publicRoute(
		{
			...development,
			method: "get",
			path: "/dev/clock",
			summary: "What time it is for business",
			answer: ClockView,
			errors: ["not_found"],
		},
		(ctx) => readClock(ctx),
	),
	publicRoute(
		{
			...development,
			method: "post",
			path: "/dev/clock",
			summary: "Move time for the whole installation; answers when everything that fell due has run",
			body: AdvanceInput,
			answer: AdvanceView,
			errors: ["not_found", "conflict"],
		},
		(ctx, { body }) => advanceClock(ctx, body),
	),
	publicRoute(
		{
			...development,
			method: "get",
			path: "/dev/clock/happenings",
			summary: "Changes of business and mails between two instants; sign-ins are only in the audit log",
			query: HappeningQuery,
			answer: HappeningPage,
			errors: ["not_found"],
		},
		(ctx, { query }) => listHappenings(ctx, query),
	),
];
