import { data } from "react-router";
import { HappeningQuery } from "#worker/modules/platform/clock/schemas";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { problemMessage } from "~/problem-message";
import { readQuery } from "~/read-query.server";
import { ErrorSummary } from "~/ui/error-summary";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { Stat, Stats } from "~/ui/stat";
import { textOf } from "../posted.server";
import type { Route } from "./+types/time-machine";
import { advanceClock, readClock, readHappenings } from "./clock.server";
import { Happenings } from "./happenings";
import { MoveTime } from "./move-time";
import { Moved } from "./moved";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.nav_time_machine(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_time_machine()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const clock = await readClock(client);
	if (!clock) throw data(null, 404);
	const { from, kind, cursor } = readQuery(request, HappeningQuery);
	const asked = { ...(from && { from }), ...(kind && { kind }), ...(cursor && { cursor }) };
	return { clock, from: from ?? null, happenings: await readHappenings(client, asked) };
}

export async function action({ request, context }: Route.ActionArgs) {
	const client = context.get(api);
	const form = await request.formData();
	const before = await readClock(client);
	const advance = textOf(form, "advance") ?? textOf(form, "own") ?? "";
	const moved = await advanceClock(client, advance);
	if (!moved.ok) {
		const detail = moved.problem.issues?.map((issue) => issue.detail).join(" ");
		return data(
			{ error: `${problemMessage(moved.problem)} ${detail ?? ""}`.trim(), moved: null },
			moved.problem.status,
		);
	}
	return { error: null, moved: { ...moved.data, from: before?.now ?? moved.data.now } };
}

export default function TimeMachine({ loaderData, actionData }: Route.ComponentProps) {
	const { clock, from, happenings } = loaderData;
	return (
		<>
			<PageHeader title={m.nav_time_machine()} description={m.admin_clock_lead()} />
			<ErrorSummary errors={actionData?.error ? [actionData.error] : []} occasion={actionData} />
			<Stats>
				<Stat label={m.admin_clock_now()} value={<DateTime at={clock.now} withTime />} />
				<Stat label={m.admin_clock_ahead()} value={aheadWords(clock.ahead)} />
			</Stats>
			<MoveTime />
			{actionData?.moved && <Moved moved={actionData.moved} />}
			<Happenings page={happenings} from={from} />
		</>
	);
}

function aheadWords(ahead: number): string {
	const hours = Math.round(ahead / 3_600_000);
	if (hours === 0) return m.admin_clock_ahead_none();
	if (hours < 48) return m.admin_clock_ahead_hours({ count: hours });
	return m.admin_clock_ahead_days({ count: Math.round(hours / 24) });
}
