import { data, redirect } from "react-router";
import * as z from "zod";
import { GATEWAYS } from "#worker/modules/billing/providers/provider";
import { ProviderInput } from "#worker/modules/billing/providers/schemas";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/provider-settings";
import { ProviderForm } from "./provider-form";
import { providerName, providerText } from "./provider-words";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => (data ? providerName(data.provider.code) : null),
	parents: () => [{ label: m.admin_providers_title(), to: "/admin/payment-providers" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData ? providerName(loaderData.provider.code) : m.admin_providers_title()} · Sewa` },
];

const gatewayOf = (code: string) => {
	const found = GATEWAYS.find((gateway) => gateway === code);
	if (found) return found;
	throw data({ type: "/problems/not_found", title: "Not found", status: 404, code: "not_found" }, 404);
};

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const code = gatewayOf(params.code);
	const { items } = await required(context.get(api).GET("/api/v1/admin/payment-providers"));
	const provider = items.find((item) => item.code === code);
	if (!provider) throw data(null, 404);
	return { provider, code, webhookUrl: `${new URL(request.url).origin}/api/v1/webhooks/${code}` };
}

/** An unticked box is simply not sent. */
const ProviderFormInput = ProviderInput.extend({ enabled: z.boolean().default(false) });

export async function action({ request, params, context }: Route.ActionArgs) {
	const code = gatewayOf(params.code);
	const submission = parseForm(await request.formData(), ProviderFormInput);
	if (submission.status !== "success") return invalidForm(submission);
	const call = { params: { path: { code } }, body: submission.value };
	const saved = await outcome(context.get(api).PUT("/api/v1/admin/payment-providers/{code}", call));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	throw redirect(withFlash("/admin/payment-providers", "saved", providerName(code)));
}

export default function ProviderSettings({ loaderData: { provider, code, webhookUrl } }: Route.ComponentProps) {
	const mayWrite = useMay("system.payment_provider.write");
	return (
		<>
			<PageHeader
				title={m.admin_providers_change_of({ provider: providerName(code) })}
				description={providerText(code)}
			/>
			{mayWrite ? (
				<ProviderForm code={code} provider={provider} webhookUrl={webhookUrl} />
			) : (
				<ReadOnlyNotice permission="system.payment_provider.write" />
			)}
		</>
	);
}
