CREATE TABLE `usage_periods` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`currency` text NOT NULL,
	`limits` text NOT NULL,
	`overrides` text NOT NULL,
	`prices` text NOT NULL,
	`next_check_at` integer,
	FOREIGN KEY (`tenant_id`,`subscription_id`) REFERENCES `subscriptions`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `usage_periods_by_check` ON `usage_periods` (`next_check_at`,`id`);