import { TenantName } from "#worker/modules/tenants/schemas";
import { readCookie } from "~/cookies";
import type { Plan } from "../public/plans";
import { readChoice } from "../public/plans";
import type { Step, Wish } from "./wish";
import { waysInto } from "./wish";

/** The answers of the URL; the plan chosen on the pricing page comes from its cookie. */
export function readWish(request: Request): Wish {
	const params = new URL(request.url).searchParams;
	const step = params.get("step");
	return {
		step: step === "plan" || step === "confirm" ? step : "name",
		name: params.get("name") ?? "",
		...(params.has("plan") || params.has("step") ? readPlan(params) : readPlan(remembered(request))),
		way: params.get("way") === "trial" ? "trial" : "buy",
		coupon: params.get("coupon")?.trim() || null,
	};
}

function readPlan(params: URLSearchParams): Pick<Wish, "plan" | "choice"> {
	return { plan: params.get("plan"), choice: readChoice(params) };
}

/** `growth.year.IDR`, set on the way to sign-up. */
function remembered(request: Request): URLSearchParams {
	const [plan, interval, currency] = readCookie(request.headers.get("cookie"), "sewa_plan")?.split(".") ?? [];
	return new URLSearchParams({ ...(plan && { plan }), ...(interval && { interval }), ...(currency && { currency }) });
}

export type Complaint = "name" | "plan" | null;

/** The step that can be shown: never past a question without a usable answer, and which answer that is. */
export function reachableStep(wish: Wish, plans: Plan[]): { step: Step; complaint: Complaint } {
	if (wish.step === "name") return { step: "name", complaint: null };
	if (!TenantName.safeParse(wish.name).success) return { step: "name", complaint: "name" };
	if (wish.step === "plan") return { step: "plan", complaint: null };
	const plan = plans.find(({ code }) => code === wish.plan);
	const sold = plan && waysInto(plan, wish.choice).some(({ way }) => way === wish.way);
	return sold ? { step: "confirm", complaint: null } : { step: "plan", complaint: "plan" };
}
