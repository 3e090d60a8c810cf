import { Pencil } from "lucide-react";
import { RedemptionQuery } from "#worker/modules/billing/coupons/schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { useMay } from "../permissions";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/coupon-detail";
import { CouponEffect } from "./coupon-effect";
import { couponFacts } from "./coupon-facts";
import { CouponFigures } from "./coupon-figures";
import { worthOf } from "./coupon-words";
import { Redemptions } from "./redemptions";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.coupon.code ?? null,
	parents: () => [{ label: m.nav_coupons(), to: "/admin/coupons" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.coupon.code ?? m.nav_coupons()} · Sewa` },
];

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const query = readQuery(request, RedemptionQuery);
	const [coupon, statistics, redemptions] = await Promise.all([
		required(client.GET("/api/v1/admin/coupons/{id}", { params: { path } })),
		required(client.GET("/api/v1/admin/coupons/{id}/statistics", { params: { path } })),
		required(client.GET("/api/v1/admin/coupons/{id}/redemptions", { params: { path, query } })),
	]);
	return { coupon, statistics, redemptions };
}

export default function CouponDetail({ loaderData: { coupon, statistics, redemptions } }: Route.ComponentProps) {
	useFlash({
		created: (name) => m.admin_coupons_created({ name }),
		saved: (name) => m.admin_coupons_saved({ name }),
	});
	return (
		<>
			<PageHeader
				title={coupon.code}
				badge={<StatusBadge of="coupon" status={coupon.state} />}
				description={`${coupon.name} · ${worthOf(coupon)}`}
				action={
					useMay("system.coupon.write") && (
						<ButtonLink to={`/admin/coupons/${coupon.id}/edit`} icon={<Pencil aria-hidden />}>
							{m.admin_coupons_edit()}
						</ButtonLink>
					)
				}
			/>
			<CouponFigures statistics={statistics} />
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
				<Card>
					<CardHeader title={m.admin_coupons_rules()} />
					<CardBody className="py-1.5!">
						<DescriptionList facts={couponFacts(coupon)} />
					</CardBody>
				</Card>
				<CouponEffect statistics={statistics} />
			</div>
			<Redemptions page={redemptions} />
		</>
	);
}
