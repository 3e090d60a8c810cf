CREATE TABLE `guards` (
	`name` text NOT NULL,
	`holds` integer NOT NULL,
	CONSTRAINT "guard_holds" CHECK("guards"."holds" = 1)
);
--> statement-breakpoint
CREATE TABLE `api_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`at` integer NOT NULL,
	`method` text NOT NULL,
	`route` text NOT NULL,
	`status` integer NOT NULL,
	`duration` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`request_bytes` integer NOT NULL,
	`response_bytes` integer NOT NULL,
	`request_id` text NOT NULL,
	`weight` integer NOT NULL,
	`deprecated` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `api_logs_by_time` ON `api_logs` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_tenant` ON `api_logs` (`tenant_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_route` ON `api_logs` (`route`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_status` ON `api_logs` (`status`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_duration` ON `api_logs` (`duration`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_deprecated` ON `api_logs` (`deprecated`,`at`);--> statement-breakpoint
CREATE TABLE `usage_days` (
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`start` integer NOT NULL,
	`key` text NOT NULL,
	`split` text NOT NULL,
	`value` real NOT NULL,
	`count` integer NOT NULL,
	`latest_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `meter`, `start`, `key`, `split`)
);
--> statement-breakpoint
CREATE INDEX `usage_days_by_meter` ON `usage_days` (`meter`,`start`);--> statement-breakpoint
CREATE TABLE `usage_events` (
	`tenant_id` text NOT NULL,
	`source` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`subject` text,
	`time` integer NOT NULL,
	`data` text,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `source`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `usage_events_by_arrival` ON `usage_events` (`received_at`);--> statement-breakpoint
CREATE INDEX `usage_events_of_tenant` ON `usage_events` (`tenant_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `usage_flushes` (
	`tenant_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`applied_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `sequence`)
);
--> statement-breakpoint
CREATE TABLE `usage_hours` (
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`start` integer NOT NULL,
	`key` text NOT NULL,
	`split` text NOT NULL,
	`value` real NOT NULL,
	`count` integer NOT NULL,
	`latest_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `meter`, `start`, `key`, `split`)
);
--> statement-breakpoint
CREATE INDEX `usage_hours_by_time` ON `usage_hours` (`start`);--> statement-breakpoint
CREATE TABLE `usage_minutes` (
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`start` integer NOT NULL,
	`key` text NOT NULL,
	`split` text NOT NULL,
	`value` real NOT NULL,
	`count` integer NOT NULL,
	`latest_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `meter`, `start`, `key`, `split`)
);
--> statement-breakpoint
CREATE INDEX `usage_minutes_by_time` ON `usage_minutes` (`start`);--> statement-breakpoint
CREATE TABLE `usage_uniques` (
	`tenant_id` text NOT NULL,
	`meter` text NOT NULL,
	`window` text NOT NULL,
	`start` integer NOT NULL,
	`split` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `meter`, `window`, `start`, `split`, `value`)
);
--> statement-breakpoint
CREATE INDEX `usage_uniques_by_time` ON `usage_uniques` (`window`,`start`);