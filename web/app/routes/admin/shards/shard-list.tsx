import type { Schema } from "@sewa/sdk";
import { Database, Scale } from "lucide-react";
import { useState } from "react";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table/data-table";
import { TextBox } from "../dialog-fields";
import { ReadOnlyNotice, useMay } from "../permissions";
import { textOf } from "../posted.server";
import { BeforeAfter } from "../usage/before-after";
import type { Route } from "./+types/shard-list";
import { shardColumns } from "./shard-columns";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.admin_shards_title() } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_shards_title()} · Sewa` }];

type Shard = Schema<"Shard">;

export function loader({ context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/admin/shards"));
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const path = { code: textOf(form, "code") ?? "" };
	const body = { weight: Number(textOf(form, "weight") ?? Number.NaN) };
	const asked = context.get(api).PUT("/api/v1/admin/shards/{code}", { params: { path }, body });
	return answer(outcome(asked), m.admin_shards_saved());
}

export default function ShardList({ loaderData: { items } }: Route.ComponentProps) {
	const [chosen, setChosen] = useState<Shard | null>(null);
	const mayWrite = useMay("system.shard.write");
	return (
		<>
			<PageHeader title={m.admin_shards_title()} count={items.length} description={m.admin_shards_lead()} />
			{!mayWrite && <ReadOnlyNotice permission="system.shard.write" />}
			<DataTable
				caption={m.admin_shards_title()}
				rows={items}
				columns={shardColumns(items)}
				rowId={(row) => row.code}
				rowName={(row) => m.admin_shards_name({ code: row.code })}
				rowActions={
					mayWrite
						? (row) => [{ label: m.admin_shards_weigh(), icon: <Scale aria-hidden />, onSelect: () => setChosen(row) }]
						: undefined
				}
				empty={<EmptyState icon={Database} title={m.admin_shards_none()} />}
			/>
			{chosen && <WeightDialog shard={chosen} all={items} onClose={() => setChosen(null)} />}
		</>
	);
}

type WeightDialogProps = { shard: Shard; all: readonly Shard[]; onClose: () => void };

function WeightDialog({ shard, all, onClose }: WeightDialogProps) {
	const [typed, setTyped] = useState(String(shard.weight));
	const others = all.filter(({ code }) => code !== shard.code).reduce((sum, { weight }) => sum + weight, 0);
	const share = (weight: number) => {
		const part = weight + others > 0 ? weight / (weight + others) : 0;
		return m.admin_shards_of_new({ weight: String(weight), percent: formatPercent(part, getLocale()) });
	};
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_shards_weigh_title({ code: shard.code })}
			consequence={m.admin_shards_weigh_text()}
			confirmLabel={m.admin_shards_weigh()}
			fields={{ code: shard.code }}
			open
			onOpenChange={(open) => !open && onClose()}
		>
			<TextBox
				name="weight"
				label={m.admin_shards_weight()}
				type="number"
				min={0}
				max={1000}
				step={1}
				value={typed}
				onChange={(event) => setTyped(event.target.value)}
			/>
			<BeforeAfter before={share(shard.weight)} after={typed === "" ? "–" : share(Number(typed))} />
		</ConfirmDialog>
	);
}
