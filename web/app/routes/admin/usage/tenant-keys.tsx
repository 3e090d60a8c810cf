import type { Schema } from "@sewa/sdk";
import { Ban, KeyRound } from "lucide-react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { keyColumns } from "~/routes/tenant/api-keys/key-columns";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { EmptyState } from "~/ui/empty-state";
import { Pagination } from "~/ui/pagination";
import { DataTable } from "~/ui/table/data-table";
import { ReasonBox } from "../dialog-fields";
import { useMay } from "../permissions";
import { Section } from "../section";

type Key = Schema<"ApiKey">;
type TenantKeysProps = { keys: Key[]; nextCursor: string | null };

/** The tenant's keys as its own people see them; staff can shut one out. */
export function TenantKeys({ keys, nextCursor }: TenantKeysProps) {
	const mayRevoke = useMay("system.api_key.revoke");
	const [chosen, setChosen] = useState<Key | null>(null);
	return (
		<Section title={m.admin_usage_keys()}>
			<DataTable
				caption={m.admin_usage_keys()}
				rows={keys}
				// One order only: the page's other lists have theirs.
				columns={keyColumns().map(({ sort: _, ...column }) => column)}
				rowId={(row) => row.id}
				rowName={(row) => row.name}
				rowActions={mayRevoke ? (row) => actionsOf(row, () => setChosen(row)) : undefined}
				empty={
					<EmptyState icon={KeyRound} title={m.admin_usage_no_keys()}>
						{m.admin_usage_no_keys_text()}
					</EmptyState>
				}
			/>
			<Pagination nextCursor={nextCursor} shown={keys.length} />
			{chosen && (
				<ConfirmDialog
					title={m.keys_revoke_title({ name: chosen.name })}
					consequence={m.keys_revoke_text()}
					confirmLabel={m.keys_revoke_confirm()}
					fields={{ intent: "revoke-key", key: chosen.id }}
					open
					onOpenChange={(open) => !open && setChosen(null)}
				>
					<ReasonBox help={m.admin_usage_revoke_reason()} />
				</ConfirmDialog>
			)}
		</Section>
	);
}

function actionsOf({ state }: Key, revoke: () => void) {
	if (state !== "active") return [];
	return [{ label: m.keys_revoke_confirm(), icon: <Ban aria-hidden />, danger: true, onSelect: revoke }];
}
