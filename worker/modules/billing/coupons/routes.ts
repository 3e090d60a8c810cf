import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { checkCoupon } from "./check-coupon";
import { createCoupon, listCoupons, readCoupon, updateCoupon } from "./manage-coupons";
import { couponStatistics, listRedemptions } from "./read-redemptions";
import {
	CouponCheck,
	CouponCheckInput,
	CouponInput,
	CouponPage,
	CouponPatch,
	CouponQuery,
	CouponStatistics,
	CouponView,
	RedemptionPage,
	RedemptionQuery,
} from "./schemas";

const tag = "Coupons";
const params = z.object({ id: idOf("coupon") });
const read = { tag, permission: "system.coupon.read" } as const;
const write = { tag, permission: "system.coupon.write" } as const;

export const couponRoutes: Route[] = [
	tenantRoute(
		{
			method: "post",
			path: "/coupons/check",
			tag,
			summary: "Whether a coupon counts for a plan, and what it takes off",
			permission: "plan_change.create",
			body: CouponCheckInput,
			answer: CouponCheck,
			errors: ["conflict"],
		},
		(ctx, { body }) => checkCoupon(ctx, body),
	),
	systemRoute(
		{ ...read, method: "get", path: "/admin/coupons", summary: "Coupons", query: CouponQuery, answer: CouponPage },
		(ctx, { query }) => listCoupons(ctx, query),
	),
	systemRoute(
		{
			...write,
			method: "post",
			path: "/admin/coupons",
			summary: "Make a coupon",
			body: CouponInput,
			answer: CouponView,
			status: 201,
			idempotent: true,
			errors: ["already_exists"],
		},
		(ctx, { body }) => createCoupon(ctx, body),
	),
	systemRoute(
		{ ...read, method: "get", path: "/admin/coupons/{id}", summary: "A coupon", params, answer: CouponView },
		(ctx, { params }) => readCoupon(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			method: "patch",
			path: "/admin/coupons/{id}",
			summary: "Change whom a coupon is for and until when, or disable it",
			params,
			body: CouponPatch,
			answer: CouponView,
		},
		(ctx, { params, body }) => updateCoupon(ctx, params.id, body),
	),
	systemRoute(
		{
			...read,
			method: "get",
			path: "/admin/coupons/{id}/redemptions",
			summary: "Who used a coupon",
			params,
			query: RedemptionQuery,
			answer: RedemptionPage,
		},
		(ctx, { params, query }) => listRedemptions(ctx, params.id, query),
	),
	systemRoute(
		{
			...read,
			method: "get",
			path: "/admin/coupons/{id}/statistics",
			summary: "What a coupon cost and brought",
			params,
			answer: CouponStatistics,
		},
		(ctx, { params }) => couponStatistics(ctx, params.id),
	),
];
