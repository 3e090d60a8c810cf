import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { DURATION } from "./rules";

export const AdvanceInput = z
	.object({
		advance: z.string().max(40).regex(DURATION, "an ISO 8601 duration in whole numbers, such as P7D").meta({
			description: "How far to go: `P7D`, `P1M`, `PT36H`; three years at most.",
		}),
	})
	.meta({ id: "ClockAdvance", examples: [{ advance: "P7D" }] });
export type AdvanceInput = z.infer<typeof AdvanceInput>;

export const ClockView = z
	.object({
		now: z.iso.datetime(),
		/** Milliseconds ahead of the wall clock. */
		ahead: z.int(),
	})
	.meta({ id: "Clock" });

export const AdvanceView = z
	.object({
		now: z.iso.datetime(),
		ahead: z.int(),
		/** Cron tasks that found something to do, in order. */
		ran: z.array(z.object({ at: z.iso.datetime(), task: z.string(), handled: z.int() })),
		/** Events that were handled between them. */
		events: z.int(),
		failures: z.array(z.object({ at: z.iso.datetime(), what: z.string(), error: z.string() })),
	})
	.meta({ id: "ClockAdvanced" });
export type AdvanceView = z.input<typeof AdvanceView>;

export const HappeningQuery = pageQuery(["at"]).extend({
	from: z.iso.datetime({ offset: true }).optional().meta({ description: "The first instant that counts." }),
	to: z.iso.datetime({ offset: true }).optional().meta({ description: "The last one." }),
	kind: z.enum(["change", "mail"]).optional(),
});
export type HappeningQuery = z.infer<typeof HappeningQuery>;

/** Something that happened: a change as it was audited, or a mail. */
export const Happening = z
	.object({
		id: z.string(),
		at: z.iso.datetime(),
		kind: z.enum(["change", "mail"]),
		/** `subscription.renew`; of a mail its template. */
		what: z.string(),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }).nullable(),
		actor: z.string().nullable(),
		resource: z.object({ kind: z.string(), id: z.string() }).nullable(),
		before: z.unknown(),
		after: z.unknown(),
		mail: z.object({ to: z.string(), subject: z.string(), status: z.string() }).nullable(),
	})
	.meta({ id: "Happening" });
export type Happening = z.input<typeof Happening>;
export const HappeningPage = pageOf(Happening);
