import * as z from "zod";

const EXAMPLE = {
	specversion: "1.0",
	id: "order-1042",
	source: "/kasir/3",
	type: "order.placed",
	time: "2026-11-20T10:00:00Z",
	data: { total: 125_000, channel: "kasir" },
};

const text = (description: string) => ({ type: "string", description });

/** Each is judged by itself and answered for, so that one that is wrong holds up no others: here it is only told. */
const CloudEvent = z.looseObject({}).meta({
	id: "CloudEvent",
	description: "A CloudEvent 1.0 in structured JSON. Further attributes are not kept.",
	required: ["specversion", "id", "source", "type"],
	properties: {
		specversion: { type: "string", enum: ["1.0"] },
		id: text("Together with the source it names the event: the same one again within 35 days is a duplicate."),
		source: text("Where it happened."),
		type: text("What a meter listens to."),
		subject: text("Whom it is about."),
		time: { ...text("When it happened, at most 35 days ago; now where it is not given."), format: "date-time" },
		data: { type: "object", description: "What meters count, and are split by.", additionalProperties: true },
	},
	examples: [EXAMPLE],
});

export const MOST_EVENTS = 1_000;
/** Twice as much, should every character need one before it, is what D1 takes. */
export const INGEST_LIMIT = 768 * 1024;
export const EVENT_TYPES = ["application/json", "application/cloudevents+json", "application/cloudevents-batch+json"];

export const IngestInput = z
	.union([CloudEvent, z.array(z.unknown()).min(1).max(MOST_EVENTS)], {
		error: `one CloudEvent, or an array of 1 to ${MOST_EVENTS}`,
	})
	.meta({ examples: [EXAMPLE, [EXAMPLE, { ...EXAMPLE, id: "order-1043" }]] });

export const IngestAnswer = z
	.object({
		/** New: kept, and counted by every meter that listens. */
		accepted: z.int(),
		/** Counted before: the same source and id came within 35 days, or twice in this batch. */
		duplicates: z.int(),
		/** Not counted; mended they can be sent again. */
		rejected: z.array(z.object({ id: z.string().nullable(), reason: z.string() })),
		/** Types among them that no meter listens to: a spelling mistake, or a meter that is still to be defined. */
		unmetered: z.array(z.string()).optional(),
	})
	.meta({ id: "IngestAnswer" });
export type IngestAnswer = z.infer<typeof IngestAnswer>;
