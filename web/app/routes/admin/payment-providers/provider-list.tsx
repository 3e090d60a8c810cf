import { data } from "react-router";
import { GATEWAYS } from "#worker/modules/billing/providers/provider";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/provider-list";
import { ProviderCard } from "./provider-card";
import { providerName } from "./provider-words";

export const handle = { crumb: () => m.admin_providers_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_providers_title()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const { items } = await required(context.get(api).GET("/api/v1/admin/payment-providers"));
	// Gateways first: the others have nothing to set.
	return [...items].sort((a, b) => Number(b.keys !== "not_needed") - Number(a.keys !== "not_needed"));
}

/** The connection test; how it went is also kept and shown. */
export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const code = GATEWAYS.find((gateway) => gateway === form.get("check"));
	if (!code) throw data(null, 404);
	const params = { path: { code } };
	const checked = await outcome(context.get(api).POST("/api/v1/admin/payment-providers/{code}/check", { params }));
	if (!checked.ok) return data({ problem: checked.problem }, checked.problem.status);
	if (checked.data.checkError) return { ok: false as const, code };
	return { ok: true as const, toast: m.admin_providers_check_ok({ provider: providerName(code) }) };
}

export default function ProviderList({ loaderData: providers }: Route.ComponentProps) {
	const mayWrite = useMay("system.payment_provider.write");
	useFlash({ saved: (name) => m.admin_providers_saved({ provider: name }) });
	return (
		<>
			<PageHeader title={m.admin_providers_title()} description={m.admin_providers_lead()} />
			{!mayWrite && <ReadOnlyNotice permission="system.payment_provider.write" />}
			<div className="grid gap-5 lg:grid-cols-2">
				{providers.map((provider) => (
					<ProviderCard key={provider.code} provider={provider} mayWrite={mayWrite} />
				))}
			</div>
		</>
	);
}
