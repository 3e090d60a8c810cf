import type { Schema } from "@sewa/sdk";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { FormatPreview } from "./format-preview";
import { timeZoneOptions } from "./time-zones";

/** The settings for those who may not change them. */
export function SettingsFacts({ tenant, countries }: { tenant: Schema<"Tenant">; countries: CountryOption[] }) {
	const nameIn = (options: readonly (readonly [string, string])[], value: string) =>
		options.find(([option]) => option === value)?.[1] ?? value;
	return (
		<Card>
			<CardHeader title={m.settings_organisation()} description={m.settings_read_only()} />
			<CardBody className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
				<DescriptionList
					facts={[
						{ label: m.settings_name(), value: tenant.name },
						{ label: m.billing_country(), value: nameIn(countries, tenant.country) },
						{ label: m.pricing_currency(), value: tenant.formats.currency },
						{ label: m.profile_time_zone(), value: nameIn(timeZoneOptions(), tenant.formats.timeZone) },
					]}
				/>
				<FormatPreview formats={tenant.formats} />
			</CardBody>
		</Card>
	);
}
