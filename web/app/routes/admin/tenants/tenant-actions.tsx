import type { Schema } from "@sewa/sdk";
import { Ellipsis } from "lucide-react";
import { useId, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import type { ConfirmDialogProps } from "~/ui/confirm-dialog";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "~/ui/dropdown-menu";
import { Field } from "~/ui/field";
import { Textarea } from "~/ui/textarea";
import { useMay } from "../permissions";

type Tenant = Schema<"SystemTenantDetail">;
type Act = "suspend" | "reactivate" | "close" | "keep";

/** What a tenant's status takes: the same table as the worker's state machine. */
const possible: Record<Tenant["status"], Act[]> = {
	pending: ["close"],
	active: ["suspend", "close"],
	suspended: ["reactivate", "close"],
	closing: ["keep"],
	closed: [],
};

/** What can be done to a tenant now, by someone who may; what is dangerous stands in a menu. */
export function TenantActions({ tenant }: { tenant: Tenant }) {
	const [open, setOpen] = useState<Act | null>(null);
	const maySuspend = useMay("system.tenant.suspend");
	const mayClose = useMay("system.tenant.close");
	const allowed: Record<Act, boolean> = {
		suspend: maySuspend,
		reactivate: maySuspend,
		close: mayClose,
		keep: mayClose,
	};
	const words = possible[tenant.status]
		.filter((act) => allowed[act])
		.map((act) => ({ act, ...wordsOf(act, tenant.name) }));
	const dangerous = words.filter(({ danger }) => danger);
	return (
		<>
			{words.map(({ act, label, danger }) => (
				<StatusDialog
					key={act}
					act={act}
					tenant={tenant}
					trigger={!danger && <Button variant="primary">{label}</Button>}
					open={open === act}
					onOpenChange={(opened) => setOpen(opened ? act : null)}
				/>
			))}
			{dangerous.length > 0 && (
				<DropdownMenu
					trigger={
						<Button size="icon" aria-label={m.ui_actions_of({ name: tenant.name })} icon={<Ellipsis aria-hidden />} />
					}
				>
					{dangerous.map(({ act, label }) => (
						<MenuItem key={act} danger onSelect={() => setOpen(act)}>
							{label}
						</MenuItem>
					))}
				</DropdownMenu>
			)}
		</>
	);
}

type StatusDialogProps = Pick<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & { act: Act; tenant: Tenant };

function StatusDialog({ act, tenant, ...control }: StatusDialogProps) {
	const id = useId();
	const { label, title, consequence, danger } = wordsOf(act, tenant.name);
	return (
		<ConfirmDialog
			title={title}
			consequence={consequence}
			confirmLabel={label}
			tone={danger ? "danger" : "primary"}
			fields={{ intent: act }}
			typeToConfirm={act === "close" ? tenant.name : undefined}
			{...control}
		>
			<Field id={id} label={m.admin_reason()} help={m.admin_tenants_reason_help()}>
				{(control) => <Textarea {...control} name="reason" rows={2} required minLength={3} maxLength={500} />}
			</Field>
		</ConfirmDialog>
	);
}

function wordsOf(act: Act, name: string) {
	switch (act) {
		case "suspend":
			return {
				label: m.admin_tenants_suspend(),
				title: m.admin_tenants_suspend_title({ name }),
				consequence: m.admin_tenants_suspend_text(),
				danger: true,
			};
		case "reactivate":
			return {
				label: m.admin_tenants_reactivate(),
				title: m.admin_tenants_reactivate_title({ name }),
				consequence: m.admin_tenants_reactivate_text(),
				danger: false,
			};
		case "close":
			return {
				label: m.admin_tenants_close(),
				title: m.admin_tenants_close_title({ name }),
				consequence: m.admin_tenants_close_text(),
				danger: true,
			};
		case "keep":
			return {
				label: m.admin_tenants_keep(),
				title: m.admin_tenants_keep_title({ name }),
				consequence: m.admin_tenants_keep_text(),
				danger: false,
			};
	}
}
