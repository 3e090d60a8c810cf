import { and, eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { couponView } from "./coupon-view";
import { inState } from "./in-state";
import { type CouponInput, type CouponPatch, type CouponQuery, type CouponView, couponFaults } from "./schemas";
import { coupons } from "./tables";

export async function listCoupons(ctx: SystemContext, query: CouponQuery) {
	const page = pageClause(query, { createdAt: coupons.createdAt }, coupons.id);
	const found = contains(query.search, coupons.code, coupons.name);
	const rows = await ctx.db.list(coupons, {
		...page,
		where: and(matches(coupons.kind, query.kind), inState(query.state, ctx.now), found, page.after),
	});
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => couponView(row, ctx.now),
	);
}

export async function readCoupon(ctx: SystemContext, couponId: Id<"coupon">): Promise<CouponView> {
	const row = await ctx.db.find(coupons, eq(coupons.id, couponId));
	if (!row) throw new AppError("not_found");
	return couponView(row, ctx.now);
}

export async function createCoupon(ctx: SystemContext, input: CouponInput): Promise<CouponView> {
	const id = newId("coupon");
	const dates = { startsAt: epoch(input.startsAt), endsAt: epoch(input.endsAt) };
	const row = { ...input, ...dates, id, createdAt: ctx.now, updatedAt: ctx.now };
	try {
		await ctx.db.batch([
			ctx.db.insert(coupons, row),
			auditInstallation(ctx, { action: "coupon.create", resource: { kind: "coupon", id }, after: input }),
		]);
	} catch (error) {
		if (violates(error, "coupons.code")) throw invalid("/code", "This code is taken.", "already_exists");
		throw error;
	}
	return readCoupon(ctx, id);
}

/** Changes whom it is for and until when. Quotes that count on it keep it; a limit below what is used is refused. */
export async function updateCoupon(
	ctx: SystemContext,
	couponId: Id<"coupon">,
	patch: CouponPatch,
): Promise<CouponView> {
	const before = await readCoupon(ctx, couponId);
	const [fault] = couponFaults({ ...before, ...patch });
	if (fault) throw invalid(`/${fault.path}`, fault.message);
	const changes = { ...patch, ...datesOf(patch), updatedAt: ctx.now };
	const resource = { kind: "coupon", id: couponId };
	try {
		await ctx.db.batch([
			ctx.db.update(coupons, eq(coupons.id, couponId), changes as never),
			ctx.db.guard("coupon_there"),
			auditInstallation(ctx, { action: "coupon.update", resource, before, after: patch }),
		]);
	} catch (error) {
		if (violates(error, "coupon_not_used_up"))
			throw invalid("/maxRedemptions", `It is used ${before.redemptions} times already.`);
		if (lostRace(error)) throw new AppError("not_found");
		throw error;
	}
	return readCoupon(ctx, couponId);
}

/** Times as the table keeps them; what is not given stays absent. */
function datesOf({ startsAt, endsAt }: { startsAt?: string | null | undefined; endsAt?: string | null | undefined }) {
	return {
		...(startsAt !== undefined && { startsAt: epoch(startsAt) }),
		...(endsAt !== undefined && { endsAt: epoch(endsAt) }),
	};
}

const epoch = (text: string | null): number | null => (text === null ? null : Date.parse(text));
