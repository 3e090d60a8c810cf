import type { ReactNode } from "react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { cn } from "../cn";
import type { Column, RowAction } from "./columns";
import { hiddenBelow } from "./columns";
import { RowMenu } from "./row-menu";
import { SelectionBox } from "./selection-box";

type DataRowProps<Row> = {
	row: Row;
	name: string;
	columns: Column<Row>[];
	href: string | undefined;
	actions: RowAction[] | undefined;
	selection: { checked: boolean; onChange: (checked: boolean) => void } | undefined;
};

const rowStyle =
	"relative transition-colors md:border-b md:border-line md:last:border-0 max-md:flex max-md:flex-col max-md:gap-1.5 max-md:rounded-lg max-md:border max-md:border-line max-md:bg-surface max-md:px-4 max-md:py-3";

export function DataRow<Row>({ row, name, columns, href, actions, selection }: DataRowProps<Row>) {
	return (
		// biome-ignore lint/a11y/noRedundantRoles: display changes on phones take the table roles away
		<tr role="row" className={cn(rowStyle, href && "hover:bg-hover", selection?.checked && "bg-accent-soft/60")}>
			{selection && (
				<td className="w-10 py-2.5 md:pl-4 max-md:absolute max-md:top-1 max-md:right-12 max-md:w-auto">
					<SelectionBox label={m.ui_choose({ name })} checked={selection.checked} onChange={selection.onChange} />
				</td>
			)}
			{columns.map((column, index) => (
				<DataCell key={column.id} column={column} first={index === 0} cornered={Boolean(actions || selection)}>
					{index === 0 && href ? (
						<Link
							to={href}
							prefetch="intent"
							className="font-medium after:absolute after:inset-0 max-md:after:rounded-lg"
						>
							{column.cell(row)}
						</Link>
					) : (
						column.cell(row)
					)}
				</DataCell>
			))}
			{actions && (
				<td className="w-px py-1 md:pr-2 max-md:absolute max-md:top-0.5 max-md:right-1.5 max-md:w-auto">
					<RowMenu actions={actions} of={name} />
				</td>
			)}
		</tr>
	);
}

type DataCellProps<Row> = {
	column: Column<Row>;
	first: boolean;
	/** On a phone, a menu or a check box stands in the corner of the card. */
	cornered: boolean;
	children: ReactNode;
};

function DataCell<Row>({ column, first, cornered, children }: DataCellProps<Row>) {
	return (
		<td
			// biome-ignore lint/a11y/noRedundantRoles: as above
			role="cell"
			className={cn(
				"md:px-4 md:py-2.5",
				first ? "max-md:text-[1.05em]" : "max-md:items-baseline max-md:justify-between max-md:gap-4",
				first && cornered && "max-md:pr-20",
				// A column that phones do not show must not be brought back as a line of the card.
				!first && (!column.from ? "max-md:flex" : column.from === "sm" && "sm:max-md:flex"),
				column.align === "end" && "tabular md:text-right",
				hiddenBelow(column.from),
			)}
		>
			{!first && <span className="shrink-0 text-note text-ink-muted md:hidden">{column.header}</span>}
			{first ? children : <span className="min-w-0 max-md:text-right">{children}</span>}
		</td>
	);
}
