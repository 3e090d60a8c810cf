import { type Founded, tenant } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { ApiKeyInput } from "#worker/modules/identity/api-keys/schemas";

/** A tenant whose meter writes down what it is told to forget; `fails` makes it unreachable. */
export async function keyHolder(): Promise<Founded & { forgotten: string[]; reach: { fails: boolean } }> {
	const founded = await tenant();
	const forgotten: string[] = [];
	const reach = { fails: false };
	const forgetKey = async (tenantId: Id<"tenant">, hash: string) => {
		if (reach.fails) throw new Error("the object does not answer");
		if (tenantId === founded.ctx.tenantId) forgotten.push(hash);
	};
	const ctx = { ...founded.ctx, meters: { ...founded.ctx.meters, forgetKey } };
	return { ...founded, ctx, forgotten, reach };
}

/** A key made through the use case, from what a request would send. */
export async function keyOf(ctx: TenantContext, input: Partial<Record<keyof ApiKeyInput, unknown>> = {}) {
	const made = await createKey(ctx, ApiKeyInput.parse({ name: "Kasir", scopes: ["invoice:read"], ...input }));
	return { ...made, text: made.key ?? "" };
}

/** The same context, some seconds later. */
export const later = (ctx: TenantContext, seconds: number): TenantContext => ({
	...ctx,
	now: ctx.now + seconds * 1000,
});
