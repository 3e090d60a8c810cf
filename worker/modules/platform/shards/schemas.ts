import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { MOVE_STATES } from "./rules";

const Code = z
	.string()
	.regex(/^\d\d$/, "must be two digits, of the binding SHARD_nn")
	.meta({ examples: ["01"] });

export const ShardParam = z.object({ code: Code });

export const ShardView = z
	.object({
		code: Code,
		/** Its share of new tenants. */
		weight: z.int(),
		/** Tenants that live there. */
		tenants: z.int(),
		/** Tenants that are on their way there. */
		arriving: z.int(),
		/** Size of its database. */
		bytes: z.int(),
	})
	.meta({ id: "Shard" });
export type ShardView = z.infer<typeof ShardView>;
export const ShardList = z.object({ items: z.array(ShardView) });

export const WeightInput = z
	.object({ weight: z.int().min(0).max(1000) })
	.meta({ examples: [{ weight: 2 }], description: "Its share of new tenants; 0 takes no more." });
export type WeightInput = z.infer<typeof WeightInput>;

export const MoveInput = z.object({ shard: Code }).meta({ examples: [{ shard: "01" }] });
export type MoveInput = z.infer<typeof MoveInput>;

export const MoveView = z
	.object({
		id: idOf("tenantMove"),
		tenantId: idOf("tenant"),
		from: Code,
		to: Code,
		status: z.enum(MOVE_STATES),
		/** Rows so far. */
		copied: z.int(),
		/** What differed when the copy was compared: the tenant stayed where it was. */
		problem: z.string().nullable(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "TenantMove" });
export type MoveView = z.infer<typeof MoveView>;

export const LastMove = z
	.object({ move: MoveView.nullable().meta({ description: "Null where the tenant has never been moved." }) })
	.meta({ id: "TenantLastMove" });
export type LastMove = z.infer<typeof LastMove>;
