import type { Schema } from "@sewa/sdk";
import { TicketPercent, X } from "lucide-react";
import { useId } from "react";
import { Form, Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { FieldError } from "~/ui/field";
import { Input } from "~/ui/input";
import { refusalWords } from "./coupon-words";

type Quote = Schema<"ChangeQuote">;
type CouponFormProps = {
	/** Where the order lives; applying only asks for it again. */
	action: string;
	/** The order itself, without its coupon. */
	fields: Record<string, string>;
	/** As it was typed. */
	coupon: string | null;
	quote: Pick<Quote, "coupons" | "refused">;
	removeTo: string;
};

/** A coupon to put in, and what became of it: a plain form, so that the quote follows without JavaScript too. */
export function CouponForm({ action, fields, coupon, quote, removeTo }: CouponFormProps) {
	const id = useId();
	const code = coupon?.toUpperCase() ?? null;
	const refused = quote.refused.map(refusalWords);
	const applied = quote.coupons.some((one) => one.code === code);
	return (
		<div className="grid gap-2.5">
			{quote.coupons.map((one) => (
				<p key={one.id} className="flex items-center justify-between gap-2">
					<Badge tone="ok" icon={TicketPercent}>
						{one.code}
					</Badge>
					<span className="flex min-w-0 items-center gap-1">
						<span className="truncate text-note text-ink-muted">{one.name}</span>
						{one.code === code && (
							<Link
								to={removeTo}
								replace
								preventScrollReset
								aria-label={m.coupon_remove({ code: one.code })}
								className="grid size-8 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-hover max-md:size-11"
							>
								<X aria-hidden className="size-4" />
							</Link>
						)}
					</span>
				</p>
			))}
			{!applied && (
				<Form method="get" action={action} replace preventScrollReset className="grid gap-1.5" key={coupon}>
					{Object.entries(fields).map(([name, value]) => (
						<input key={name} type="hidden" name={name} value={value} />
					))}
					<label htmlFor={id} className="font-medium">
						{m.coupon_label()}
					</label>
					<span className="flex gap-2">
						<Input
							id={id}
							name="coupon"
							defaultValue={coupon ?? ""}
							maxLength={40}
							autoCapitalize="characters"
							autoComplete="off"
							spellCheck={false}
							className="min-w-0 uppercase"
							aria-invalid={refused.length > 0 || undefined}
							aria-describedby={refused.length > 0 ? `${id}-error` : undefined}
						/>
						<Button type="submit">{m.coupon_apply()}</Button>
					</span>
					<FieldError id={`${id}-error`} errors={refused.length > 0 ? refused : undefined} />
				</Form>
			)}
		</div>
	);
}
