import type { Schema } from "@sewa/sdk";
import { ArrowRightLeft } from "lucide-react";
import { useEffect } from "react";
import { useRevalidator } from "react-router";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DescriptionList } from "~/ui/description-list";
import { RelativeTime } from "~/ui/relative-time";
import type { Tone } from "~/ui/tone";
import { ChoiceBox } from "../dialog-fields";
import { useMay } from "../permissions";

type Move = Schema<"TenantMove">;
type TenantPlaceProps = { tenant: { name: string; shard: string }; shards: string[]; move: Move | null };

const running: readonly string[] = ["copying", "aborting", "cleaning"];
const LOOK_AGAIN = 3_000;

/** On which shard the tenant's workload data is, and how its last move stands. */
export function TenantPlace({ tenant, shards, move }: TenantPlaceProps) {
	const others = shards.filter((code) => code !== tenant.shard);
	const isMoving = move !== null && running.includes(move.status);
	const mayMove = useMay("system.shard.write") && others.length > 0 && !isMoving;
	useLookAgain(isMoving);
	return (
		<Card>
			<CardHeader
				title={m.admin_usage_place()}
				description={m.admin_usage_place_text()}
				action={move && <MoveBadge move={move} />}
			/>
			<CardBody className="py-1.5!">
				<DescriptionList facts={factsOf(tenant.shard, move)} />
			</CardBody>
			{mayMove && (
				<CardFooter>
					<MoveDialog name={tenant.name} others={others} />
				</CardFooter>
			)}
		</Card>
	);
}

function factsOf(shard: string, move: Move | null) {
	const here = { label: m.admin_usage_shard(), value: <code className="font-mono">{shard}</code> };
	if (!move) return [here];
	return [
		here,
		{
			label: m.admin_usage_last_move(),
			value: (
				<>
					<code className="font-mono">{move.from}</code> → <code className="font-mono">{move.to}</code>,{" "}
					<RelativeTime at={move.createdAt} />
				</>
			),
		},
		{ label: m.admin_usage_copied(), value: formatNumber(move.copied, getLocale()) },
		...(move.problem ? [{ label: m.admin_usage_move_problem(), value: move.problem }] : []),
	];
}

const states: Record<Move["status"], [tone: Tone, label: () => string]> = {
	copying: ["wait", m.admin_usage_move_copying],
	aborting: ["wait", m.admin_usage_move_aborting],
	cleaning: ["wait", m.admin_usage_move_cleaning],
	done: ["ok", m.admin_usage_move_done],
	aborted: ["bad", m.admin_usage_move_aborted],
};

function MoveBadge({ move: { status } }: { move: Move }) {
	const [tone, label] = states[status];
	return <Badge tone={tone}>{label()}</Badge>;
}

function MoveDialog({ name, others }: { name: string; others: string[] }) {
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_usage_move_title({ tenant: name })}
			consequence={m.admin_usage_move_text()}
			confirmLabel={m.admin_usage_move()}
			fields={{ intent: "move" }}
			trigger={
				<Button size="sm" icon={<ArrowRightLeft aria-hidden />}>
					{m.admin_usage_move()}
				</Button>
			}
		>
			<ChoiceBox name="shard" label={m.admin_usage_to_shard()} options={others.map((code) => [code, code])} />
		</ConfirmDialog>
	);
}

/** The page follows a move by itself until it is over. */
function useLookAgain(moving: boolean) {
	const { revalidate } = useRevalidator();
	useEffect(() => {
		if (!moving) return;
		const timer = setInterval(() => void revalidate(), LOOK_AGAIN);
		return () => clearInterval(timer);
	}, [moving, revalidate]);
}
