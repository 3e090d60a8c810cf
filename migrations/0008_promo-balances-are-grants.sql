-- What was given before there were grants: one for each balance, without an end, since none was announced.
INSERT INTO `credit_grants` (`id`, `tenant_id`, `kind`, `amount`, `remaining`, `currency`, `priority`, `reason`, `transfer_id`, `created_at`, `updated_at`)
SELECT 'grt_' || substr(given.id, 5), account.owner, 'trial', account.balance, account.balance, account.currency, 10, 'Trial credit', given.id, given.created_at, given.created_at
FROM `ledger_accounts` account
JOIN `transfers` given ON given.id = (
	SELECT t.id FROM `transfers` t
	WHERE t.tenant_id = account.owner AND t.currency = account.currency AND t.kind = 'trial_credit'
	ORDER BY t.created_at DESC, t.id DESC LIMIT 1
)
WHERE account.code = 'promo' AND account.balance > 0 AND NOT EXISTS (
	SELECT 1 FROM `credit_grants` g WHERE g.tenant_id = account.owner AND g.currency = account.currency
);
