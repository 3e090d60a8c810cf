import type { Schema } from "@sewa/sdk";
import { Gift, Lock } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import type { Column } from "~/ui/table/columns";
import { DataTable } from "~/ui/table/data-table";
import { Section } from "../section";
import { HoldActions } from "./hold-actions";
import { grantKinds } from "./wallet-actions";

type Grant = Schema<"CreditGrant">;
type Hold = Schema<"WalletHold">;

export function Grants({ grants }: { grants: Grant[] }) {
	return (
		<Section title={m.admin_wallet_grants()}>
			<DataTable
				caption={m.admin_wallet_grants()}
				rows={grants}
				columns={grantColumns()}
				rowId={(row) => row.id}
				rowName={(row) => row.reason}
				empty={
					<EmptyState icon={Gift} title={m.admin_wallet_grants_none()}>
						{m.admin_wallet_grants_none_text()}
					</EmptyState>
				}
			/>
		</Section>
	);
}

function grantColumns(): Column<Grant>[] {
	const kinds = new Map<string, string>(grantKinds());
	return [
		{
			id: "reason",
			header: m.admin_reason(),
			cell: (row) => (
				<>
					<span className="wrap-anywhere">{row.reason}</span>
					<span className="block text-note text-ink-muted">{kinds.get(row.kind)}</span>
				</>
			),
		},
		{
			id: "expires",
			header: m.admin_wallet_expires(),
			cell: (row) => (row.expiresAt ? <DateTime at={Date.parse(row.expiresAt) - 1} /> : m.admin_wallet_never()),
		},
		{ id: "amount", header: m.admin_wallet_given(), cell: (row) => <Money value={row.amount} />, align: "end" },
		{
			id: "remaining",
			header: m.admin_wallet_remaining(),
			cell: (row) => <Money value={row.remaining} />,
			align: "end",
		},
	];
}

export function Holds({ holds, idempotencyKey }: { holds: Hold[]; idempotencyKey: string }) {
	return (
		<Section title={m.admin_wallet_holds()}>
			<DataTable
				caption={m.admin_wallet_holds()}
				rows={holds}
				columns={holdColumns(idempotencyKey)}
				rowId={(row) => row.id}
				rowName={(row) => row.reason}
				empty={
					<EmptyState icon={Lock} title={m.admin_wallet_holds_none()}>
						{m.admin_wallet_holds_none_text()}
					</EmptyState>
				}
			/>
		</Section>
	);
}

function holdColumns(idempotencyKey: string): Column<Hold>[] {
	return [
		{
			id: "reason",
			header: m.admin_reason(),
			cell: (row) => (
				<>
					<span className="wrap-anywhere">{row.reason}</span>
					<code className="block font-mono text-note break-all text-ink-muted">{row.referenceId}</code>
				</>
			),
		},
		{ id: "expires", header: m.admin_wallet_expires(), cell: (row) => <DateTime at={row.expiresAt} /> },
		{ id: "amount", header: m.admin_amount(), cell: (row) => <Money value={row.amount} />, align: "end" },
		{
			id: "acts",
			header: "",
			cell: (row) => <HoldActions hold={row} idempotencyKey={idempotencyKey} />,
			align: "end",
			narrow: true,
		},
	];
}
