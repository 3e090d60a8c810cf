import { Landmark, Plus } from "lucide-react";
import { useFetcher } from "react-router";
import { required } from "~/api.server";
import { api, locale } from "~/context";
import { countryName } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table/data-table";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/method-list";
import { changeMethods } from "./change-methods.server";
import { methodColumns } from "./method-columns";

export const handle = { crumb: () => m.nav_payment_methods() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_payment_methods()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const query = { sort: "position", limit: 100 } as const;
	const { items } = await required(context.get(api).GET("/api/v1/admin/payment-methods", { params: { query } }));
	return { items: items.map((item) => ({ ...item, countryName: countryName(item.country, context.get(locale)) })) };
}

export async function action({ request, context }: Route.ActionArgs) {
	return changeMethods(context.get(api), await request.formData());
}

export default function MethodList({ loaderData: { items } }: Route.ComponentProps) {
	const mayWrite = useMay("system.payment_method.write");
	const changer = useFetcher<typeof action>();
	useToastOf(changer.data);
	useFlash({
		created: (name) => m.admin_methods_created({ name }),
		saved: (name) => m.admin_methods_saved({ name }),
		deleted: (name) => m.admin_methods_deleted({ name }),
	});
	const create = (
		<ButtonLink to="/admin/payment-methods/new" variant="primary" icon={<Plus aria-hidden />}>
			{m.admin_methods_create()}
		</ButtonLink>
	);
	return (
		<>
			<PageHeader
				title={m.nav_payment_methods()}
				count={items.length}
				description={m.admin_methods_lead()}
				action={mayWrite && create}
			/>
			{!mayWrite && <ReadOnlyNotice permission="system.payment_method.write" />}
			<DataTable
				caption={m.nav_payment_methods()}
				rows={items}
				columns={methodColumns(items, mayWrite ? changer : null)}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowHref={mayWrite ? (row) => `/admin/payment-methods/${row.id}` : undefined}
				empty={
					<EmptyState icon={Landmark} title={m.admin_methods_none()} action={mayWrite && create}>
						{m.admin_methods_none_text()}
					</EmptyState>
				}
			/>
		</>
	);
}
