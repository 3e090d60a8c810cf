import { m } from "~/paraglide/messages.js";
import { Checkbox } from "~/ui/checkbox";
import { cn } from "~/ui/cn";

type PlanBoxesProps = { plans: { code: string; name: string }[]; chosen: string[]; className?: string };

/** Which plans a coupon counts for. */
export function PlanBoxes({ plans, chosen, className }: PlanBoxesProps) {
	return (
		<fieldset className={cn("grid gap-2", className)}>
			<legend className="mb-1.5 font-medium">{m.admin_coupons_plans()}</legend>
			<div className="flex flex-wrap gap-x-5 gap-y-2">
				{plans.map(({ code, name }) => (
					<label key={code} htmlFor={`plan-${code}`} className="flex items-center gap-2">
						<Checkbox id={`plan-${code}`} name="planCodes" value={code} defaultChecked={chosen.includes(code)} />
						{name}
					</label>
				))}
			</div>
			<p className="text-note text-ink-muted">{m.admin_coupons_plans_help()}</p>
		</fieldset>
	);
}
