import { rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { cn } from "../cn";
import { BulkBar } from "./bulk-bar";
import type { Column, RowAction } from "./columns";
import { hiddenBelow } from "./columns";
import { DataRow } from "./data-row";
import { SelectionBox } from "./selection-box";
import { directionOf, SortHeader } from "./sort-header";
import { useRefetching } from "./use-refetching";

export type DataTableProps<Row> = {
	/** Said to screen readers. */
	caption: string;
	rows: Row[];
	columns: Column<Row>[];
	rowId: (row: Row) => string;
	/** What a row is called, for its menu and checkbox. */
	rowName: (row: Row) => string;
	/** The row's page; the first column carries the link and the whole row is clickable. */
	rowHref?: (row: Row) => string;
	rowActions?: (row: Row) => RowAction[];
	/** Buttons for the chosen rows; gives the table check boxes. */
	bulk?: (chosen: Row[], clear: () => void) => ReactNode;
	/** Instead of rows when there are none: an `<EmptyState>`. */
	empty: ReactNode;
};

const features = tableFeatures({ rowSelectionFeature });

/** A list: sorted by the URL, rows that link, menus, check boxes; on phones each row is a card. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
	const { caption, rows, columns, rowId, rowName, rowHref, rowActions, bulk, empty } = props;
	const [params] = useSearchParams();
	const busy = useRefetching();
	const [rowSelection, setRowSelection] = useState<Record<string, true>>({});
	const tableColumns = useMemo(() => columns.map(({ id }) => ({ id })), [columns]);
	const table = useTable(
		{
			features,
			columns: tableColumns,
			data: rows,
			getRowId: rowId,
			state: { rowSelection },
			onRowSelectionChange: (change) =>
				setRowSelection((before) => (typeof change === "function" ? change(before) : change) as Record<string, true>),
		},
		(state) => ({ rowSelection: state.rowSelection }),
	);
	if (rows.length === 0) return empty;
	const chosen = table.getSelectedRowModel().rows.map((row) => row.original);
	return (
		<div className="grid gap-2">
			{bulk && (
				<BulkBar count={chosen.length} onClear={() => setRowSelection({})}>
					{bulk(chosen, () => setRowSelection({}))}
				</BulkBar>
			)}
			<div
				aria-busy={busy}
				className={cn(
					"md:card md:overflow-x-auto md:rounded-lg md:border md:border-line md:bg-surface",
					busy && "opacity-55 transition-opacity delay-150",
				)}
			>
				{/* biome-ignore lint/a11y/noRedundantRoles: display changes on phones take the table roles away */}
				<table role="table" className="w-full border-collapse text-left max-md:block">
					<caption className="sr-only">{caption}</caption>
					<thead className="max-md:hidden">
						{/* biome-ignore lint/a11y/noRedundantRoles: as above */}
						<tr role="row" className="border-b border-line bg-sunken text-note text-ink-muted">
							{bulk && (
								<th className="w-10 py-2 pl-4">
									<SelectionBox
										label={m.ui_choose_all()}
										checked={table.getIsAllRowsSelected()}
										partly={table.getIsSomeRowsSelected()}
										onChange={(checked) => table.toggleAllRowsSelected(checked)}
									/>
								</th>
							)}
							{columns.map((column) => (
								<th
									key={column.id}
									scope="col"
									aria-sort={column.sort ? directionOf(params.get("sort"), column.sort) : undefined}
									className={cn(
										"sticky top-0 px-4 py-2 font-medium whitespace-nowrap",
										column.align === "end" && "text-right",
										column.narrow && "w-px",
										hiddenBelow(column.from),
									)}
								>
									{column.sort ? <SortHeader sortKey={column.sort} label={column.header} /> : column.header}
								</th>
							))}
							{rowActions && (
								<th className="w-px">
									<span className="sr-only">{m.ui_actions()}</span>
								</th>
							)}
						</tr>
					</thead>
					<tbody className="max-md:grid max-md:grid-cols-1 max-md:gap-2.5">
						{table.getRowModel().rows.map((row) => (
							<DataRow
								key={row.id}
								row={row.original}
								name={rowName(row.original)}
								columns={columns}
								href={rowHref?.(row.original)}
								actions={rowActions?.(row.original)}
								selection={bulk && { checked: row.getIsSelected(), onChange: (checked) => row.toggleSelected(checked) }}
							/>
						))}
					</tbody>
				</table>
			</div>
		</div>
	);
}
