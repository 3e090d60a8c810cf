import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { Notice } from "~/ui/notice";
import type { OpenInvoice } from "./open-invoice.server";
import { PayLink } from "./tenant-banner";

/** What waits to be paid, or is being looked at. */
export function OpenInvoiceNotice({ invoice }: { invoice: OpenInvoice }) {
	const { now, timeZone } = useClock();
	const locale = getLocale();
	const words = {
		number: invoice.number,
		amount: formatMoney(invoice.total, locale),
		date: formatDate(invoice.dueAt, locale, timeZone),
	};
	if (invoice.reviewing)
		return (
			<Notice tone="info" title={m.home_reviewing_title()} action={<PayLink invoice={invoice} />}>
				{m.home_reviewing_invoice(words)}
			</Notice>
		);
	const late = Date.parse(invoice.dueAt) < now;
	return (
		<Notice
			tone={late ? "bad" : "wait"}
			title={late ? m.home_overdue_title({ amount: words.amount }) : m.home_due_title({ amount: words.amount })}
			action={<PayLink invoice={invoice} />}
		>
			{invoice.rejection && <p className="text-ink">{m.home_rejected({ reason: invoice.rejection })}</p>}
			<p>{late ? m.home_overdue_text(words) : m.home_due_text(words)}</p>
		</Notice>
	);
}
