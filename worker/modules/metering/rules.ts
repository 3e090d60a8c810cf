/** How the values of one window become one number. */
export const AGGREGATIONS = ["sum", "max", "unique", "last"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/**
 * Where a meter's numbers come from. `admission`: counted by the tenant's object when a call is let in. `events`: sent
 * by whoever knows. `records`: what is there now, counted in the database (seats, branches, stored bytes).
 */
export const METER_SOURCES = ["admission", "events", "records"] as const;
export type MeterSource = (typeof METER_SOURCES)[number];

export const METER_STATES = ["active", "retired"] as const;

/** The parts of its quota at which a tenant is told, in per cent. */
export const ALERT_THRESHOLDS = [80, 100] as const;
