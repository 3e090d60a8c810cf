CREATE TABLE `simulated_clock` (
	`id` integer PRIMARY KEY NOT NULL,
	`ahead` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `approval_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`input` text NOT NULL,
	`reason` text,
	`status` text NOT NULL,
	`requested_by` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_requests_one_waiting` ON `approval_requests` (`kind`,`subject_id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX `approval_requests_by_status` ON `approval_requests` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `coupon_redemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`coupon_id` text NOT NULL,
	`plan_change_id` text NOT NULL,
	`status` text NOT NULL,
	`discount` integer NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`coupon_id`) REFERENCES `coupons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`plan_change_id`) REFERENCES `plan_changes`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `coupon_redemptions_once` ON `coupon_redemptions` (`plan_change_id`,`coupon_id`) WHERE status <> 'released';--> statement-breakpoint
CREATE INDEX `coupon_redemptions_by_coupon` ON `coupon_redemptions` (`coupon_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `coupon_redemptions_by_tenant` ON `coupon_redemptions` (`tenant_id`,`coupon_id`,`status`);--> statement-breakpoint
CREATE TABLE `coupons` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`value` integer NOT NULL,
	`currency` text,
	`starts_at` integer,
	`ends_at` integer,
	`max_redemptions` integer,
	`max_per_tenant` integer,
	`plan_codes` text,
	`first_purchase_only` integer NOT NULL,
	`minimum_amount` integer,
	`stackable` integer NOT NULL,
	`auto_apply` integer NOT NULL,
	`enabled` integer NOT NULL,
	`redemptions` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "coupon_not_used_up" CHECK("coupons"."max_redemptions" IS NULL OR "coupons"."redemptions" <= "coupons"."max_redemptions"),
	CONSTRAINT "coupon_is_worth_something" CHECK("coupons"."value" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `coupons_code_unique` ON `coupons` (`code`);--> statement-breakpoint
CREATE INDEX `coupons_by_time` ON `coupons` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `coupons_auto` ON `coupons` (`auto_apply`,`enabled`);--> statement-breakpoint
CREATE TABLE `dunning_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`step` integer,
	`action` text NOT NULL,
	`outcome` text NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`invoice_id`) REFERENCES `invoices`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dunning_steps_once` ON `dunning_steps` (`invoice_id`,`step`);--> statement-breakpoint
CREATE INDEX `dunning_steps_by_subscription` ON `dunning_steps` (`tenant_id`,`subscription_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`claims` text,
	`order_id` text,
	`reference` text,
	`transaction_id` text,
	`payment_id` text,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`note` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`deliveries` integer DEFAULT 1 NOT NULL,
	`received_at` integer NOT NULL,
	`processed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_once` ON `inbox` (`provider`,`event_id`);--> statement-breakpoint
CREATE INDEX `inbox_by_time` ON `inbox` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_by_status` ON `inbox` (`status`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_by_payment` ON `inbox` (`payment_id`);--> statement-breakpoint
CREATE TABLE `webhook_refusals` (
	`day` text NOT NULL,
	`provider` text NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `provider`, `reason`)
);
--> statement-breakpoint
CREATE TABLE `credit_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`number` text NOT NULL,
	`year` integer NOT NULL,
	`sequence` integer NOT NULL,
	`currency` text NOT NULL,
	`subtotal` integer NOT NULL,
	`tax_base` integer NOT NULL,
	`tax` integer NOT NULL,
	`total` integer NOT NULL,
	`lines` text NOT NULL,
	`reason` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`invoice_id`) REFERENCES `invoices`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_note_adds_up" CHECK("credit_notes"."total" = "credit_notes"."subtotal" + "credit_notes"."tax" AND "credit_notes"."total" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_notes_number_unique` ON `credit_notes` (`number`);--> statement-breakpoint
CREATE INDEX `credit_notes_by_invoice` ON `credit_notes` (`tenant_id`,`invoice_id`);--> statement-breakpoint
CREATE INDEX `credit_notes_by_time` ON `credit_notes` (`issued_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `credit_notes_of_tenant` ON `credit_notes` (`tenant_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `credit_notes_gapless` ON `credit_notes` (`year`,`sequence`);--> statement-breakpoint
CREATE TABLE `pending_invoice_items` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`description` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`invoice_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`subscription_id`) REFERENCES `subscriptions`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`invoice_id`) REFERENCES `invoices`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pending_invoice_items_waiting` ON `pending_invoice_items` (`subscription_id`) WHERE invoice_id IS NULL;--> statement-breakpoint
CREATE TABLE `payment_providers` (
	`code` text PRIMARY KEY NOT NULL,
	`enabled` integer NOT NULL,
	`mode` text NOT NULL,
	`secrets` text,
	`checked_at` integer,
	`check_error` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `saved_means` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`provider` text NOT NULL,
	`customer` text NOT NULL,
	`means` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_means_once` ON `saved_means` (`tenant_id`,`provider`,`means`);--> statement-breakpoint
CREATE INDEX `saved_means_by_tenant` ON `saved_means` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `saved_means_one_in_use` ON `saved_means` (`tenant_id`,`provider`) WHERE removed_at IS NULL;--> statement-breakpoint
CREATE TABLE `reconciliation_differences` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`tenant_id` text,
	`subject_id` text NOT NULL,
	`ours` text NOT NULL,
	`theirs` text NOT NULL,
	`amount` integer,
	`currency` text,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`resolved_at` integer,
	`resolution` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reconciliation_differences_once` ON `reconciliation_differences` (`kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `reconciliation_differences_open` ON `reconciliation_differences` (`resolved_at`,`first_seen_at`,`id`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`credit_note_id` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`way` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`provider_reference` text,
	`failure_reason` text,
	`transfer_id` text,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`final_at` integer,
	FOREIGN KEY (`tenant_id`,`payment_id`) REFERENCES `payments`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`credit_note_id`) REFERENCES `credit_notes`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`transfer_id`) REFERENCES `transfers`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_is_positive" CHECK("refunds"."amount" > 0)
);
--> statement-breakpoint
CREATE INDEX `refunds_by_payment` ON `refunds` (`tenant_id`,`payment_id`);--> statement-breakpoint
CREATE INDEX `refunds_by_time` ON `refunds` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `refunds_by_status` ON `refunds` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_of_tenant` ON `refunds` (`tenant_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_once_at_provider` ON `refunds` (`tenant_id`,`payment_id`,`provider_reference`);--> statement-breakpoint
CREATE TABLE `billing_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `credit_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`remaining` integer NOT NULL,
	`currency` text NOT NULL,
	`priority` integer NOT NULL,
	`product_code` text,
	`reason` text NOT NULL,
	`expires_at` integer,
	`ended_at` integer,
	`transfer_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`transfer_id`) REFERENCES `transfers`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_grant_remains" CHECK("credit_grants"."remaining" BETWEEN 0 AND "credit_grants"."amount"),
	CONSTRAINT "credit_grant_is_positive" CHECK("credit_grants"."amount" > 0)
);
--> statement-breakpoint
CREATE INDEX `credit_grants_by_tenant` ON `credit_grants` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `credit_grants_by_expiry` ON `credit_grants` (`expires_at`,`id`) WHERE remaining > 0;--> statement-breakpoint
CREATE UNIQUE INDEX `credit_grants_of_tenant` ON `credit_grants` (`tenant_id`,`id`);--> statement-breakpoint
CREATE TABLE `wallet_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`reference_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`transfer_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`transfer_id`) REFERENCES `transfers`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "wallet_hold_is_positive" CHECK("wallet_holds"."amount" > 0)
);
--> statement-breakpoint
CREATE INDEX `wallet_holds_by_tenant` ON `wallet_holds` (`tenant_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `wallet_holds_by_expiry` ON `wallet_holds` (`status`,`expires_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `wallet_holds_of_tenant` ON `wallet_holds` (`tenant_id`,`id`);--> statement-breakpoint
CREATE TABLE `wallet_settings` (
	`tenant_id` text NOT NULL,
	`currency` text NOT NULL,
	`low_balance` integer,
	`auto_top_up` text NOT NULL,
	`threshold` integer,
	`amount` integer,
	`provider` text,
	`noticed_at` integer,
	`topped_up_at` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wallet_settings_once` ON `wallet_settings` (`tenant_id`);--> statement-breakpoint
PRAGMA defer_foreign_keys=ON;--> statement-breakpoint
CREATE TABLE `__new_payments` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`invoice_id` text,
	`target` text DEFAULT 'invoice' NOT NULL,
	`provider` text NOT NULL,
	`method` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`reference` text NOT NULL,
	`notes` text,
	`proof_file_id` text,
	`submitted_by` text,
	`reviewed_by` text,
	`reviewed_at` integer,
	`review_notes` text,
	`rejection_reason` text,
	`transfer_id` text,
	`provider_reference` text,
	`provider_transaction_id` text,
	`channel` text,
	`checkout_url` text,
	`provider_says` text,
	`failure_reason` text,
	`refunded` integer DEFAULT 0 NOT NULL,
	`expires_at` integer,
	`settled_at` integer,
	`next_sync_at` integer,
	`sync_attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`submitted_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`invoice_id`) REFERENCES `invoices`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`proof_file_id`) REFERENCES `files`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`transfer_id`) REFERENCES `transfers`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_refunds_at_most_itself" CHECK("__new_payments"."refunded" BETWEEN 0 AND "__new_payments"."amount"),
	CONSTRAINT "payment_is_for_something" CHECK("__new_payments"."invoice_id" IS NOT NULL OR "__new_payments"."target" = 'wallet'),
	CONSTRAINT "payment_is_positive" CHECK("__new_payments"."amount" > 0),
	CONSTRAINT "payment_settled_has_transfer" CHECK("__new_payments"."status" <> 'succeeded' OR "__new_payments"."transfer_id" IS NOT NULL)
);
--> statement-breakpoint
INSERT INTO `__new_payments`(`id`, `tenant_id`, `invoice_id`, `provider`, `method`, `amount`, `currency`, `status`, `reference`, `notes`, `proof_file_id`, `submitted_by`, `reviewed_by`, `reviewed_at`, `review_notes`, `rejection_reason`, `transfer_id`, `created_at`, `updated_at`, `settled_at`) SELECT `id`, `tenant_id`, `invoice_id`, `provider`, `method`, `amount`, `currency`, `status`, `reference`, `notes`, `proof_file_id`, `submitted_by`, `reviewed_by`, `reviewed_at`, `review_notes`, `rejection_reason`, `transfer_id`, `created_at`, `updated_at`, iif(`status` = 'succeeded', `reviewed_at`, NULL) FROM `payments`;--> statement-breakpoint
DROP TABLE `payments`;--> statement-breakpoint
ALTER TABLE `__new_payments` RENAME TO `payments`;--> statement-breakpoint
PRAGMA defer_foreign_keys=OFF;--> statement-breakpoint
CREATE UNIQUE INDEX `payments_one_under_review` ON `payments` (`invoice_id`) WHERE status = 'awaiting_review';--> statement-breakpoint
CREATE UNIQUE INDEX `payments_one_settles` ON `payments` (`invoice_id`) WHERE target = 'invoice' AND status IN ('succeeded', 'partially_refunded', 'refunded', 'disputed');--> statement-breakpoint
CREATE UNIQUE INDEX `payments_by_provider_reference` ON `payments` (`provider`,`provider_reference`);--> statement-breakpoint
CREATE INDEX `payments_by_provider_transaction` ON `payments` (`provider_transaction_id`);--> statement-breakpoint
CREATE INDEX `payments_by_sync` ON `payments` (`next_sync_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_by_invoice` ON `payments` (`tenant_id`,`invoice_id`);--> statement-breakpoint
CREATE INDEX `payments_by_target` ON `payments` (`tenant_id`,`target`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_by_status` ON `payments` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_by_time` ON `payments` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `payments_by_tenant` ON `payments` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payments_of_tenant` ON `payments` (`tenant_id`,`id`);--> statement-breakpoint
ALTER TABLE `invoices` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `invoices` ADD `uncollectible_at` integer;--> statement-breakpoint
ALTER TABLE `invoices` ADD `sent_at` integer;--> statement-breakpoint
ALTER TABLE `invoices` ADD `credited` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `invoices_by_subscription` ON `invoices` (`subscription_id`,`opened_at`);--> statement-breakpoint
ALTER TABLE `ledger_entries` ADD `balance_after` integer;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `currency` text DEFAULT 'IDR' NOT NULL;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `from_plan_code` text;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `timing` text DEFAULT 'new_period' NOT NULL;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `effective_at` integer;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `bonus_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `adjustments` text;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `requested_by` text;--> statement-breakpoint
CREATE INDEX `plan_changes_by_time` ON `plan_changes` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `plan_changes_by_tenant` ON `plan_changes` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `plan_changes_by_effect` ON `plan_changes` (`status`,`effective_at`,`id`);--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `cancel_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `canceled_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `cancel_reason` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `resumes_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `past_due_since` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `suspended_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `next_dunning_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `dunning_step` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `trial_reminded_at` integer;--> statement-breakpoint
CREATE INDEX `subscriptions_by_dunning` ON `subscriptions` (`next_dunning_at`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_by_trial_end` ON `subscriptions` (`status`,`trial_ends_at`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_by_resume` ON `subscriptions` (`resumes_at`,`id`);--> statement-breakpoint
ALTER TABLE `plans` ADD `change_policy` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `suspended_for` text;