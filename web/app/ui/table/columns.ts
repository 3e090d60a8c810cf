import type { ReactNode } from "react";

export type Column<Row> = {
	id: string;
	header: string;
	cell: (row: Row) => ReactNode;
	/** Numbers and money go to the end of their column. */
	align?: "start" | "end";
	/** The API's sort key; the header becomes a link that sorts by it. */
	sort?: string;
	/** `sm` … `xl`: shown from that width on. On phones a card shows every column that is not hidden there. */
	from?: "sm" | "md" | "lg" | "xl";
	/** Keeps the column narrow. */
	narrow?: boolean;
};

export type RowAction = {
	label: string;
	icon?: ReactNode;
	danger?: boolean;
	/** Goes somewhere … */
	to?: string;
	/** … or does something, such as opening a ConfirmDialog. */
	onSelect?: () => void;
};

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };

export function hiddenBelow(from: Column<unknown>["from"]): string | undefined {
	return from && hidden[from];
}
