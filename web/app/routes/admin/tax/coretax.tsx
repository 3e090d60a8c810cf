import { FileDown } from "lucide-react";
import { data, Form } from "react-router";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { problemMessage } from "~/problem-message";
import { Button, ButtonLink, buttonStyle } from "~/ui/button";
import { Field } from "~/ui/field";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Input } from "~/ui/input";
import { Money } from "~/ui/money";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { Stat, Stats } from "~/ui/stat";
import type { Route } from "./+types/coretax";
import { CoretaxProblems } from "./coretax-problems";
import { daysOf, lastMonth } from "./month.server";

export const handle = { crumb: () => m.nav_tax(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_tax()} · Sewa` }];

/** A month on the Jakarta calendar; the last whole one when none is named. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const asked = new URL(request.url).searchParams.get("month") ?? "";
	const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : lastMonth(Date.parse(context.get(session).now));
	const days = daysOf(month);
	const preview = await outcome(context.get(api).GET("/api/v1/admin/tax/coretax", { params: { query: days } }));
	if (preview.ok) return { month, days, preview: preview.data, problem: null };
	if (preview.problem.code !== "conflict") throw data(preview.problem, preview.problem.status);
	return { month, days, preview: null, problem: preview.problem };
}

export default function Coretax({ loaderData: { month, days, preview, problem } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader
				title={m.admin_tax_title()}
				description={m.admin_tax_lead()}
				action={
					preview &&
					preview.invoices > 0 && (
						<a
							href={`/api/v1/admin/tax/coretax.xml?${new URLSearchParams(days)}`}
							className={buttonStyle({ variant: "primary" })}
							download={`coretax-${month}.xml`}
						>
							<FileDown aria-hidden />
							{m.admin_tax_download()}
						</a>
					)
				}
			/>
			<Form className="flex flex-wrap items-end gap-2">
				<Field id="month" label={m.admin_tax_month()}>
					{(control) => (
						<Input {...control} key={month} type="month" name="month" defaultValue={month} required className="w-48" />
					)}
				</Field>
				<Button type="submit">{m.admin_tax_show()}</Button>
			</Form>
			{problem && (
				<Notice
					tone="wait"
					title={m.admin_tax_not_registered()}
					action={
						<ButtonLink to="/admin/seller" size="sm">
							{m.admin_tax_to_seller()}
						</ButtonLink>
					}
				>
					{problemMessage(problem)}
				</Notice>
			)}
			{preview && (
				<>
					<Stats>
						<Stat label={m.admin_tax_invoices()} value={formatNumber(preview.invoices, getLocale())} />
						<Stat label={m.admin_tax_base()} value={<Money value={preview.taxBase} />} />
						<Stat label={m.admin_tax_other_base()} value={<Money value={preview.otherTaxBase} />} />
						<Stat label={m.admin_tax_vat()} value={<Money value={preview.vat} />} />
					</Stats>
					<CoretaxProblems problems={preview.problems} />
				</>
			)}
		</>
	);
}
