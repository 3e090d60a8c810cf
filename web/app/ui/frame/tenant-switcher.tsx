import { Building2, Check, ChevronsUpDown } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { DropdownMenu, MenuLabel, MenuSubmit } from "../dropdown-menu";
import type { TenantChoice } from "./top-bar";

export function TenantSwitcher({ tenants, tenantId }: { tenants: TenantChoice[]; tenantId: string | null }) {
	const current = tenants.find(({ id }) => id === tenantId);
	if (!current) return null;
	const name = (
		<span className="flex min-w-0 items-center gap-2 font-medium">
			<Building2 aria-hidden className="size-4 shrink-0 text-ink-faint" />
			<span className="truncate">{current.name}</span>
		</span>
	);
	if (tenants.length === 1) return <span className="max-w-48 min-w-0">{name}</span>;
	return (
		<DropdownMenu
			align="start"
			trigger={
				<button
					type="button"
					className="flex h-8.5 max-w-52 items-center gap-1.5 rounded-md px-2 hover:bg-hover max-md:h-11"
				>
					{name}
					<ChevronsUpDown aria-label={m.frame_switch_tenant()} className="size-3.5 shrink-0 text-ink-faint" />
				</button>
			}
		>
			<MenuLabel>{m.frame_tenants()}</MenuLabel>
			{tenants.map((tenant) => (
				<MenuSubmit
					key={tenant.id}
					fields={{ tenant: tenant.id, next: "/app" }}
					action="/preferences"
					icon={<Check aria-hidden className={tenant.id === tenantId ? "text-accent!" : "invisible"} />}
				>
					{tenant.name}
				</MenuSubmit>
			))}
		</DropdownMenu>
	);
}
