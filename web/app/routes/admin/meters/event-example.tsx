import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";

type EventExampleProps = { type: string | undefined; value: string | undefined; groups: string[] };

/** The event that such a meter counts, as it would be sent. */
export function EventExample({ type, value, groups }: EventExampleProps) {
	const data = { ...(value && { [value]: 1 }), ...Object.fromEntries(groups.map((group) => [group, "…"])) };
	const event = {
		...{ specversion: "1.0", id: "order-1042", source: "/kasir/3", type: type || "order.placed" },
		...(Object.keys(data).length > 0 && { data }),
	};
	return (
		<Card>
			<CardHeader title={m.admin_meters_example()} description={m.admin_meters_example_text()} />
			<CardBody>
				<pre className="overflow-x-auto font-mono text-note">
					<code>{`POST /api/v1/usage/events\n\n${JSON.stringify(event, null, 2)}`}</code>
				</pre>
			</CardBody>
		</Card>
	);
}
