import type { Schema } from "@sewa/sdk";
import { Landmark, QrCode } from "lucide-react";
import type { FetcherWithComponents } from "react-router";
import { m } from "~/paraglide/messages.js";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { MoveButtons } from "../move-buttons";
import { MethodSwitch } from "./method-switch";

type Method = Schema<"PaymentMethod"> & { countryName: string };

export function methodColumns(methods: Method[], changer: FetcherWithComponents<unknown> | null): Column<Method>[] {
	const order: Column<Method> = {
		id: "order",
		header: m.admin_plans_order(),
		narrow: true,
		cell: (row) =>
			changer && (
				<MoveButtons
					id={row.id}
					name={row.name}
					first={row.id === methods[0]?.id}
					last={row.id === methods.at(-1)?.id}
					fetcher={changer}
				/>
			),
	};
	return [
		{ id: "name", header: m.admin_methods_name(), cell: (row) => <MethodName method={row} /> },
		{ id: "account", header: m.admin_methods_account(), cell: (row) => <Account method={row} /> },
		{
			id: "country",
			header: m.admin_methods_country(),
			cell: (row) => `${row.countryName} · ${row.currency}`,
			from: "lg",
		},
		{
			id: "enabled",
			header: m.admin_status(),
			cell: (row) =>
				changer ? (
					<MethodSwitch method={row} fetcher={changer} />
				) : (
					<StatusBadge of="payment_method" status={row.enabled ? "active" : "inactive"} />
				),
		},
		...(changer ? [order] : []),
	];
}

function MethodName({ method }: { method: Method }) {
	const Icon = method.details.kind === "qris" ? QrCode : Landmark;
	return (
		<span className="flex items-center gap-3">
			<span className="grid size-8 shrink-0 place-items-center rounded-md bg-sunken text-ink-muted">
				<Icon aria-hidden className="size-4" />
			</span>
			<span className="grid">
				{method.name}
				<span className="font-mono text-note font-normal text-ink-faint">{method.code}</span>
			</span>
		</span>
	);
}

function Account({ method: { details } }: { method: Method }) {
	if (details.kind === "qris") return <span>QRIS</span>;
	return (
		<span className="grid">
			<span className="tabular">
				{details.bank} {details.accountNumber}
			</span>
			<span className="text-note text-ink-muted">{details.accountHolder}</span>
		</span>
	);
}
