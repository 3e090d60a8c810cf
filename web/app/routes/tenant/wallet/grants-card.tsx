import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { SeatBar } from "../plan-limits";
import { grantWords } from "./wallet-words";

type Grant = Schema<"CreditGrant">;

/** Credit that is left, what it was given for, and until when. */
export function GrantsCard({ grants }: { grants: Grant[] }) {
	return (
		<Card>
			<CardHeader title={m.wallet_grants()} description={m.wallet_grants_text()} />
			{grants.length === 0 ? (
				<CardBody>
					<p className="text-pretty text-ink-muted">{m.wallet_grants_none()}</p>
				</CardBody>
			) : (
				<ul className="divide-y divide-line">
					{grants.map((grant) => (
						<GrantLine key={grant.id} grant={grant} />
					))}
				</ul>
			)}
		</Card>
	);
}

function GrantLine({ grant: { kind, amount, remaining, reason, expiresAt } }: { grant: Grant }) {
	return (
		<li className="grid gap-2 px-4 py-3 md:px-5">
			<div className="flex items-baseline justify-between gap-4">
				<span className="font-medium">{grantWords(kind)}</span>
				<Money value={remaining} className="font-medium" />
			</div>
			<SeatBar used={remaining.amount} limit={amount.amount} />
			<p className="flex flex-wrap justify-between gap-x-4 text-note text-ink-muted">
				<span>{m.wallet_grant_of({ amount: formatMoney(amount, getLocale()) })}</span>
				<span>
					{expiresAt ? (
						<>
							{m.wallet_grant_until()} <DateTime at={expiresAt} />
						</>
					) : (
						m.wallet_grant_for_ever()
					)}
				</span>
			</p>
			{/* Trial credit writes its own reason, for the log. */}
			{kind !== "trial" && <p className="text-note break-words text-ink-muted">{reason}</p>}
		</li>
	);
}
