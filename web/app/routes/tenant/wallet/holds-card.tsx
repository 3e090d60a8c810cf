import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";

/** Money that is set aside and for what; nothing is shown while nothing is. */
export function HoldsCard({ holds }: { holds: Schema<"WalletHold">[] }) {
	if (holds.length === 0) return null;
	return (
		<Card>
			<CardHeader title={m.wallet_holds()} description={m.wallet_holds_text()} />
			<ul className="divide-y divide-line">
				{holds.map(({ id, amount, reason, expiresAt }) => (
					<li key={id} className="grid gap-0.5 px-4 py-3 md:px-5">
						<div className="flex items-baseline justify-between gap-4">
							<span className="min-w-0 break-words">{reason}</span>
							<Money value={amount} className="font-medium" />
						</div>
						<p className="text-note text-ink-muted">
							{m.wallet_hold_until()} <DateTime at={expiresAt} withTime />
						</p>
					</li>
				))}
			</ul>
		</Card>
	);
}
