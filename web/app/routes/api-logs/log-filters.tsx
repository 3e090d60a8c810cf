import type { ReactNode } from "react";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { DayRange } from "~/ui/day-range";
import { FilterChip } from "~/ui/filter-chip";
import { Toolbar } from "~/ui/toolbar";
import { ScopeChip } from "../admin/scope-chip";
import { CsvLink } from "../admin/usage/csv-link";

export const logFilters = ["method", "status", "route", "key", "slowerThan", "since", "until", "tenantId"] as const;

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].map((name) => [name, name] as const);
const slow = [100, 500, 1_000, 5_000];

const statusOptions = () =>
	[
		["2xx", m.api_logs_2xx()],
		["3xx", m.api_logs_3xx()],
		["4xx", m.api_logs_4xx()],
		["5xx", m.api_logs_5xx()],
	] as const;

type LogFiltersProps = {
	/** Where the same requests are a file. */
	csv: string;
	/** What the key of `?key=` is called. */
	keyName: string | undefined;
	/** Further chips. */
	children?: ReactNode;
};

/** What the log is narrowed to, all of it in the URL. */
export function LogFilters({ csv, keyName, children }: LogFiltersProps) {
	return (
		<Toolbar filters={logFilters} keep={["sort"]} end={<CsvLink to={csv} of={m.api_logs_requests()} />}>
			<FilterChip name="method" label={m.api_logs_method()} options={methods} />
			<FilterChip name="status" label={m.api_logs_status()} options={statusOptions()} />
			<FilterChip
				name="slowerThan"
				label={m.api_logs_slower()}
				options={slow.map((ms) => [String(ms), `${formatNumber(ms, getLocale())} ms`] as const)}
			/>
			<ScopeChip name="route" label={m.api_logs_route()} value={undefined} />
			<ScopeChip name="key" label={m.api_logs_key()} value={keyName} />
			{children}
			<DayRange />
		</Toolbar>
	);
}
