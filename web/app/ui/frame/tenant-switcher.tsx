import { Building2, Check, ChevronsUpDown, Plus } from "lucide-react";
import { Form } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "../button";
import { DropdownMenu, MenuLabel, MenuLink, MenuSeparator, MenuSubmit } from "../dropdown-menu";
import { Select } from "../select";
import type { TenantChoice } from "./top-bar";

type TenantSwitcherProps = { tenants: TenantChoice[]; tenantId: string | null };

/** Which organisation one works in, the others, and the way to a new one. */
export function TenantSwitcher({ tenants, tenantId }: TenantSwitcherProps) {
	const current = tenants.find(({ id }) => id === tenantId);
	if (!current) return null;
	return (
		<>
			<DropdownMenu
				align="start"
				trigger={
					<button
						type="button"
						className="flex h-8.5 max-w-52 min-w-0 items-center gap-1.5 rounded-md px-2 hover:bg-hover noscript:hidden max-md:h-11"
					>
						<Building2 aria-hidden className="size-4 shrink-0 text-ink-faint" />
						<span className="truncate font-medium">{current.name}</span>
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
				<MenuSeparator />
				<MenuLink to="/welcome" icon={<Plus aria-hidden />}>
					{m.welcome_new()}
				</MenuLink>
			</DropdownMenu>
			<WithoutScript tenants={tenants} current={current} />
		</>
	);
}

/** A menu needs JavaScript; a list and a button do not. */
function WithoutScript({ tenants, current }: { tenants: TenantChoice[]; current: TenantChoice }) {
	if (tenants.length === 1) return <span className="hidden font-medium noscript:inline">{current.name}</span>;
	return (
		<Form method="post" action="/preferences" className="hidden items-center gap-1.5 noscript:flex">
			<input type="hidden" name="next" value="/app" />
			<Select name="tenant" defaultValue={current.id} aria-label={m.frame_tenants()} className="max-w-44">
				{tenants.map((tenant) => (
					<option key={tenant.id} value={tenant.id}>
						{tenant.name}
					</option>
				))}
			</Select>
			<Button type="submit" size="sm">
				{m.welcome_switch()}
			</Button>
		</Form>
	);
}
