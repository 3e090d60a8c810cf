-- A transfer is one INSERT: these triggers refuse it when it does not balance, open the accounts it names,
-- write its entries and move the balances. Whatever fails aborts the whole batch.
CREATE TRIGGER `transfers_balance` BEFORE INSERT ON `transfers`
WHEN (SELECT count(*) FROM json_each(NEW.postings)) < 2
	OR (SELECT sum(json_extract(value, '$.amount')) FROM json_each(NEW.postings)) <> 0
BEGIN
	SELECT RAISE(ABORT, 'transfer_unbalanced');
END;
--> statement-breakpoint
CREATE TRIGGER `transfers_write_entries` AFTER INSERT ON `transfers`
BEGIN
	INSERT OR IGNORE INTO `ledger_accounts` (`owner`, `code`, `currency`)
		SELECT iif(json_extract(value, '$.owner') = 'tenant', NEW.tenant_id, 'installation'), json_extract(value, '$.account'), NEW.currency
		FROM json_each(NEW.postings);
	INSERT INTO `ledger_entries` (`transfer_id`, `position`, `tenant_id`, `account_owner`, `account_code`, `currency`, `amount`, `created_at`)
		SELECT NEW.id, key, NEW.tenant_id, iif(json_extract(value, '$.owner') = 'tenant', NEW.tenant_id, 'installation'),
			json_extract(value, '$.account'), NEW.currency, json_extract(value, '$.amount'), NEW.created_at
		FROM json_each(NEW.postings);
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_move_balance` AFTER INSERT ON `ledger_entries`
BEGIN
	UPDATE `ledger_accounts` SET `balance` = `balance` + NEW.amount
		WHERE `owner` = NEW.account_owner AND `code` = NEW.account_code AND `currency` = NEW.currency;
END;
--> statement-breakpoint
CREATE TRIGGER `transfers_are_final` BEFORE UPDATE ON `transfers` BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `transfers_stay` BEFORE DELETE ON `transfers` BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_are_final` BEFORE UPDATE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_stay` BEFORE DELETE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_logs_are_final` BEFORE UPDATE ON `audit_logs` BEGIN SELECT RAISE(ABORT, 'audit_log_is_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `invoices_stay` BEFORE DELETE ON `invoices` BEGIN SELECT RAISE(ABORT, 'invoices_are_never_deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `entitlements_only_grow_newer` BEFORE UPDATE ON `entitlements` WHEN NEW.version <= OLD.version
BEGIN SELECT RAISE(ABORT, 'entitlements_version_is_older'); END;
--> statement-breakpoint
-- A changed password becomes history, so that the last ones cannot come back.
CREATE TRIGGER `accounts_keep_password_history` AFTER UPDATE OF `password` ON `accounts`
WHEN OLD.password IS NOT NULL AND OLD.password <> NEW.password
BEGIN
	INSERT INTO `password_history` (`user_id`, `hash`) VALUES (OLD.user_id, OLD.password);
END;
