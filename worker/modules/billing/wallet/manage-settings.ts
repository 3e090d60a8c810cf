import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import { formatMoney } from "#worker/kernel/money";
import { ownCurrency } from "./read-wallet";
import { topUpComplaint } from "./rules";
import type { WalletSettings } from "./schemas";
import { walletSettings } from "./tables";

export type SettingsRow = typeof walletSettings.$inferSelect;

const NOTHING: WalletSettings = { lowBalance: null, autoTopUp: "off", threshold: null, amount: null, provider: null };

export async function readWalletSettings(ctx: TenantContext): Promise<WalletSettings> {
	return settingsView(await ctx.db.find(walletSettings, undefined));
}

function settingsView(row: SettingsRow | undefined): WalletSettings {
	if (!row) return NOTHING;
	const { currency, autoTopUp, provider } = row;
	const money = (amount: number | null) => (amount === null ? null : { amount, currency });
	return {
		...{ autoTopUp, provider },
		lowBalance: money(row.lowBalance),
		threshold: money(row.threshold),
		amount: money(row.amount),
	};
}

/** As a whole; the next notice and the next automatic top-up follow the new ones. */
export async function updateWalletSettings(ctx: TenantContext, settings: WalletSettings): Promise<WalletSettings> {
	const { autoTopUp, threshold, amount, lowBalance, provider } = settings;
	const complaint = autoTopUp === "off" || !amount ? null : topUpComplaint(amount);
	if (complaint)
		throw invalid(
			"/amount/amount",
			`A top-up is ${formatMoney(complaint.least, ctx.locale)} to ${formatMoney(complaint.most, ctx.locale)}.`,
		);
	const given = amount ?? threshold ?? lowBalance;
	const [before, own] = await Promise.all([ctx.db.find(walletSettings, undefined), ownCurrency(ctx)]);
	const row = {
		currency: given?.currency ?? own,
		...{ autoTopUp, provider },
		lowBalance: lowBalance?.amount ?? null,
		threshold: threshold?.amount ?? null,
		amount: amount?.amount ?? null,
		// Whoever asks for a notice now has not had it.
		noticedAt: null,
		updatedAt: ctx.now,
	};
	const resource = { kind: "wallet", id: ctx.tenantId };
	await ctx.db.batch([
		ctx.db.upsert(walletSettings, walletSettings.tenantId, row),
		audit(ctx, { action: "wallet.update", resource, before: settingsView(before), after: settings }),
	]);
	return settings;
}
