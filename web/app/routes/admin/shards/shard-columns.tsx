import type { Schema } from "@sewa/sdk";
import { formatBytes, formatNumber, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import type { Column } from "~/ui/table/columns";
import { UseBar } from "../usage/use-bar";

type Shard = Schema<"Shard">;

export function shardColumns(all: readonly Shard[]): Column<Shard>[] {
	const locale = getLocale();
	const weights = all.reduce((sum, { weight }) => sum + weight, 0);
	const share = ({ weight }: Shard) => (weights > 0 ? weight / weights : 0);
	return [
		{
			id: "code",
			header: m.admin_shards_shard(),
			cell: (row) => <span className="font-medium">{m.admin_shards_name({ code: row.code })}</span>,
		},
		{ id: "weight", header: m.admin_shards_weight(), cell: (row) => formatNumber(row.weight, locale), align: "end" },
		{
			id: "share",
			header: m.admin_shards_share(),
			cell: (row) => (
				<span className="inline-flex items-center gap-2">
					<UseBar fraction={share(row)} className="w-20 max-sm:hidden" />
					<span className="tabular">{formatPercent(share(row), locale)}</span>
				</span>
			),
		},
		{ id: "tenants", header: m.admin_shards_tenants(), cell: (row) => formatNumber(row.tenants, locale), align: "end" },
		{
			id: "arriving",
			header: m.admin_shards_arriving(),
			cell: (row) => formatNumber(row.arriving, locale),
			align: "end",
			from: "lg",
		},
		{ id: "bytes", header: m.admin_shards_size(), cell: (row) => formatBytes(row.bytes, locale), align: "end" },
	];
}
