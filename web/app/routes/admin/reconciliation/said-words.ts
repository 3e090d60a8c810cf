import { m } from "~/paraglide/messages.js";
import { stateWord } from "~/ui/status-words";
import { breakable, claimWord } from "../inbox/inbox-words";

const subjects: Record<string, { page: string; kind: string; label: () => string }> = {
	pay: { page: "payments", kind: "payment", label: m.admin_reconciliation_see_payment },
	inv: { page: "invoices", kind: "invoice", label: m.admin_reconciliation_see_invoice },
	ibx: { page: "inbox", kind: "inbox", label: m.admin_reconciliation_see_event },
	ten: { page: "tenants", kind: "tenant", label: m.admin_reconciliation_see_tenant },
};

const kindOf = (subjectId: string) => subjects[subjectId.split("_")[0] ?? ""];

/** The page of what a difference is about; a tenant's account (`ten_…/wallet/IDR`) is on the tenant's. */
export function subjectOf(subjectId: string): { to: string | null; label: string } {
	const subject = kindOf(subjectId);
	const [id] = subjectId.split("/");
	return subject ? { to: `/admin/${subject.page}/${id}`, label: subject.label() } : { to: null, label: subjectId };
}

/** A state of our own, by the machine of what it is about. */
export const ourWord = (subjectId: string, state: string): string => stateWord(kindOf(subjectId)?.kind ?? "", state);

/** What Midtrans calls the states that an event may claim. */
const MIDTRANS: Record<string, string> = {
	...{ settlement: "paid", capture: "paid", deny: "denied", expire: "expired", cancel: "canceled" },
	...{ refund: "refunded", partial_refund: "refunded", chargeback: "disputed", partial_chargeback: "disputed" },
};

/** A provider's word, as people say it where we know it: `chargeback/accept` is disputed. */
export function theirWord(state: string): string {
	const [first = ""] = state.split("/");
	return breakable(claimWord(MIDTRANS[first] ?? state));
}
