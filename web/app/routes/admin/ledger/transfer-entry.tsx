import type { Schema } from "@sewa/sdk";
import { ChevronRight } from "lucide-react";
import { formatAmount } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { CodeId } from "~/ui/code-id";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { TextLink } from "../text-link";
import { entryWord } from "../wallet/entry-words";
import { accountName } from "./account-words";

type Transfer = Schema<"Transfer">;

/** One movement of money; opened, its legs. */
export function TransferEntry({ transfer }: { transfer: Transfer }) {
	return (
		<li>
			<details className="group">
				<summary className="grid cursor-pointer list-none grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2.5 transition-colors hover:bg-hover md:grid-cols-[1rem_minmax(0,1fr)_minmax(0,1fr)_9rem_9rem] [&::-webkit-details-marker]:hidden">
					<ChevronRight
						aria-hidden
						className="size-4 self-center text-ink-faint transition-transform group-open:rotate-90"
					/>
					<span className="truncate font-medium">{entryWord(transfer.kind)}</span>
					<span className="truncate max-md:col-start-2 max-md:row-start-2 max-md:text-note max-md:text-ink-muted">
						{transfer.tenant.name}
					</span>
					<span className="text-note text-ink-muted max-md:col-start-3 max-md:row-start-2 max-md:text-right">
						<RelativeTime at={transfer.createdAt} />
					</span>
					<span className="text-right max-md:col-start-3 max-md:row-start-1">
						<Money value={transfer.amount} />
					</span>
				</summary>
				<Legs transfer={transfer} />
			</details>
		</li>
	);
}

function Legs({ transfer }: { transfer: Transfer }) {
	const { currency } = transfer.amount;
	const locale = getLocale();
	return (
		<div className="grid gap-3 border-t border-line bg-sunken/50 px-4 py-4 md:pl-11">
			<div className="overflow-hidden rounded-md border border-line bg-surface">
				<table className="w-full text-left text-note">
					<thead className="bg-sunken text-ink-muted">
						<tr>
							<th className="px-3 py-1.5 font-medium">{m.admin_ledger_account({ currency })}</th>
							<th className="px-3 py-1.5 text-right font-medium">{m.admin_ledger_debit()}</th>
							<th className="px-3 py-1.5 text-right font-medium">{m.admin_ledger_credit()}</th>
						</tr>
					</thead>
					<tbody className="divide-y divide-line">
						{transfer.entries.map(({ account, owner, amount }) => (
							<tr key={`${owner}/${account}`}>
								<th scope="row" className="px-3 py-1.5 font-normal">
									{accountName(account)} <span className="font-mono break-all text-ink-faint">{account}</span>
								</th>
								<td className="px-3 py-1.5 text-right">
									{amount < 0 && formatAmount({ amount: -amount, currency }, locale)}
								</td>
								<td className="px-3 py-1.5 text-right">{amount > 0 && formatAmount({ amount, currency }, locale)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<p className="flex flex-wrap items-center gap-x-5 gap-y-1 text-note text-ink-muted">
				<TextLink to={`/admin/tenants/${transfer.tenant.id}`}>{transfer.tenant.name}</TextLink>
				{transfer.referenceId.startsWith("inv_") && (
					<TextLink to={`/admin/invoices/${transfer.referenceId}`}>{m.admin_ledger_invoice()}</TextLink>
				)}
				<TextLink to={`/admin/ledger?tenantId=${transfer.tenant.id}`}>{m.admin_ledger_of_tenant()}</TextLink>
				<CodeId value={transfer.id} />
			</p>
		</div>
	);
}
