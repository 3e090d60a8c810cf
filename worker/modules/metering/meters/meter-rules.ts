import type { Machine } from "#worker/kernel/state-machine";
import type { METER_STATES } from "../rules";

export type MeterState = (typeof METER_STATES)[number];
export type MeterEvent = "retire" | "activate";

/** A retired meter listens to nothing and is shown no more; what it has counted stays. */
export const METER_MACHINE: Machine<MeterState, MeterEvent> = {
	active: { retire: "retired" },
	retired: { activate: "active" },
};

export const EVENT_TO: Record<MeterState, MeterEvent> = { retired: "retire", active: "activate" };

/** Meters that may listen to one type of event: each of them makes every such event dearer. */
export const MOST_LISTENERS = 10;
export const MOST_GROUPINGS = 5;
