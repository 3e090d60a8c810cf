import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { extendRunningTrial } from "../plan-changes/extend-running-trial";
import { cancelSubscription } from "./cancel-subscription";
import { lengthenTrial } from "./lengthen-trial";
import { pauseSubscription } from "./pause-subscription";
import { readSubscription } from "./read-subscription";
import { resumeSubscription } from "./resume-subscription";
import {
	CancelInput,
	ExtendTrialInput,
	LengthenTrialInput,
	PauseInput,
	SubscriptionDetail,
	SubscriptionView,
} from "./schemas";

const common = { tag: "Subscription", answer: SubscriptionDetail } as const;
const errors: ["conflict"] = ["conflict"];

export const subscriptionRoutes: Route[] = [
	tenantRoute(
		{
			...common,
			method: "get",
			path: "/subscription",
			summary: "The subscription and what it allows",
			permission: "subscription.read",
		},
		(ctx) => readSubscription(ctx),
	),
	tenantRoute(
		{
			...common,
			method: "post",
			path: "/subscription/cancel",
			summary: "End the subscription now or with what is paid; the free plan is what remains",
			permission: "subscription.cancel",
			body: CancelInput,
			idempotent: true,
			errors,
		},
		(ctx, { body }) => cancelSubscription(ctx, body),
	),
	tenantRoute(
		{
			...common,
			method: "post",
			path: "/subscription/resume",
			summary: "Take back a cancellation that is still to come, or end a pause",
			permission: "subscription.cancel",
			idempotent: true,
			errors,
		},
		(ctx) => resumeSubscription(ctx),
	),
	tenantRoute(
		{
			...common,
			method: "post",
			path: "/subscription/pause",
			summary: "Stop service and billing for a while; what is left of the period goes on afterwards",
			permission: "subscription.pause",
			body: PauseInput,
			idempotent: true,
			errors,
		},
		(ctx, { body }) => pauseSubscription(ctx, body),
	),
	tenantRoute(
		{
			...common,
			method: "post",
			path: "/subscription/extend-trial",
			summary: "Make the running trial longer with a coupon",
			permission: "plan_change.create",
			body: ExtendTrialInput,
			idempotent: true,
			errors,
		},
		(ctx, { body }) => extendRunningTrial(ctx, body.coupon),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/subscriptions/{id}/extend-trial",
			tag: "Subscription",
			summary: "Give a running trial more days",
			permission: "system.plan_change.write",
			params: z.object({ id: idOf("subscription") }),
			body: LengthenTrialInput,
			answer: SubscriptionView,
			idempotent: true,
			errors,
		},
		(ctx, { params, body }) => lengthenTrial(ctx, params.id, body),
	),
];
