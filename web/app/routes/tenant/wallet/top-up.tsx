import { api, locale } from "~/context";
import { m } from "~/paraglide/messages.js";
import { reloadAfterAction } from "~/reload-after-action";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Steps } from "~/ui/steps";
import type { Route } from "./+types/top-up";
import { AmountStep } from "./amount-step";
import { MethodStep } from "./method-step";
import { startTopUp } from "./top-up-action.server";
import { readTopUp } from "./top-up-page.server";

export const handle = {
	crumb: () => m.wallet_top_up(),
	parents: () => [{ label: m.nav_wallet(), to: "/app/wallet" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.wallet_top_up()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	return readTopUp(context.get(api), request, context.get(locale));
}

export async function action({ request, context }: Route.ActionArgs) {
	return startTopUp(context.get(api), await request.formData());
}

export const shouldRevalidate = reloadAfterAction;

export default function TopUp({ loaderData }: Route.ComponentProps) {
	const { step, amount } = loaderData;
	const choosing = step === "amount";
	const again = `/app/wallet/top-up?step=amount&amount=${amount}&currency=${loaderData.wallet.currency}`;
	return (
		<>
			<Steps
				steps={[
					{ label: m.wallet_step_amount(), to: again },
					{ label: m.wallet_step_method() },
					{ label: m.bill_pay() },
				]}
				current={choosing ? 0 : 1}
			/>
			<PageHeader
				title={choosing ? m.wallet_top_up() : m.wallet_method_title()}
				description={choosing ? m.wallet_amount_lead() : m.wallet_method_lead()}
			/>
			{choosing ? <AmountStep {...loaderData} /> : <MethodStep {...loaderData} again={again} />}
		</>
	);
}
