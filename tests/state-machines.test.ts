import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "#worker/kernel/errors";
import { type Machine, next, statesTaking } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "#worker/modules/billing/invoices/rules";
import { PAYMENT_MACHINE } from "#worker/modules/billing/payments/rules";
import { PLAN_CHANGE_MACHINE } from "#worker/modules/billing/plan-changes/rules";
import { REFUND_MACHINE } from "#worker/modules/billing/refunds/rules";
import { SUBSCRIPTION_MACHINE } from "#worker/modules/billing/subscriptions/rules";
import { HOLD_MACHINE } from "#worker/modules/billing/wallet/rules";
import { CATALOG_MACHINE } from "#worker/modules/catalog/rules";
import { METER_MACHINE } from "#worker/modules/metering/meters/meter-rules";
import { TENANT_MACHINE } from "#worker/modules/tenants/rules";

type Any = Machine<string, string>;
/** Machine, where things begin, and what nothing ever leaves. */
const MACHINES: [string, Any, string[], string[]][] = [
	["tenant", TENANT_MACHINE as Any, ["pending", "active"], ["closed"]],
	["plan", CATALOG_MACHINE as Any, ["draft"], ["retired"]],
	["invoice", INVOICE_MACHINE as Any, ["draft", "open"], ["void"]],
	["payment", PAYMENT_MACHINE as Any, ["created", "awaiting_review"], []],
	["plan change", PLAN_CHANGE_MACHINE as Any, ["quoted", "awaiting_payment"], ["rejected", "canceled", "expired"]],
	["refund", REFUND_MACHINE as Any, ["requested"], ["succeeded", "failed"]],
	["meter", METER_MACHINE as Any, ["active"], []],
	["wallet hold", HOLD_MACHINE as Any, ["held"], ["finalised", "released", "expired"]],
	["subscription", SUBSCRIPTION_MACHINE as Any, ["trialing", "pending", "active"], ["canceled", "expired"]],
];

describe.each(MACHINES)("%s", (_name, machine, starts, ends) => {
	const states = Object.keys(machine);
	const events = [...new Set(states.flatMap((state) => Object.keys(machine[state] ?? {})))];

	test("every edge leads to a state of the machine", () => {
		for (const targets of Object.values(machine))
			for (const target of Object.values(targets)) expect(states).toContain(target);
	});

	test("final states take no event", () => {
		for (const state of ends) expect(machine[state]).toEqual({});
	});

	test("no walk of events reaches a state the table does not lead to; what it refuses is a 409 that says why", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...starts),
				fc.array(fc.constantFrom(...events), { maxLength: 30 }),
				(start, walk) => {
					let state = start;
					for (const event of walk) {
						const target = machine[state]?.[event];
						if (target === undefined) expect(() => next(machine, state, event)).toThrow(AppError);
						else state = next(machine, state, event);
						expect(states).toContain(state);
					}
				},
			),
		);
	});

	test("the guard of an event names exactly the states that take it", () => {
		for (const event of events) {
			const taking = statesTaking(machine, event);
			for (const state of states) expect(taking.includes(state)).toBe(machine[state]?.[event] !== undefined);
		}
	});
});
