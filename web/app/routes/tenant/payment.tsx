import { useActionData } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import type { Route } from "./+types/payment";
import { foundOrNull } from "./found-or-null.server";
import { may } from "./may.server";
import { PaySummary } from "./pay-summary";
import { actOnPayment } from "./payment-action.server";
import { PaymentFacts } from "./payment-facts";
import { PaymentHistory } from "./payment-history";
import { PaymentPanel } from "./payment-panel";
import { stageOf } from "./payment-stage";
import { shownStatus } from "./payment-status";
import { useForwardOnce, useLivePayment } from "./use-live-payment";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

const titleOf = (amount: Parameters<typeof formatMoney>[0]) =>
	m.payment_title({ amount: formatMoney(amount, getLocale()) });

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => (data ? titleOf(data.payment.amount) : null),
	parents: () => [{ label: m.nav_payments(), to: "/app/payments" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData ? titleOf(loaderData.payment.amount) : m.nav_payments()} · Sewa` },
];

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const returned = comesFromGateway(request);
	if (returned) await outcome(client.POST("/api/v1/payments/{id}/check", { params: { path } }));
	const payment = await required(client.GET("/api/v1/payments/{id}", { params: { path } }));
	const found = context.get(session);
	const query = { resourceId: payment.id, limit: 20 };
	const [invoice, history] = await Promise.all([
		payment.invoice
			? foundOrNull(client.GET("/api/v1/invoices/{id}", { params: { path: { id: payment.invoice.id } } }))
			: null,
		may(found, "audit_log.read") ? outcome(client.GET("/api/v1/audit-logs", { params: { query } })) : null,
	]);
	const events = history?.ok ? history.data.items : [];
	return { payment, invoice, events, returned, key: crypto.randomUUID() };
}

/** Browsers say that another site has sent somebody here; gateways add words to the address. */
function comesFromGateway(request: Request): boolean {
	const site = request.headers.get("sec-fetch-site");
	const { searchParams } = new URL(request.url);
	return site === "cross-site" || site === "same-site" || searchParams.has("order_id");
}

export async function action({ request, params, context }: Route.ActionArgs) {
	return actOnPayment(context.get(api), params.id, await request.formData());
}

export default function Payment({ loaderData }: Route.ComponentProps) {
	const { payment, invoice, events, returned, key } = loaderData;
	const answered = useActionData<typeof action>();
	useForwardOnce(payment.checkoutUrl);
	useLivePayment(payment);
	const reversed = payment.status === "failed" && events.some(({ action }) => action === "payment.reverse");
	const stage = stageOf(payment, reversed);
	return (
		<>
			<PageHeader title={titleOf(payment.amount)} badge={<StatusBadge of="payment" status={shownStatus(payment)} />} />
			{answered && "problem" in answered && isProblem(answered.problem) && (
				<Notice tone="bad" live>
					{problemMessage(answered.problem)}
				</Notice>
			)}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-8">
				<div className="grid gap-5">
					<PaymentPanel stage={stage} payment={payment} invoice={invoice} returned={returned} formKey={key} />
					<PaymentFacts payment={payment} />
				</div>
				<div className="grid gap-5">
					{invoice && <PaySummary invoice={invoice} />}
					<PaymentHistory events={events} />
				</div>
			</div>
		</>
	);
}
