import type { Schema } from "@sewa/sdk";
import type { MeterName } from "../usage/meter-words";

export type PlanMeter = MeterName & { source: string; state: string };
type Plan = Pick<Schema<"SystemPlan">, "limits" | "overage">;

/** Meters that a plan may speak of: those that count, and those it speaks of already. */
export function isOfPlan({ code, state }: PlanMeter, plan?: Plan): boolean {
	if (state === "active") return true;
	return code in (plan?.limits.custom ?? {}) || (plan?.overage ?? []).some(({ meter }) => meter === code);
}

/** Those that the installation has defined; their limits are by code. */
export const customOf = (meters: readonly PlanMeter[]): PlanMeter[] =>
	meters.filter(({ source }) => source === "events");

/** Those whose use can be billed: what is there now has no price of its own. */
export const billableOf = (meters: readonly PlanMeter[]): PlanMeter[] =>
	meters.filter(({ source }) => source !== "records");
