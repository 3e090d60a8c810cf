import { redirect } from "react-router";
import { BillingDetails } from "#worker/modules/billing/invoices/schemas";
import { NewTenant } from "#worker/modules/billing/sign-up/schemas";
import { type Api, outcome, required } from "~/api.server";
import { api, locale, session } from "~/context";
import { preferenceCookie } from "~/cookies";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { passCookies } from "~/pass-cookies.server";
import { reloadAfterAction } from "~/reload-after-action";
import { requireSession } from "~/session.server";
import { Steps } from "~/ui/steps";
import { readCoupon } from "../tenant/coupon.server";
import type { Route } from "./+types/welcome";
import { dropDraft, keepDraft, readDraft } from "./billing-draft.server";
import { BillingStep } from "./billing-step";
import { openInvitation } from "./invitation-cookie.server";
import { NameStep } from "./name-step";
import { PlanStep } from "./plan-step";
import { TrialStep } from "./trial-step";
import { linkTo, type Wish } from "./wish";
import { reachableStep, readWish } from "./wish.server";

export const middleware: Route.MiddlewareFunction[] = [requireSession];

export const meta: Route.MetaFunction = () => [
	{ title: `${m.welcome_title()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

export async function loader({ request, context }: Route.LoaderArgs) {
	const { user, tenants } = context.get(session);
	const client = context.get(api);
	if (tenants.length === 0) {
		const invitation = await openInvitation(request, client, user.email);
		if (invitation) throw redirect(`/invitations/${invitation}`);
	}
	const { items: plans } = await required(client.GET("/api/v1/catalog/plans"));
	const wish = readWish(request);
	const { step, complaint } = reachableStep(wish, plans);
	const plan = plans.find(({ code }) => code === wish.plan) ?? null;
	const quote = step === "confirm" ? await readWishQuote(client, wish) : null;
	return {
		wish: { ...wish, step },
		complaint,
		plans: step === "plan" ? plans : [],
		plan,
		quote,
		billing: readDraft(request) ?? { email: user.email, country: "ID" },
		countries: step === "confirm" ? countryOptions(context.get(locale)) : [],
		// Made here, once a form, so that sending it twice founds one organisation.
		key: crypto.randomUUID(),
	};
}

/** What it would cost an organisation still to be founded; a coupon only counts where it is bought. */
async function readWishQuote(client: Api, { plan, choice, way, coupon }: Wish) {
	const asked = readCoupon(way === "buy" ? coupon : null);
	const body = { plan: plan ?? "", ...choice, newOrganisation: true, ...(asked.code && { coupon: asked.code }) };
	const quote = await required(client.POST("/api/v1/plan-changes/preview", { body }));
	return { ...quote, refused: [...quote.refused, ...asked.refused] };
}

const Purchase = NewTenant.extend({ billing: BillingDetails });
const Trial = NewTenant.omit({ billing: true });

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const wish = readWish(request);
	const intent = form.get("intent");
	if (intent === "back")
		throw redirect(linkTo(wish, { step: "plan" }), { headers: { "Set-Cookie": keepDraft(request, form) } });

	const submission = parseForm(form, intent === "trial" ? Trial : Purchase);
	if (submission.status !== "success") return invalidForm(submission);
	const client = context.get(api);
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const founded = await outcome(client.POST("/api/v1/tenants", { body: submission.value, headers }));
	if (!founded.ok) return refusedForm(submission, founded.problem);
	const { tenant, invoice } = founded.data;
	throw redirect(invoice ? `/app/invoices/${invoice.id}/pay` : "/app", {
		headers: await enter(request, client, tenant.id),
	});
}

/** Works in the new organisation from here on, and forgets what the flow remembered. */
async function enter(request: Request, client: Api, organizationId: string) {
	const entered = await outcome(client.POST("/api/v1/auth/organization/set-active", { body: { organizationId } }));
	const headers = passCookies(entered.headers);
	headers.append("Set-Cookie", dropDraft(request));
	headers.append("Set-Cookie", preferenceCookie("sewa_plan", "", request.url.startsWith("https:")));
	return headers;
}

/** A refused form gets a new key with the loader's answer: the old one belongs to what was sent before. */
export const shouldRevalidate = reloadAfterAction;

export default function Welcome({ loaderData }: Route.ComponentProps) {
	const { wish, complaint, plans, plan, quote, billing, countries, key } = loaderData;
	const steps = [
		{ label: m.welcome_step_name(), to: linkTo(wish, { step: "name" }) },
		{ label: m.welcome_step_plan(), to: linkTo(wish, { step: "plan" }) },
		{ label: wish.step === "confirm" && wish.way === "trial" ? m.welcome_step_start() : m.welcome_step_billing() },
	];
	return (
		<>
			<Steps steps={steps} current={{ name: 0, plan: 1, confirm: 2 }[wish.step]} />
			{wish.step === "name" && <NameStep wish={wish} invalid={complaint === "name"} />}
			{wish.step === "plan" && <PlanStep wish={wish} plans={plans} unsold={complaint === "plan"} />}
			{wish.step === "confirm" && plan && quote && wish.way === "trial" && (
				<TrialStep wish={wish} plan={plan} quote={quote} formKey={key} />
			)}
			{wish.step === "confirm" && plan && quote && wish.way === "buy" && (
				<BillingStep wish={wish} plan={plan} quote={quote} billing={billing} countries={countries} formKey={key} />
			)}
		</>
	);
}
