import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { METHODS } from "./rules";

const Instant = z.iso
	.datetime({ offset: true })
	.transform((text) => Date.parse(text))
	.optional();

export const ApiLogFilters = z.object({
	method: z.enum(METHODS).optional(),
	status: z
		.string()
		.regex(/^[1-5](xx|\d\d)$/, "a status like 404, or a class like 4xx")
		.optional(),
	route: z.string().max(200).optional().meta({ description: "The path as documented: `/invoices/{id}`." }),
	key: idOf("apiKey").optional().meta({ description: "Requests by this API key." }),
	from: Instant.meta({ description: "From this instant on." }),
	to: Instant.meta({ description: "Before this instant." }),
	slowerThan: z.coerce.number().int().min(0).optional().meta({ description: "Milliseconds." }),
});
export type ApiLogFilters = z.infer<typeof ApiLogFilters>;

const sorted = pageQuery(["at", "duration"]);
export const ApiLogQuery = sorted.extend(ApiLogFilters.shape);
export type ApiLogQuery = z.infer<typeof ApiLogQuery>;
export const ApiLogExportQuery = ApiLogQuery.omit({ cursor: true, limit: true });
export type ApiLogExportQuery = z.infer<typeof ApiLogExportQuery>;

const ofTenant = { tenantId: idOf("tenant").optional() };
export const SystemApiLogQuery = ApiLogQuery.extend(ofTenant);
export type SystemApiLogQuery = z.infer<typeof SystemApiLogQuery>;
export const SystemApiLogExportQuery = ApiLogExportQuery.extend(ofTenant);
export type SystemApiLogExportQuery = z.infer<typeof SystemApiLogExportQuery>;

const Actor = z.object({
	kind: z.enum(["user", "key", "anonymous"]),
	id: z.string(),
	/** Null for who is nobody, or is there no more. */
	name: z.string().nullable(),
});

export const ApiLogView = z
	.object({
		id: idOf("apiLog"),
		at: z.iso.datetime(),
		method: z.string(),
		route: z.string().meta({ description: "The path as documented; `unknown` where no route answers." }),
		status: z.int(),
		duration: z.int().meta({ description: "Milliseconds." }),
		actor: Actor,
		requestBytes: z.int().meta({ description: "0 where the length was not said." }),
		responseBytes: z.int().meta({ description: "0 where the length was not known beforehand." }),
		requestId: z.string(),
		weight: z.int().meta({ description: "How many requests this one stands for." }),
		deprecated: z.boolean(),
	})
	.meta({ id: "ApiLog" });
export type ApiLogView = z.infer<typeof ApiLogView>;
export const ApiLogPage = pageOf(ApiLogView);

const Tenant = z.object({ id: idOf("tenant"), name: z.string().nullable() }).nullable();
export const SystemApiLogView = z.object({ ...ApiLogView.shape, tenant: Tenant }).meta({ id: "SystemApiLog" });
export type SystemApiLogView = z.infer<typeof SystemApiLogView>;
export const SystemApiLogPage = pageOf(SystemApiLogView);

export const StatisticsQuery = z.object({
	from: Instant.meta({ description: "A day before `to` unless said otherwise." }),
	to: Instant.meta({ description: "Now unless said otherwise." }),
});
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;
export const SystemStatisticsQuery = StatisticsQuery.extend(ofTenant);
export type SystemStatisticsQuery = z.infer<typeof SystemStatisticsQuery>;

const Rate = z.number().min(0).max(1).meta({ description: "From 0 to 1." });
/** Sampled lines count for those they stand for. */
const counts = {
	requests: z.int(),
	/** Answers from 400 on. */
	errors: z.int(),
	errorRate: Rate,
};
const Hour = z.object({ start: z.iso.datetime(), ...counts });
const Endpoint = z.object({ method: z.string(), route: z.string(), ...counts, meanDuration: z.int() });

export const ApiLogStatistics = z
	.object({
		...{ from: z.iso.datetime(), to: z.iso.datetime() },
		...counts,
		/** Answers from 500 on. */
		serverErrors: z.int(),
		/** Requests of more than a second. */
		slow: z.int(),
		p50: z.int().nullable().meta({ description: "Milliseconds, to two digits." }),
		p95: z.int().nullable(),
		hours: z.array(Hour).meta({ description: "Every hour of the range, of UTC." }),
		endpoints: z.array(Endpoint).meta({ description: "The ten that are called most." }),
	})
	.meta({ id: "ApiLogStatistics" });
export type ApiLogStatistics = z.infer<typeof ApiLogStatistics>;

export const SystemApiLogStatistics = z
	.object({
		...ApiLogStatistics.shape,
		tenants: z.array(z.object({ tenant: Tenant, ...counts })).meta({ description: "The ten that call most." }),
		slowest: z.array(SystemApiLogView),
		spikes: z.array(Hour).meta({ description: "Hours whose error rate is more than three times that of the range." }),
	})
	.meta({ id: "SystemApiLogStatistics" });
export type SystemApiLogStatistics = z.infer<typeof SystemApiLogStatistics>;

export const DeprecatedQuery = StatisticsQuery.extend({
	from: Instant.meta({ description: "30 days before `to` unless said otherwise." }),
});
const use = { requests: z.int(), lastAt: z.iso.datetime() };
export const DeprecatedUse = z
	.object({
		items: z.array(
			z.object({
				...{ method: z.string(), route: z.string(), ...use },
				/** How many organisations call it. */
				tenants: z.int(),
				callers: z
					.array(z.object({ tenant: Tenant, actor: Actor, ...use }))
					.meta({ description: "Who calls it most; up to 100 in each shard." }),
			}),
		),
	})
	.meta({ id: "DeprecatedUse" });
export type DeprecatedUse = z.infer<typeof DeprecatedUse>;
