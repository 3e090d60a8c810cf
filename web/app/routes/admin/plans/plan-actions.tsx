import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Button, type ButtonProps } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";

type Plan = Schema<"SystemPlan">;
type Act = "publish" | "hide" | "retire" | "delete";

/** What a plan's state takes; a draft nobody bought is deleted rather than retired. */
const possible: Record<Plan["state"], Act[]> = {
	draft: ["delete", "hide", "publish"],
	public: ["retire", "hide"],
	hidden: ["retire", "publish"],
	retired: [],
};

const looks: Record<Act, ButtonProps["variant"]> = {
	publish: "primary",
	hide: "secondary",
	retire: "danger-quiet",
	delete: "danger-quiet",
};

export function PlanActions({ plan }: { plan: Plan }) {
	return possible[plan.state].map((act) => {
		const { label, title, consequence } = wordsOf(act, plan);
		return (
			<ConfirmDialog
				key={act}
				title={title}
				consequence={consequence}
				confirmLabel={label}
				tone={looks[act] === "danger-quiet" ? "danger" : "primary"}
				fields={{ intent: act, name: plan.name }}
				trigger={<Button variant={looks[act]}>{label}</Button>}
			/>
		);
	});
}

function wordsOf(act: Act, { name, subscribers: count }: Plan) {
	switch (act) {
		case "publish":
			return {
				label: m.admin_plans_publish(),
				title: m.admin_plans_publish_title({ name }),
				consequence: m.admin_plans_publish_text(),
			};
		case "hide":
			return {
				label: m.admin_plans_hide(),
				title: m.admin_plans_hide_title({ name }),
				consequence: m.admin_plans_hide_text(),
			};
		case "retire":
			return {
				label: m.admin_plans_retire(),
				title: m.admin_plans_retire_title({ name }),
				consequence: m.admin_plans_retire_text({ count }),
			};
		case "delete":
			return {
				label: m.admin_plans_delete(),
				title: m.admin_plans_delete_title({ name }),
				consequence: m.admin_plans_delete_text(),
			};
	}
}
