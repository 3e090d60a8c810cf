import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { causeOf, log } from "#worker/kernel/log";
import { emit } from "#worker/kernel/outbox";
import { iso } from "#worker/kernel/time";
import { grantable, newKey, roomForKey, settingsOf, tooManyKeys } from "./create-key";
import { findKey } from "./read-keys";
import { planRoll } from "./rules";
import type { NewApiKey, RollInput } from "./schemas";
import { apiKeys } from "./tables";
import { tellMeter } from "./tell-meter";
import { asItWas, changedMeanwhile, type StoredKey } from "./update-key";
import { keyView } from "./views";

/** Makes a new key with the settings of an old one, which goes on for the overlap. */
export async function rollKey(
	ctx: TenantContext,
	keyId: Id<"apiKey">,
	{ overlapSeconds }: RollInput,
): Promise<NewApiKey> {
	const old = await findKey(ctx, keyId);
	const plan = planRoll(old, overlapSeconds, ctx.now);
	if (plan.refused) throw new AppError("conflict", `This key is ${plan.refused}.`);
	grantable(ctx, old.scopes);
	const { name, environment, scopes, ips } = old;
	const { text, row } = await newKey(ctx, { name, environment, scopes, ips, expiresAt: plan.newEnds });
	try {
		await write(ctx, { old, oldEnds: plan.oldEnds, row });
	} catch (error) {
		if (lostRace(error)) throw await whyLost(ctx, old);
		throw error;
	}
	// The new key exists and is shown this once: the event makes up for a word that did not get through.
	await tellMeter(ctx, old.hash).catch((error: unknown) =>
		log.warn("api_key.meter_not_told", { requestId: ctx.requestId, apiKeyId: old.id, cause: causeOf(error) }),
	);
	return { ...keyView(row, ctx.actor.name, ctx.now), key: text };
}

type Roll = { old: StoredKey; oldEnds: number; row: Awaited<ReturnType<typeof newKey>>["row"] };

function write(ctx: TenantContext, { old, oldEnds, row }: Roll): Promise<void> {
	const { db } = ctx;
	const before = { expiresAt: settingsOf(old).expiresAt };
	const after = { expiresAt: iso(oldEnds), replacedBy: row.id };
	return db.batch([
		db.update(apiKeys, asItWas(old, ctx.now), { expiresAt: oldEnds, replacedBy: row.id }),
		db.guard("key_as_it_was"),
		db.insertIf(apiKeys, row, roomForKey(ctx)),
		db.guard("room_for_key"),
		audit(ctx, { action: "api_key.roll", resource: { kind: "api_key", id: old.id }, before, after }),
		audit(ctx, { action: "api_key.create", resource: { kind: "api_key", id: row.id }, after: settingsOf(row) }),
		emit(ctx, { type: "api_key.changed", apiKeyId: old.id }),
	]);
}

/** One of the two guards did not hold: the key is not as it was, or there is no room. */
async function whyLost(ctx: TenantContext, old: StoredKey): Promise<AppError> {
	const [still] = await ctx.db.select({ id: apiKeys.id }, apiKeys, { where: asItWas(old, ctx.now), limit: 1 });
	return still ? tooManyKeys() : changedMeanwhile();
}
