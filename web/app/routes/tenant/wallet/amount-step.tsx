import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Form, Link } from "react-router";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import { Field } from "~/ui/field";
import { toMinor, toTyped } from "~/ui/form/minor-units";
import { MoneyInput } from "~/ui/form/money-input";
import type { TopUpPage } from "./top-up-page.server";

/** How much: one of the usual amounts by one press, or any other within the bounds. */
export function AmountStep({ wallet, quick, bounds, amount, typed, complaint }: TopUpPage) {
	const locale = getLocale();
	const { currency } = wallet;
	const [text, setText] = useState(typed ?? toTyped({ amount, currency }));
	const minor = toMinor(text, currency);
	const money = (value: number) => formatMoney({ amount: value, currency }, locale);
	const limits = m.wallet_amount_limits({ least: money(bounds.least), most: money(bounds.most) });
	return (
		<Card className="grid max-w-2xl gap-6 p-5">
			<nav aria-label={m.wallet_amount_quick()} className="grid grid-cols-2 gap-2 sm:grid-cols-3">
				{quick.map((value) => (
					<Link
						key={value}
						to={`/app/wallet/top-up?amount=${value}&currency=${currency}`}
						className={cn(
							"tabular grid min-h-12 place-items-center rounded-lg border px-3 py-2.5 font-medium transition-colors hover:border-accent",
							minor === value ? "border-accent bg-accent-soft text-accent-ink" : "border-line",
						)}
					>
						{money(value)}
					</Link>
				))}
			</nav>
			<Form method="get" noValidate className="grid gap-5 border-t border-line pt-5">
				<input type="hidden" name="currency" value={currency} />
				<Field
					id="top-up-amount"
					label={m.wallet_amount_own()}
					help={minor === null ? limits : `${money(minor)} · ${limits}`}
					errors={complaint ? [complaint] : undefined}
				>
					{(control) => (
						<MoneyInput
							{...control}
							currency={currency}
							name="typed"
							value={text}
							onChange={(event) => setText(event.target.value)}
							required
						/>
					)}
				</Field>
				<Button type="submit" variant="primary" size="lg" className="sm:w-fit">
					{m.wallet_continue()}
					<ArrowRight aria-hidden />
				</Button>
			</Form>
		</Card>
	);
}
