import { m } from "~/paraglide/messages.js";

/** What goes on until the purchase is paid, and what begins then. */
export function purchaseLead(status: string): string {
	if (status === "trialing") return m.purchase_lead_trialing();
	return status === "pending" ? m.purchase_lead_pending() : m.purchase_lead_active();
}
