import { BellRing, RefreshCw, Wallet, Zap } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { useMay } from "../use-may";

/** Before anything has moved: what a wallet is good for, and how to begin. */
export function WalletEmpty({ waiting }: { waiting: boolean }) {
	const mayTopUp = useMay()("wallet.top_up");
	const reasons = [
		{ icon: Zap, title: m.wallet_why_pay(), text: m.wallet_why_pay_text() },
		{ icon: RefreshCw, title: m.wallet_why_renew(), text: m.wallet_why_renew_text() },
		{ icon: BellRing, title: m.wallet_why_know(), text: m.wallet_why_know_text() },
	];
	return (
		<Card className="grid gap-7 px-5 py-8 sm:px-8">
			<div className="grid justify-items-center gap-2 text-center">
				<span className="mb-1 grid size-12 place-items-center rounded-lg bg-accent-soft text-accent-ink">
					<Wallet aria-hidden className="size-6" />
				</span>
				<h2 className="text-[1.3em] font-semibold tracking-tight">{m.wallet_empty_title()}</h2>
				<p className="max-w-xl text-pretty text-ink-muted">
					{waiting ? m.wallet_empty_waiting() : m.wallet_empty_text()}
				</p>
				{!waiting && mayTopUp && (
					<ButtonLink to="/app/wallet/top-up" variant="primary" size="lg" className="mt-3">
						{m.wallet_top_up()}
					</ButtonLink>
				)}
			</div>
			<ul className="grid gap-5 border-t border-line pt-6 md:grid-cols-3">
				{reasons.map(({ icon: Icon, title, text }) => (
					<li key={title} className="flex gap-3">
						<Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent-ink" />
						<div className="grid gap-0.5">
							<h3 className="font-medium">{title}</h3>
							<p className="text-pretty text-ink-muted">{text}</p>
						</div>
					</li>
				))}
			</ul>
		</Card>
	);
}
