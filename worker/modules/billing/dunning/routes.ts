import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { readTrialStatistics, TrialStatistics } from "../subscriptions/trial-statistics";
import { contactDebtor, retryCollection, suspendDebtor } from "./act-on-arrears";
import { listDunning, readDunningTimeline } from "./read-dunning";
import { ContactInput, DunningPage, DunningQuery, DunningTimeline, SuspendInput } from "./schemas";

const tag = "Dunning";
const params = z.object({ id: idOf("subscription") });
const write = {
	method: "post",
	tag,
	permission: "system.dunning.write",
	params,
	answer: DunningTimeline,
	idempotent: true,
} as const;

export const dunningRoutes: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/dunning",
			tag,
			summary: "Who owes a renewal, and what comes next",
			permission: "system.dunning.read",
			query: DunningQuery,
			answer: DunningPage,
		},
		(ctx, { query }) => listDunning(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/subscriptions/{id}/dunning",
			tag,
			summary: "What was done about a subscription's unpaid renewals",
			permission: "system.dunning.read",
			params,
			answer: DunningTimeline,
		},
		(ctx, { params }) => readDunningTimeline(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			path: "/admin/subscriptions/{id}/retry",
			summary: "Try to collect now, from wallet or saved means",
			errors: ["conflict"],
		},
		(ctx, { params }) => retryCollection(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			path: "/admin/subscriptions/{id}/contact",
			summary: "Write to who owes",
			body: ContactInput,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => contactDebtor(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			path: "/admin/subscriptions/{id}/suspend",
			summary: "Suspend for want of payment, now",
			body: SuspendInput,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => suspendDebtor(ctx, params.id, body),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/trials/statistics",
			tag: "Trials",
			summary: "How trials ended, in all and by month",
			permission: "system.dunning.read",
			answer: TrialStatistics,
		},
		(ctx) => readTrialStatistics(ctx),
	),
];
