import type { Machine } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "#worker/modules/billing/invoices/rules";
import { PAYMENT_MACHINE } from "#worker/modules/billing/payments/rules";
import { PLAN_CHANGE_MACHINE } from "#worker/modules/billing/plan-changes/rules";
import { REFUND_MACHINE } from "#worker/modules/billing/refunds/rules";
import { SUBSCRIPTION_MACHINE } from "#worker/modules/billing/subscriptions/rules";
import { HOLD_MACHINE } from "#worker/modules/billing/wallet/rules";
import { TENANT_MACHINE } from "#worker/modules/tenants/rules";

type AnyMachine = Machine<string, string>;
const MACHINES: Record<string, { machine: AnyMachine; table: string }> = {
	subscription: { machine: SUBSCRIPTION_MACHINE as AnyMachine, table: "subscriptions" },
	invoice: { machine: INVOICE_MACHINE as AnyMachine, table: "invoices" },
	payment: { machine: PAYMENT_MACHINE as AnyMachine, table: "payments" },
	plan_change: { machine: PLAN_CHANGE_MACHINE as AnyMachine, table: "plan_changes" },
	refund: { machine: REFUND_MACHINE as AnyMachine, table: "refunds" },
	hold: { machine: HOLD_MACHINE as AnyMachine, table: "wallet_holds" },
	tenant: { machine: TENANT_MACHINE as AnyMachine, table: "tenants" },
};

/** What may have changed since `?1`, by machine; at last every step that the audit log tells of since then. */
export const STATE_QUERIES = [
	...Object.entries(MACHINES).map(
		([kind, { table }]) => `SELECT '${kind}' AS kind, id, status FROM ${table} WHERE updated_at >= ?1`,
	),
	`SELECT resource_kind AS kind, resource_id AS id, json_extract(before, '$.status') AS was, json_extract(after, '$.status') AS "is", action
		FROM audit_logs WHERE created_at >= ?1 AND json_extract(before, '$.status') IS NOT NULL AND json_extract(after, '$.status') IS NOT NULL
		AND resource_kind IN (${Object.keys(MACHINES)
			.map((kind) => `'${kind}'`)
			.join(", ")})`,
];

export type StateRow = { kind: string; id: string; status: string };
export type StepRow = { kind: string; id: string; was: string; is: string; action: string };

const reachable = new Map<string, boolean>();

/** Whether a machine leads from one state to another, in however many steps. */
export function leadsTo(kind: string, from: string, to: string): boolean {
	const key = `${kind}/${from}/${to}`;
	const known = reachable.get(key);
	if (known !== undefined) return known;
	const machine = MACHINES[kind]?.machine ?? {};
	const [seen, waiting] = [new Set([from]), [from]];
	for (let state = waiting.pop(); state !== undefined; state = waiting.pop())
		for (const target of Object.values(machine[state] ?? {}))
			if (target !== undefined && !seen.has(target)) {
				seen.add(target);
				waiting.push(target);
			}
	reachable.set(key, seen.has(to));
	return seen.has(to);
}

/** States that no machine leads to from what was seen the day before; `seen` is brought up to date. */
export function strayStates(rows: readonly StateRow[], seen: Map<string, string>): string[] {
	return rows.flatMap(({ kind, id, status }) => {
		const was = seen.get(id);
		seen.set(id, status);
		if (!MACHINES[kind]?.machine[status]) return [`${id} is "${status}", which is no state`];
		return was === undefined || leadsTo(kind, was, status) ? [] : [`${id} went from ${was} to ${status}`];
	});
}

/** Single steps that a machine does not have. Staying where one is is none. */
export function straySteps(rows: readonly StepRow[]): string[] {
	return rows.flatMap(({ kind, id, was, is, action }) => {
		const takes = Object.values(MACHINES[kind]?.machine[was] ?? {});
		return was === is || takes.includes(is) ? [] : [`${action} took ${id} from ${was} to ${is}`];
	});
}
