import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import type { apiLogs } from "./shard-tables";

/** A line as the queue carries it. Route templates, ids and numbers: no addresses, bodies or texts of keys. */
export type ApiLogLine = typeof apiLogs.$inferSelect;

const count = z.int().nonnegative();
const Line = z.object({
	id: idOf("apiLog"),
	tenantId: idOf("tenant").nullable(),
	at: z.int(),
	method: z.string(),
	route: z.string(),
	status: z.int(),
	duration: count,
	actorKind: z.enum(["user", "key", "anonymous"]),
	actorId: z.string(),
	requestBytes: count,
	responseBytes: count,
	requestId: z.string(),
	weight: z.int().positive(),
	deprecated: z.boolean(),
});

/** So many lines are one message: about 40 of the 128 KB that a message may have. */
export const LINES_A_MESSAGE = 100;

/** A message of the queue sewa-logs. */
export const ApiLogMessage = z.object({ v: z.literal(1), lines: z.array(Line).min(1) });
export type ApiLogMessage = z.infer<typeof ApiLogMessage>;

export function messagesOf(lines: readonly ApiLogLine[]): MessageSendRequest<ApiLogMessage>[] {
	const messages: MessageSendRequest<ApiLogMessage>[] = [];
	for (let from = 0; from < lines.length; from += LINES_A_MESSAGE)
		messages.push({ body: { v: 1, lines: lines.slice(from, from + LINES_A_MESSAGE) }, contentType: "json" });
	return messages;
}
