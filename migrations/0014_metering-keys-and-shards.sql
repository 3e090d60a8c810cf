CREATE TABLE `shards` (
	`code` text PRIMARY KEY NOT NULL,
	`weight` integer NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "shards_weight" CHECK("shards"."weight" >= 0)
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`environment` text NOT NULL,
	`scopes` text NOT NULL,
	`ips` text,
	`hash` text NOT NULL,
	`last_four` text NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`replaced_by` text,
	`last_used_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_by_time` ON `api_keys` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `blocked_callers` (
	`id` text PRIMARY KEY NOT NULL,
	`policy` text NOT NULL,
	`caller` text NOT NULL,
	`tenant_id` text,
	`refusals` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`until` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `blocked_callers_once` ON `blocked_callers` (`policy`,`caller`);--> statement-breakpoint
CREATE INDEX `blocked_callers_by_time` ON `blocked_callers` (`last_at`,`id`);--> statement-breakpoint
CREATE TABLE `meters` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`source` text NOT NULL,
	`aggregation` text NOT NULL,
	`event_type` text,
	`value_property` text,
	`group_by` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meters_code_unique` ON `meters` (`code`);--> statement-breakpoint
CREATE INDEX `meters_by_event_type` ON `meters` (`event_type`);--> statement-breakpoint
CREATE INDEX `meters_by_time` ON `meters` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `quota_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`limit` integer,
	`hard` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "quota_overrides_not_negative" CHECK("quota_overrides"."limit" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quota_overrides_once` ON `quota_overrides` (`tenant_id`,`meter`);--> statement-breakpoint
CREATE TABLE `rate_overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`requests` integer NOT NULL,
	`window_seconds` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rate_overrides_positive" CHECK("rate_overrides"."requests" > 0 AND "rate_overrides"."window_seconds" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_overrides_once` ON `rate_overrides` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `usage_alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`period_start` integer NOT NULL,
	`threshold` integer NOT NULL,
	`limit` integer NOT NULL,
	`used` integer NOT NULL,
	`dismissed_at` integer,
	`dismissed_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `usage_alerts_once` ON `usage_alerts` (`tenant_id`,`meter`,`period_start`,`threshold`);--> statement-breakpoint
CREATE INDEX `usage_alerts_by_time` ON `usage_alerts` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `usage_alerts_of_all` ON `usage_alerts` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `usage_bills` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`meter` text NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL,
	`revision` integer NOT NULL,
	`quantity` integer NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`subscription_id`) REFERENCES `subscriptions`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `usage_bills_once` ON `usage_bills` (`tenant_id`,`subscription_id`,`meter`,`period_start`,`revision`);--> statement-breakpoint
CREATE INDEX `usage_bills_by_time` ON `usage_bills` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `plans` ADD `rate_limits` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `overage` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `shard` text DEFAULT '00' NOT NULL;--> statement-breakpoint
ALTER TABLE `tenants` ADD `moving_to` text;--> statement-breakpoint
CREATE INDEX `tenants_by_shard` ON `tenants` (`shard`,`id`);