import type { Schema } from "@sewa/sdk";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/overview";
import { Attention } from "./attention";
import { Figures } from "./figures";
import { lastTwelveMonths } from "./months";
import { RevenueChart } from "./revenue-chart";
import { SubscriptionsChart } from "./subscriptions-chart";

export const handle = { crumb: () => m.nav_overview(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_overview()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const [overview, plans] = await Promise.all([
		required(client.GET("/api/v1/admin/overview")),
		outcome(client.GET("/api/v1/admin/plans", { params: { query: { sort: "position", limit: 100 } } })),
	]);
	return {
		overview,
		plans: plans.ok ? plans.data.items.map(({ code, name }) => ({ code, name })) : [],
		months: lastTwelveMonths(Date.parse(context.get(session).now)),
		currency: chosenCurrency(request, overview),
	};
}

/** Revenue is never added up across currencies: one is shown, rupiah unless the URL says otherwise. */
function chosenCurrency(request: Request, { revenue }: Schema<"Overview">): "IDR" | "USD" {
	const asked = new URL(request.url).searchParams.get("currency");
	return asked === "USD" && revenue.some((row) => row.currency === "USD") ? "USD" : "IDR";
}

export default function Overview({ loaderData: { overview, plans, months, currency } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.nav_overview()} description={m.admin_overview_lead()} />
			<Attention overview={overview} />
			<Figures overview={overview} months={months} currency={currency} />
			<div className="grid gap-4 lg:grid-cols-2">
				<RevenueChart overview={overview} months={months} currency={currency} />
				<SubscriptionsChart overview={overview} plans={plans} />
			</div>
		</>
	);
}
