import { Landmark } from "lucide-react";
import { required } from "~/api.server";
import { api, locale } from "~/context";
import { m } from "~/paraglide/messages.js";
import { reloadAfterAction } from "~/reload-after-action";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/pay";
import { OpenCheckout } from "./open-checkout";
import { payInvoice } from "./pay-action.server";
import { PayForm } from "./pay-form";
import { PaySettled } from "./pay-settled";
import { PaySummary } from "./pay-summary";
import { readPayableMethods } from "./payable-methods.server";
import { readOnlineOffers } from "./payable-online.server";

export const handle = {
	crumb: () => m.bill_pay(),
	parents: () => [{ label: m.nav_invoices(), to: "/app/invoices" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.bill_pay()} ${loaderData?.invoice.number ?? ""} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const [invoice, tenant] = await Promise.all([
		required(client.GET("/api/v1/invoices/{id}", { params: { path: { id: params.id } } })),
		required(client.GET("/api/v1/tenant")),
	]);
	const payable = !invoice.reviewing && (invoice.status === "open" || invoice.status === "uncollectible");
	const query = { invoiceId: params.id, status: "pending", limit: 1 } as const;
	const [online, methods, started, payment] = await Promise.all([
		payable ? readOnlineOffers(client, invoice.total) : [],
		payable ? readPayableMethods(client, invoice.total, tenant.country, context.get(locale)) : [],
		payable ? required(client.GET("/api/v1/payments", { params: { query } })) : null,
		invoice.reviewing
			? required(client.GET("/api/v1/payments/{id}", { params: { path: { id: invoice.reviewing } } }))
			: null,
	]);
	return { invoice, payable, payment, online, methods, open: started?.items[0], key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	return payInvoice(context.get(api), params.id, await request.formData());
}

export const shouldRevalidate = reloadAfterAction;

export default function Pay({ loaderData }: Route.ComponentProps) {
	const { invoice, payable, payment, online, methods, open, key } = loaderData;
	if (!payable) return <PaySettled invoice={invoice} payment={payment} />;
	return (
		<>
			<PageHeader title={m.pay_title({ number: invoice.number })} description={m.pay_text()} />
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-8">
				<PaySummary invoice={invoice} className="lg:order-last lg:sticky lg:top-18" />
				{methods.length + online.length === 0 ? (
					<EmptyState icon={Landmark} title={m.pay_no_method()}>
						{m.pay_no_method_text({ currency: invoice.total.currency, email: invoice.seller.email })}
					</EmptyState>
				) : (
					<div className="grid gap-5">
						{open && <OpenCheckout payment={open} />}
						<PayForm invoice={invoice} online={online} methods={methods} formKey={key} />
					</div>
				)}
			</div>
		</>
	);
}
