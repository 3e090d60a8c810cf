import type { Schema } from "@sewa/sdk";
import { CircleCheck, CircleX } from "lucide-react";
import { formatAmount } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import { Money } from "~/ui/money";
import { accountName } from "./account-words";

type Balance = Schema<"TrialBalance">["currencies"][number];

/** The accounts of one currency; both columns must come to the same. */
export function TrialBalance({ balance }: { balance: Balance }) {
	const { currency, sum, debit, credit, accounts } = balance;
	const locale = getLocale();
	const cell = "px-2 py-2 text-right max-sm:last:pr-4 md:px-4";
	return (
		<Card className="overflow-hidden">
			<table className="w-full text-left max-sm:text-note">
				<caption className="sr-only">{`${m.admin_ledger_trial_balance()} ${currency}`}</caption>
				<thead className="border-b border-line bg-sunken text-note text-ink-muted">
					<tr>
						<th scope="col" className="px-4 py-2 font-medium">
							{m.admin_ledger_account({ currency })}
						</th>
						<th scope="col" className={cn(cell, "font-medium")}>
							{m.admin_ledger_debit()}
						</th>
						<th scope="col" className={cn(cell, "font-medium")}>
							{m.admin_ledger_credit()}
						</th>
					</tr>
				</thead>
				<tbody className="divide-y divide-line">
					{accounts.map(({ account, scope, balance: amount, holders }) => (
						<tr key={`${scope}/${account}`}>
							<th scope="row" className="py-2 pr-2 pl-4 font-normal">
								{accountName(account)}
								<span className="block font-mono text-note break-all text-ink-faint max-sm:hidden">
									{account}
									{scope === "tenants" && ` · ${m.admin_ledger_holders({ count: holders })}`}
								</span>
							</th>
							<td className={cell}>{amount < 0 && formatAmount({ amount: -amount, currency }, locale)}</td>
							<td className={cell}>{amount >= 0 && formatAmount({ amount, currency }, locale)}</td>
						</tr>
					))}
				</tbody>
				<tfoot className="border-t-2 border-line font-semibold">
					<tr>
						<th scope="row" className="px-4 py-2.5">
							<Check sum={sum} currency={currency} />
						</th>
						<td className={cell}>{formatAmount({ amount: debit, currency }, locale)}</td>
						<td className={cell}>{formatAmount({ amount: credit, currency }, locale)}</td>
					</tr>
				</tfoot>
			</table>
		</Card>
	);
}

function Check({ sum, currency }: { sum: number; currency: string }) {
	const Icon = sum === 0 ? CircleCheck : CircleX;
	return (
		<span className={cn("flex items-center gap-1.5", sum === 0 ? "text-ok" : "text-bad")}>
			<Icon aria-hidden className="size-4 shrink-0" />
			{sum === 0 ? m.admin_ledger_balanced() : m.admin_ledger_off()}
			{sum !== 0 && <Money value={{ amount: sum, currency }} />}
		</span>
	);
}
