import { and, asc, eq, getTableColumns, gt, gte, inArray, or, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { DAY, HOUR } from "#worker/kernel/time";
import { TAKEN } from "../payments/dispute-payment";
import { orderOf } from "../payments/provider-order";
import { payments } from "../payments/tables";
import { GATEWAYS, type Gateway, type PaymentProvider, ProviderError } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { compareWithProvider, unknownThere } from "./provider-rules";
import { recordFindings, resolveUnseen } from "./record";
import { type Finding, KINDS_OF } from "./rules";

/** A refund or a chargeback comes within this time of the payment, as a rule. */
const WINDOW = 90 * DAY;
/** Where a payment has changed within this time, its next webhook may be on its way: it is not yet a difference. */
const SETTLES = HOUR;
const PAGE = 50;
/** Questions at once; a Worker has six connections. */
const AT_ONCE = 5;
/** A gateway that leaves so many unanswered is left alone until the next run. */
const SILENT_AFTER = 3;

const fields = {
	...getTableColumns(payments),
	refundsAsked: sql<number>`(SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.tenant_id = payments.tenant_id
		AND r.payment_id = payments.id AND r.way = 'provider' AND r.status <> 'failed')`,
	refundsFinal: sql<number>`(SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.tenant_id = payments.tenant_id
		AND r.payment_id = payments.id AND r.way = 'provider' AND r.status = 'succeeded')`,
	disputed: TAKEN,
};
type Place = [createdAt: number, id: string];
export type Asked = { examined: number; cursor: string | null };

/**
 * Asks the gateways about at most `budget` payments of the last 90 days and compares their word with ours. It goes
 * on from `cursor`, so that those which were asked the longest ago come first. @returns where the next run goes on
 */
export async function askProviders(ctx: SystemContext, cursor: string | null, budget: number): Promise<Asked> {
	const door = openDoor(ctx);
	let examined = 0;
	let place = cursor;
	while (examined < budget) {
		const limit = Math.min(PAGE, budget - examined);
		const rows = await readPage(ctx, place, limit);
		await comparePage(ctx, rows, { door, settles: SETTLES });
		examined += rows.length;
		const last = rows.at(-1);
		place = last && rows.length === limit ? JSON.stringify([last.createdAt, last.id] satisfies Place) : null;
		if (place === null) break;
	}
	await ctx.db.batch(door.silence());
	return { examined, cursor: place };
}

/** Compares one payment anew: what a remedy has mended is settled at once. */
export async function askAbout(ctx: SystemContext, paymentId: Id<"payment">): Promise<void> {
	const rows = await ctx.db.select(fields, payments, { where: eq(payments.id, paymentId) });
	await comparePage(ctx, rows, { door: openDoor(ctx), settles: 0 });
}

async function readPage(ctx: SystemContext, cursor: string | null, limit: number) {
	const { createdAt, id, provider } = payments;
	const [at, last] = cursor ? (JSON.parse(cursor) as Place) : [0, ""];
	const since = Math.max(at, ctx.now - WINDOW);
	const beyond = or(gt(createdAt, since), and(eq(createdAt, since), gt(id, last as Id<"payment">)));
	const where = and(gte(createdAt, since), beyond, inArray(provider, [...GATEWAYS]));
	return ctx.db.select(fields, payments, { where, orderBy: [asc(createdAt), asc(id)], limit });
}
type Row = Awaited<ReturnType<typeof readPage>>[number];

async function comparePage(ctx: SystemContext, rows: Row[], { door, settles }: How): Promise<void> {
	const answered: Row[] = [];
	const found: Finding[] = [];
	for (let from = 0; from < rows.length; from += AT_ONCE) {
		const some = rows.slice(from, from + AT_ONCE);
		const answers = await Promise.all(some.map((row) => door.compare(row)));
		for (const [n, answer] of answers.entries()) {
			const row = some[n];
			if (!row || answer === null || (await inMotion(ctx, row, { found: answer, settles }))) continue;
			answered.push(row);
			found.push(...answer);
		}
	}
	const covered = { subjects: answered.map(({ id }) => id) };
	if (answered.length === 0) return;
	await ctx.db.batch([...recordFindings(ctx, found), resolveUnseen(ctx, KINDS_OF.providers, covered)]);
}

/** What differs may do so for a moment only: a webhook is on its way, or was faster than our question. */
async function inMotion(
	ctx: SystemContext,
	row: Row,
	{ found, settles }: { found: Finding[]; settles: number },
): Promise<boolean> {
	if (found.length === 0) return false;
	if (row.updatedAt > ctx.now - settles) return true;
	const now = await ctx.db.find(payments, eq(payments.id, row.id));
	return now?.updatedAt !== row.updatedAt || now.status !== row.status;
}

type Door = ReturnType<typeof openDoor>;
type How = { door: Door; settles: number };

/** The gateways of one run, and which of them do not answer. */
function openDoor(ctx: SystemContext) {
	const opened = new Map<Gateway, Promise<PaymentProvider>>();
	const failures = new Map<Gateway, string[]>();
	const isSilent = (code: Gateway) => (failures.get(code)?.length ?? 0) >= SILENT_AFTER;

	function gatewayFor(code: Gateway): Promise<PaymentProvider> {
		const gateway = opened.get(code) ?? gatewayOf(ctx, code);
		opened.set(code, gateway);
		return gateway;
	}

	/** Null where there was no answer. */
	async function compare(row: Row): Promise<Finding[] | null> {
		const code = row.provider as Gateway;
		if (isSilent(code)) return null;
		try {
			const gateway = await gatewayFor(code);
			return compareWithProvider(row, await gateway.verify(orderOf(row)));
		} catch (error) {
			if (error instanceof ProviderError && error.kind === "refused") return unknownThere(row, error.message);
			failures.set(code, [...(failures.get(code) ?? []), whyOf(error)]);
			return null;
		}
	}

	function silence(): Statement[] {
		if (opened.size === 0) return [];
		const found = [...failures.keys()].filter(isSilent).map((code) => silent(code, failures.get(code)?.[0] ?? ""));
		return [...recordFindings(ctx, found), resolveUnseen(ctx, KINDS_OF.silence, { subjects: [...opened.keys()] })];
	}

	return { compare, silence };
}

/** No keys, wrong ones, or no answer. @throws whatever is no provider's fault */
function whyOf(error: unknown): string {
	if (error instanceof ProviderError) return error.kind;
	if (error instanceof AppError) return error.message;
	throw error;
}

const silent = (subjectId: Gateway, why: string): Finding => ({
	...{ kind: "provider_silent", tenantId: null, subjectId, remedy: "wait" },
	...{ ours: { state: "asked" }, theirs: { state: why }, amount: null, currency: null },
});
