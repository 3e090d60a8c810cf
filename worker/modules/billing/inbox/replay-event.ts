import { eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emitInstallation } from "#worker/kernel/outbox";
import { readInboxEvent } from "./read-inbox";
import { inbox } from "./tables";

/** Handles an event again, whatever became of it: the provider is asked anew, so that nothing happens twice. */
export async function replayEvent(ctx: SystemContext, inboxId: Id<"inbox">) {
	const event = await ctx.db.find(inbox, eq(inbox.id, inboxId));
	if (!event) throw new AppError("not_found");
	await ctx.db.batch([
		ctx.db.update(inbox, eq(inbox.id, inboxId), { status: "received", attempts: 0, note: null, processedAt: null }),
		emitInstallation(ctx, ctx.db, { type: "inbox.received", inboxId }),
		auditInstallation(ctx, {
			action: "inbox.replay",
			resource: { kind: "inbox", id: inboxId },
			before: { status: event.status, note: event.note },
		}),
	]);
	return readInboxEvent(ctx, inboxId);
}
