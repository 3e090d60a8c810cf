import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";

export const BlockedCallerView = z
	.object({
		id: idOf("blockedCaller"),
		policy: z.string().meta({ description: "The limiter's policy." }),
		caller: z.string().meta({ description: "An address, an e-mail address, or a tenant's keys or people." }),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }).nullable(),
		refusals: z.int().meta({ description: "Windows in which it was turned away." }),
		...{ firstAt: z.iso.datetime(), lastAt: z.iso.datetime() },
		until: z.iso.datetime().meta({ description: "Then it is let in again by itself." }),
		liftedAt: z.iso.datetime().nullable(),
		liftedBy: z.string().nullable(),
	})
	.meta({ id: "BlockedCaller" });
export type BlockedCallerView = z.infer<typeof BlockedCallerView>;

export const BlockedPage = pageOf(BlockedCallerView);
export const BlockedQuery = pageQuery(["lastAt"]).extend({
	state: z
		.enum(["active", "lifted", "all"])
		.default("active")
		.meta({ description: "Active: turned away now. Lifted: let in again by hand." }),
});
export type BlockedQuery = z.output<typeof BlockedQuery>;
export const BlockedParam = z.object({ id: idOf("blockedCaller") });
