import type { Schema } from "@sewa/sdk";
import { useId } from "react";
import { m } from "~/paraglide/messages.js";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { roleMeaning, roleName } from "./role-words";

type MemberDialogProps = { member: Schema<"Member">; onClose: () => void };

export function RoleDialog({ member, onClose }: MemberDialogProps) {
	return (
		<ConfirmDialog
			open
			onOpenChange={(open) => !open && onClose()}
			title={m.team_role_title({ name: member.name })}
			consequence={m.team_role_text()}
			confirmLabel={m.team_role_confirm()}
			tone="primary"
			fields={{ intent: "role", id: member.id }}
		>
			<RoleChoice chosen={member.role === "admin" ? "admin" : "member"} />
		</ConfirmDialog>
	);
}

export function RemoveMember({ member, onClose }: MemberDialogProps) {
	return (
		<ConfirmDialog
			open
			onOpenChange={(open) => !open && onClose()}
			title={m.team_remove_title({ name: member.name })}
			consequence={m.team_remove_text({ name: member.name })}
			confirmLabel={m.team_remove_confirm()}
			fields={{ intent: "remove", id: member.id }}
		/>
	);
}

/** Admin or member, each with what it may do. */
export function RoleChoice({ chosen }: { chosen: "admin" | "member" }) {
	const id = useId();
	return (
		<fieldset className="grid gap-2">
			<legend className="mb-1.5 font-medium">{m.team_role()}</legend>
			{(["member", "admin"] as const).map((role) => (
				<label
					key={role}
					htmlFor={`${id}-${role}`}
					className="flex cursor-pointer gap-3 rounded-md border border-line px-3.5 py-3 transition-colors has-checked:border-accent has-checked:bg-accent-soft/50"
				>
					<input
						type="radio"
						id={`${id}-${role}`}
						name="role"
						value={role}
						defaultChecked={role === chosen}
						className="mt-0.5 size-4 shrink-0 accent-accent"
					/>
					<span>
						<span className="block font-medium">{roleName(role)}</span>
						<span className="block text-note text-ink-muted">{roleMeaning(role)}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}
