import { FastForward } from "lucide-react";
import { Form, useNavigation } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { TextBox } from "../dialog-fields";

const steps = [
	{ advance: "P1D", label: m.admin_clock_day },
	{ advance: "P7D", label: m.admin_clock_week },
	{ advance: "P1M", label: m.admin_clock_month },
];

/** Three usual steps and one of one's own; each a plain form. */
export function MoveTime() {
	const navigation = useNavigation();
	const sent = navigation.formData?.get("advance") ?? null;
	const busy = navigation.formData !== undefined;
	return (
		<Card>
			<CardHeader title={m.admin_clock_move()} description={m.admin_clock_move_text()} />
			<CardBody className="flex flex-wrap items-start gap-x-8 gap-y-4">
				<Form method="post" className="flex flex-wrap gap-2 sm:pt-7">
					{steps.map(({ advance, label }) => (
						<Button
							key={advance}
							type="submit"
							name="advance"
							value={advance}
							variant="primary"
							pending={busy && sent === advance}
							icon={<FastForward aria-hidden />}
						>
							{label()}
						</Button>
					))}
				</Form>
				<Form method="post" className="flex items-start gap-2">
					<TextBox name="own" label={m.admin_clock_own()} help={m.admin_clock_own_help()} placeholder="P3D" />
					<Button type="submit" className="mt-7" pending={busy && sent === null}>
						{m.admin_clock_go()}
					</Button>
				</Form>
			</CardBody>
		</Card>
	);
}
