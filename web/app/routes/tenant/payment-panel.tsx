import type { Schema } from "@sewa/sdk";
import type { LucideIcon } from "lucide-react";
import {
	Check,
	CircleCheck,
	CircleX,
	Clock,
	CloudOff,
	Eye,
	Hourglass,
	RotateCcw,
	ShieldAlert,
	Undo2,
	Wallet,
} from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import type { Tone } from "~/ui/tone";
import { toneSoft, toneText } from "~/ui/tone";
import { PaymentActions } from "./payment-actions";
import type { PaymentStage } from "./payment-stage";
import { titleOfStage, wordsOfStage } from "./payment-stage-words";
import { WaitingPayment } from "./payment-waiting";

const looks: Record<PaymentStage, { tone: Tone; icon: LucideIcon }> = {
	opening: { tone: "wait", icon: CloudOff },
	waiting: { tone: "info", icon: Hourglass },
	review: { tone: "info", icon: Eye },
	paid: { tone: "ok", icon: CircleCheck },
	topped_up: { tone: "ok", icon: Wallet },
	to_wallet: { tone: "info", icon: Wallet },
	denied: { tone: "bad", icon: CircleX },
	rejected: { tone: "bad", icon: CircleX },
	reversed: { tone: "bad", icon: Undo2 },
	expired: { tone: "ended", icon: Clock },
	canceled: { tone: "ended", icon: CircleX },
	refunded: { tone: "info", icon: RotateCcw },
	disputed: { tone: "bad", icon: ShieldAlert },
};

export type PaymentPanelProps = {
	stage: PaymentStage;
	payment: Schema<"Payment">;
	invoice: Schema<"Invoice"> | null;
	/** The person has just come back from the gateway, which is being asked. */
	returned: boolean;
	formKey: string;
};

/** How a payment stands, in one sentence, and the one thing to do about it. */
export function PaymentPanel(props: PaymentPanelProps) {
	const { stage, payment, invoice } = props;
	const { tone, icon: Icon } = looks[stage];
	return (
		<Card className="grid gap-5 p-5 sm:p-7">
			<div className="flex items-start gap-4" role="status">
				<span className={cn("grid size-11 shrink-0 place-items-center rounded-lg", toneSoft[tone], toneText[tone])}>
					<Icon aria-hidden className="size-5.5" />
				</span>
				<div className="grid min-w-0 gap-1">
					<h2 className="text-[1.3em] font-semibold tracking-tight">{titleOfStage(stage)}</h2>
					<p className="text-pretty text-ink-muted">{wordsOfStage(props)}</p>
				</div>
			</div>
			{stage === "paid" && invoice?.status === "paid" && <Activated invoice={invoice} />}
			{stage === "waiting" ? <WaitingPayment payment={payment} /> : <PaymentActions {...props} />}
		</Card>
	);
}

/** What was bought and runs now. */
function Activated({ invoice }: { invoice: Schema<"Invoice"> }) {
	const locale = getLocale();
	return (
		<div className="grid gap-2 border-t border-line pt-4">
			<h3 className="font-medium">{m.payment_active()}</h3>
			<ul className="grid gap-1.5">
				{invoice.lines.map(({ description }) => (
					<li key={description.en} className="flex gap-2">
						<Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
						<span className="min-w-0 break-words">{description[locale]}</span>
					</li>
				))}
			</ul>
		</div>
	);
}
