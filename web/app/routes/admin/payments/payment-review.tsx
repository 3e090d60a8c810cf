import { redirect, useSearchParams } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { isGateway } from "../payment-providers/provider-words";
import { RefundPanel } from "../refunds/refund-panel";
import { SecondPersonNotice } from "../second-person-notice";
import { useFlash, withFlash } from "../use-flash";
import type { Route } from "./+types/payment-review";
import { decide } from "./decide.server";
import { decisionWords } from "./decision-words";
import { GatewaySide } from "./gateway-side";
import { PaymentFacts } from "./payment-facts";
import { PaymentHistory } from "./payment-history";
import { Decided, SecondPerson } from "./payment-standing";
import { ProofView } from "./proof-view";
import { ReviewActions } from "./review-actions";
import { subjectOf } from "./subject";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => (data ? subjectOf(data.payment) : null),
	parents: () => [{ label: m.nav_payments_review(), to: "/admin/payments" }],
	skeleton: "detail",
} satisfies CrumbHandle;

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.admin_payments_review_of({ number: loaderData ? subjectOf(loaderData.payment) : "" })} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const payment = await required(client.GET("/api/v1/admin/payments/{id}", { params: { path } }));
	const gateway = isGateway(payment.provider);
	const search = { search: payment.id, limit: 20 };
	const [invoice, tenant, history, events, refunds] = await Promise.all([
		payment.invoice
			? required(client.GET("/api/v1/admin/invoices/{id}", { params: { path: { id: payment.invoice.id } } }))
			: null,
		required(client.GET("/api/v1/admin/tenants/{id}", { params: { path: { id: payment.tenant.id } } })),
		outcome(client.GET("/api/v1/admin/audit-logs", { params: { query: { resourceId: payment.id } } })),
		gateway ? outcome(client.GET("/api/v1/admin/inbox", { params: { query: search } })) : null,
		outcome(client.GET("/api/v1/admin/refunds", { params: { query: { paymentId: payment.id, limit: 50 } } })),
	]);
	const key = crypto.randomUUID();
	const { user } = context.get(session);
	return {
		...{ payment, invoice, tenant, key },
		history: history.ok ? history.data.items : [],
		events: events?.ok ? events.data.items : [],
		refunds: refunds.ok ? refunds.data.items : [],
		me: user.id,
	};
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const decided = await decide(context.get(api), params.id, await request.formData(), context.get(session).user.name);
	if ("refused" in decided) return decided.refused;
	// Somebody else was faster: the page shows what they decided.
	if (decided.kind === "meanwhile") throw redirect(`/admin/payments/${params.id}?meanwhile`);
	throw redirect(withFlash(decided.next, decided.kind, decided.number));
}

export default function PaymentReview({ loaderData }: Route.ComponentProps) {
	const { payment, invoice, tenant, history, events, refunds, me, key } = loaderData;
	useFlash(decisionWords);
	const [params] = useSearchParams();
	const waiting = payment.status === "awaiting_review";
	return (
		<>
			<PageHeader
				title={subjectOf(payment)}
				badge={<StatusBadge of="payment" status={payment.status} />}
				description={m.admin_payments_of_tenant({ tenant: payment.tenant.name })}
				action={
					waiting && (
						<ReviewActions
							key={payment.id}
							payment={payment}
							invoice={invoice}
							tenant={tenant}
							idempotencyKey={key}
							me={me}
						/>
					)
				}
			/>
			{params.has("meanwhile") && (
				<Notice tone="wait" live>
					{m.admin_payments_meanwhile()}
				</Notice>
			)}
			{waiting && payment.secondApproval && <SecondPerson by={payment.secondApproval.requestedBy} me={me} />}
			{!waiting && payment.secondApproval && (
				<SecondPersonNotice approvalId={payment.secondApproval.id}>
					{m.admin_refunds_second({ name: payment.secondApproval.requestedBy.name })}
				</SecondPersonNotice>
			)}
			{!waiting && <Decided payment={payment} />}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
				<div className="lg:order-2">
					<div className="grid gap-5">
						<PaymentFacts payment={payment} invoice={invoice} tenant={tenant} />
						<RefundPanel payment={payment} refunds={refunds} idempotencyKey={key} />
						<PaymentHistory history={history} />
					</div>
				</div>
				{isGateway(payment.provider) ? (
					<GatewaySide payment={payment} events={events} />
				) : (
					<ProofView proof={payment.proof} />
				)}
			</div>
		</>
	);
}
