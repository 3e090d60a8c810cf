import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { DateTime } from "~/ui/relative-time";
import { accessByResource, accessWords, scopeName } from "./scope-words";

/** What the key may do, from where, and until when. */
export function KeySettings({ of: key }: { of: Schema<"ApiKey"> }) {
	return (
		<div className="grid gap-5">
			<Card>
				<CardHeader title={m.keys_scopes()} />
				<CardBody className="py-1.5!">
					<ul className="divide-y divide-line">
						{accessByResource(key.scopes).map(({ resource, ...access }) => (
							<li key={resource ?? "*"} className="flex items-baseline justify-between gap-4 py-2.5">
								<span>{resource === null ? m.keys_everything() : scopeName(resource)}</span>
								<span className="text-note text-ink-muted">{accessWords(access)}</span>
							</li>
						))}
					</ul>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.keys_limits()} />
				<CardBody className="py-1.5!">
					<DescriptionList
						facts={[
							{ label: m.keys_ips(), value: <Addresses ips={key.ips} /> },
							{
								label: m.keys_expires(),
								value: key.expiresAt ? <DateTime at={key.expiresAt} withTime /> : m.keys_never_expires(),
							},
							{ label: m.keys_id(), value: <CodeId value={key.id} /> },
						]}
					/>
				</CardBody>
			</Card>
		</div>
	);
}

function Addresses({ ips }: { ips: string[] | null }) {
	if (!ips) return m.keys_anywhere();
	return (
		<ul className="grid gap-0.5 font-mono text-note">
			{ips.map((ip) => (
				<li key={ip} className="wrap-anywhere">
					{ip}
				</li>
			))}
		</ul>
	);
}
