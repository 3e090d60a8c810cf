import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { publicRoute, type Route, systemRoute } from "#worker/kernel/route";
import { GATEWAYS } from "../providers/provider";
import { listInbox, listRefusals, readInboxEvent } from "./read-inbox";
import { receiveWebhook } from "./receive-webhook";
import { replayEvent } from "./replay-event";
import { InboxEventDetail, InboxPage, InboxQuery, Received, RefusalList } from "./schemas";

const params = z.object({ id: idOf("inbox") });
const tag = "Inbox";

const webhooks = GATEWAYS.map((gateway) =>
	publicRoute(
		{
			method: "post",
			path: `/webhooks/${gateway}`,
			tag,
			summary: `Where ${gateway} reports; signed by it`,
			permission: "public",
			raw: true,
			answer: Received,
			errors: ["signature_refused", "bad_request", "payload_too_large", "not_ready"],
		},
		(ctx, { request }) => receiveWebhook(ctx, gateway, request),
	),
);

export const inboxRoutes: Route[] = [
	...webhooks,
	systemRoute(
		{
			method: "get",
			path: "/admin/inbox",
			tag,
			summary: "What providers have reported; the parked ones need a person",
			permission: "system.inbox.read",
			query: InboxQuery,
			answer: InboxPage,
		},
		(ctx, { query }) => listInbox(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/inbox/refusals",
			tag,
			summary: "Webhooks that were refused, by day and reason",
			permission: "system.inbox.read",
			answer: RefusalList,
		},
		(ctx) => listRefusals(ctx),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/inbox/{id}",
			tag,
			summary: "An event as it came",
			permission: "system.inbox.read",
			params,
			answer: InboxEventDetail,
		},
		(ctx, { params }) => readInboxEvent(ctx, params.id),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/inbox/{id}/replay",
			tag,
			summary: "Handle an event again; nothing happens twice",
			permission: "system.inbox.replay",
			params,
			answer: InboxEventDetail,
		},
		(ctx, { params }) => replayEvent(ctx, params.id),
	),
];
