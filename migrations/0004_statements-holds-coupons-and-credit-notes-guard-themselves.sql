-- Every leg of a transfer is on an account of its own, so that each knows the balance it left behind.
DROP TRIGGER `transfers_balance`;
--> statement-breakpoint
CREATE TRIGGER `transfers_balance` BEFORE INSERT ON `transfers`
WHEN (SELECT count(*) FROM json_each(NEW.postings)) < 2
	OR (SELECT sum(json_extract(value, '$.amount')) FROM json_each(NEW.postings)) <> 0
	OR (SELECT count(DISTINCT json_extract(value, '$.owner') || '/' || json_extract(value, '$.account')) <> count(*) FROM json_each(NEW.postings))
BEGIN
	SELECT RAISE(ABORT, 'transfer_unbalanced');
END;
--> statement-breakpoint
DROP TRIGGER `ledger_entries_are_final`;
--> statement-breakpoint
UPDATE `ledger_entries` SET `balance_after` = (
	SELECT sum(e.amount) FROM `ledger_entries` e
	WHERE e.account_owner = ledger_entries.account_owner AND e.account_code = ledger_entries.account_code
		AND e.currency = ledger_entries.currency AND e.rowid <= ledger_entries.rowid
);
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_are_final` BEFORE UPDATE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;
--> statement-breakpoint
DROP TRIGGER `transfers_write_entries`;
--> statement-breakpoint
CREATE TRIGGER `transfers_write_entries` AFTER INSERT ON `transfers`
BEGIN
	INSERT OR IGNORE INTO `ledger_accounts` (`owner`, `code`, `currency`)
		SELECT iif(json_extract(value, '$.owner') = 'tenant', NEW.tenant_id, 'installation'), json_extract(value, '$.account'), NEW.currency
		FROM json_each(NEW.postings);
	INSERT INTO `ledger_entries` (`transfer_id`, `position`, `tenant_id`, `account_owner`, `account_code`, `currency`, `amount`, `balance_after`, `created_at`)
		SELECT NEW.id, leg.key, NEW.tenant_id, account.owner, account.code, NEW.currency,
			json_extract(leg.value, '$.amount'), account.balance + json_extract(leg.value, '$.amount'), NEW.created_at
		FROM json_each(NEW.postings) leg
		JOIN `ledger_accounts` account ON account.owner = iif(json_extract(leg.value, '$.owner') = 'tenant', NEW.tenant_id, 'installation')
			AND account.code = json_extract(leg.value, '$.account') AND account.currency = NEW.currency;
END;
--> statement-breakpoint
-- What is held is the tenant's own, as the wallet is.
CREATE TRIGGER `held_balance_not_negative` BEFORE UPDATE OF `balance` ON `ledger_accounts`
WHEN NEW.code = 'held' AND NEW.balance < 0
BEGIN
	SELECT RAISE(ABORT, 'customer_balance_not_negative');
END;
--> statement-breakpoint
-- A coupon counts its own redemptions: the last one goes to one tenant, whoever asks at the same moment.
CREATE TRIGGER `coupon_redemptions_once_too_often` BEFORE INSERT ON `coupon_redemptions`
WHEN (SELECT max_per_tenant FROM `coupons` WHERE id = NEW.coupon_id) <= (
	SELECT count(*) FROM `coupon_redemptions` r
	WHERE r.tenant_id = NEW.tenant_id AND r.coupon_id = NEW.coupon_id AND r.status <> 'released'
)
BEGIN
	SELECT RAISE(ABORT, 'coupon_used_by_tenant');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_redemptions_count` AFTER INSERT ON `coupon_redemptions` WHEN NEW.status <> 'released'
BEGIN
	UPDATE `coupons` SET `redemptions` = `redemptions` + 1 WHERE id = NEW.coupon_id;
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_redemptions_release` AFTER UPDATE OF `status` ON `coupon_redemptions`
WHEN OLD.status <> 'released' AND NEW.status = 'released'
BEGIN
	UPDATE `coupons` SET `redemptions` = `redemptions` - 1 WHERE id = NEW.coupon_id;
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_redemptions_stay_released` BEFORE UPDATE OF `status` ON `coupon_redemptions`
WHEN OLD.status = 'released' AND NEW.status <> 'released'
BEGIN
	SELECT RAISE(ABORT, 'coupon_redemption_is_released');
END;
--> statement-breakpoint
-- An invoice cannot be credited beyond its total; a credit note is final.
CREATE TRIGGER `credit_notes_credit` AFTER INSERT ON `credit_notes`
BEGIN
	UPDATE `invoices` SET `credited` = `credited` + NEW.total WHERE id = NEW.invoice_id;
END;
--> statement-breakpoint
CREATE TRIGGER `invoices_credited_at_most_whole` BEFORE UPDATE OF `credited` ON `invoices`
WHEN NEW.credited > NEW.total OR NEW.credited < OLD.credited
BEGIN
	SELECT RAISE(ABORT, 'invoice_credited_beyond_total');
END;
--> statement-breakpoint
CREATE TRIGGER `credit_notes_are_final` BEFORE UPDATE ON `credit_notes` BEGIN SELECT RAISE(ABORT, 'credit_notes_are_final'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_notes_stay` BEFORE DELETE ON `credit_notes` BEGIN SELECT RAISE(ABORT, 'credit_notes_are_final'); END;
