import { redirect, useSearchParams } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { useFlash, withFlash } from "../use-flash";
import type { Route } from "./+types/payment-review";
import { decide } from "./decide.server";
import { decisionWords } from "./decision-words";
import { PaymentFacts } from "./payment-facts";
import { PaymentHistory } from "./payment-history";
import { ProofView } from "./proof-view";
import { ReviewActions } from "./review-actions";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.payment.invoice.number ?? null,
	parents: () => [{ label: m.nav_payments_review(), to: "/admin/payments" }],
	skeleton: "detail",
} satisfies CrumbHandle;

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.admin_payments_review_of({ number: loaderData?.payment.invoice.number ?? "" })} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const payment = await required(client.GET("/api/v1/admin/payments/{id}", { params: { path } }));
	const [invoice, tenant, history] = await Promise.all([
		required(client.GET("/api/v1/admin/invoices/{id}", { params: { path: { id: payment.invoice.id } } })),
		required(client.GET("/api/v1/admin/tenants/{id}", { params: { path: { id: payment.tenant.id } } })),
		outcome(client.GET("/api/v1/admin/audit-logs", { params: { query: { resourceId: payment.id } } })),
	]);
	const key = crypto.randomUUID();
	return { payment, invoice, tenant, history: history.ok ? history.data.items : [], key };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const decided = await decide(context.get(api), params.id, await request.formData(), context.get(session).user.name);
	if ("refused" in decided) return decided.refused;
	// Somebody else was faster: the page shows what they decided.
	if (decided.kind === "meanwhile") throw redirect(`/admin/payments/${params.id}?meanwhile`);
	throw redirect(withFlash(decided.next, decided.kind, decided.number));
}

export default function PaymentReview({ loaderData }: Route.ComponentProps) {
	const { payment, invoice, tenant, history, key } = loaderData;
	useFlash(decisionWords);
	const [params] = useSearchParams();
	const waiting = payment.status === "awaiting_review";
	return (
		<>
			<PageHeader
				title={payment.invoice.number}
				badge={<StatusBadge of="payment" status={payment.status} />}
				description={m.admin_payments_of_tenant({ tenant: payment.tenant.name })}
				action={
					waiting && (
						<ReviewActions key={payment.id} payment={payment} invoice={invoice} tenant={tenant} idempotencyKey={key} />
					)
				}
			/>
			{params.has("meanwhile") && (
				<Notice tone="wait" live>
					{m.admin_payments_meanwhile()}
				</Notice>
			)}
			{!waiting && <Decided payment={payment} />}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
				<div className="lg:order-2">
					<div className="grid gap-5">
						<PaymentFacts payment={payment} invoice={invoice} tenant={tenant} />
						<PaymentHistory history={history} />
					</div>
				</div>
				<ProofView proof={payment.proof} />
			</div>
		</>
	);
}

function Decided({ payment }: { payment: Route.ComponentProps["loaderData"]["payment"] }) {
	if (payment.status === "succeeded")
		return (
			<Notice tone="ok" title={m.admin_payments_is_approved({ name: payment.reviewedBy ?? m.ui_by_system() })}>
				{payment.reviewNotes}
			</Notice>
		);
	if (payment.status === "failed")
		return (
			<Notice tone="bad" title={m.admin_payments_is_rejected({ name: payment.reviewedBy ?? m.ui_by_system() })}>
				{payment.rejectionReason}
			</Notice>
		);
	return <Notice tone="ended" title={m.admin_payments_is_closed()} />;
}
