import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import type { Session } from "~/session.server";
import { Avatar } from "~/ui/avatar";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { SelectField } from "~/ui/form/select-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { roleName } from "./role-words";
import { timeZoneOptions } from "./time-zones";
import { type FormAnswer, useFormAnswer } from "./use-form-answer";

type Values = { name: string; locale: string; timeZone: string };

/** Name, language and time zone. */
export function ProfileForm({ user, tenant }: Pick<Session, "user" | "tenant">) {
	const fetcher = useFetcher<FormAnswer>();
	const lastResult = useFormAnswer(fetcher, "profile");
	const { name, locale, timeZone } = user;
	const [form, fields] = useActionForm<Values>({ lastResult, defaultValue: { name, locale, timeZone } });
	return (
		<Card>
			<CardHeader title={m.profile_about()} description={m.profile_about_text()} />
			<CardBody className="grid gap-5">
				<div className="flex items-center gap-3.5">
					<Avatar name={user.name} className="size-11 text-[1em]" />
					<div className="min-w-0">
						<p className="truncate font-medium">{user.email}</p>
						<p className="truncate text-note text-ink-muted">
							{user.systemRole ? m.profile_system_user() : tenant && `${roleName(tenant.role)} · ${tenant.name}`}
						</p>
					</div>
				</div>
				<ActionForm form={form} fetcher={fetcher} labels={{ name: m.profile_name() }}>
					<TextField field={fields.name} label={m.profile_name()} autoComplete="name" maxLength={80} required />
					<div className="grid gap-4.5 sm:grid-cols-2">
						<SelectField
							field={fields.locale}
							label={m.profile_language()}
							help={m.profile_language_help()}
							options={[
								["id", "Bahasa Indonesia"],
								["en", "English"],
							]}
						/>
						<SelectField
							field={fields.timeZone}
							label={m.profile_time_zone()}
							help={m.profile_time_zone_help()}
							options={timeZoneOptions()}
						/>
					</div>
					<SubmitButton intent="profile" fetcher={fetcher} className="w-fit">
						{m.ui_save_changes()}
					</SubmitButton>
				</ActionForm>
			</CardBody>
		</Card>
	);
}
