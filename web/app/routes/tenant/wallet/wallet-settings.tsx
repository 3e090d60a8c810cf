import { useActionData } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { AmountField } from "~/ui/form/amount-field";
import { toTyped } from "~/ui/form/minor-units";
import { SaveBar } from "~/ui/form/save-bar";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { useToastOf } from "~/ui/use-toast-of";
import { may } from "../may.server";
import type { Route } from "./+types/wallet-settings";
import { AutoTopUpFields } from "./auto-top-up-fields";
import { readProblem, settingsForm } from "./settings-form.server";

export const handle = {
	crumb: () => m.wallet_settings(),
	parents: () => [{ label: m.nav_wallet(), to: "/app/wallet" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.wallet_settings()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	const [settings, wallet, providers, cards] = await Promise.all([
		required(client.GET("/api/v1/wallet/settings")),
		required(client.GET("/api/v1/wallet")),
		required(client.GET("/api/v1/payment-providers")),
		may(found, "payment.read") ? outcome(client.GET("/api/v1/saved-means")) : null,
	]);
	const { currency } = settings.amount ?? settings.threshold ?? settings.lowBalance ?? wallet;
	return {
		settings,
		currency,
		gateways: providers.items.filter(({ code }) => code === "stripe" || (code === "midtrans" && currency === "IDR")),
		cards: cards?.ok ? cards.data.items.map(({ label, provider }) => ({ label, provider })) : [],
	};
}

export async function action({ request, context }: Route.ActionArgs) {
	const client = context.get(api);
	const form = await request.formData();
	const submission = parseForm(form, settingsForm(form.get("currency") === "USD" ? "USD" : "IDR"));
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(client.PUT("/api/v1/wallet/settings", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, readProblem(saved.problem));
	return { toast: m.wallet_settings_saved() };
}

type Values = {
	currency: string;
	lowBalance: string;
	autoTopUp: string;
	threshold: string;
	amount: string;
	provider: string;
};

export default function WalletSettingsPage({ loaderData }: Route.ComponentProps) {
	const { settings, currency, gateways, cards } = loaderData;
	const typed = (money: typeof settings.amount) => (money ? toTyped(money) : "");
	const [form, fields] = useActionForm<Values>({
		defaultValue: {
			lowBalance: typed(settings.lowBalance),
			autoTopUp: settings.autoTopUp,
			threshold: typed(settings.threshold),
			amount: typed(settings.amount),
			provider: settings.provider ?? gateways.find(({ unattended }) => unattended)?.code ?? gateways[0]?.code,
			currency,
		},
	});
	useToastOf(useActionData());
	const labels = {
		lowBalance: m.wallet_notice(),
		autoTopUp: m.wallet_auto(),
		threshold: m.wallet_threshold(),
		amount: m.wallet_amount(),
		provider: m.wallet_provider(),
	};
	return (
		<>
			<PageHeader title={m.wallet_settings()} description={m.wallet_settings_lead()} />
			<ActionForm form={form} className="group/auto gap-5" labels={labels}>
				<input type="hidden" name="currency" value={currency} readOnly />
				<Card>
					<CardHeader title={m.wallet_notice()} description={m.wallet_notice_text()} />
					<CardBody>
						<AmountField
							field={fields.lowBalance}
							currency={currency}
							label={m.wallet_notice_when()}
							empty={m.wallet_notice_empty()}
							className="max-w-sm"
						/>
					</CardBody>
				</Card>
				<Card>
					<CardHeader title={m.wallet_auto()} description={m.wallet_auto_text()} />
					<CardBody>
						<AutoTopUpFields fields={fields} currency={currency} gateways={gateways} cards={cards} />
					</CardBody>
				</Card>
				<SaveBar form={form} />
			</ActionForm>
		</>
	);
}
