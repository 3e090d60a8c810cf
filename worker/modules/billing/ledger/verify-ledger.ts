import { sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { log } from "#worker/kernel/log";
import { ledgerAccounts } from "./tables";

/** Accounts whose stored balance differs from the sum of their entries: none, ever. */
export async function findDriftedAccounts(ctx: SystemContext) {
	const entries = sql<number>`(SELECT coalesce(sum(amount), 0) FROM ledger_entries e
		WHERE e.account_owner = ledger_accounts.owner AND e.account_code = ledger_accounts.code AND e.currency = ledger_accounts.currency)`;
	return ctx.db.list(ledgerAccounts, { where: sql`${ledgerAccounts.balance} <> ${entries}`, limit: 100 });
}

/** Run by cron once a day. Drift is impossible while the triggers are in place: whatever is found needs a person. */
export async function verifyLedger(ctx: SystemContext): Promise<number> {
	const drifted = await findDriftedAccounts(ctx);
	for (const { owner, code, currency } of drifted) log.error("ledger.drifted", { owner, code, currency });
	return drifted.length;
}
