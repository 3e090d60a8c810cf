import { AppError } from "./errors";

/** A state machine as one table: state -> event -> next state. */
export type Machine<S extends string, E extends string> = Record<S, Partial<Record<E, S>>>;

/** The state after `event`, or a 409 that names the state and what it would take. */
export function next<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: NoInfer<E>): S {
	const target = machine[state][event];
	if (!target) {
		const takes = Object.keys(machine[state]).join(", ") || "nothing";
		throw new AppError("conflict", `In state "${state}" the event "${event}" is not possible; it takes: ${takes}.`);
	}
	return target;
}

/** The states from which `event` is taken: for the guard of a conditional UPDATE. */
export function statesTaking<S extends string, E extends string>(machine: Machine<S, E>, event: NoInfer<E>): S[] {
	return (Object.keys(machine) as S[]).filter((state) => machine[state][event] !== undefined);
}
