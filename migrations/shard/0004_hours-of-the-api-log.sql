CREATE TABLE `api_log_durations` (
	`tenant_id` text NOT NULL,
	`start` integer NOT NULL,
	`duration` integer NOT NULL,
	`requests` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `start`, `duration`)
);
--> statement-breakpoint
CREATE INDEX `api_log_durations_by_time` ON `api_log_durations` (`start`);--> statement-breakpoint
CREATE TABLE `api_log_hours` (
	`tenant_id` text NOT NULL,
	`start` integer NOT NULL,
	`method` text NOT NULL,
	`route` text NOT NULL,
	`requests` integer NOT NULL,
	`errors` integer NOT NULL,
	`server_errors` integer NOT NULL,
	`slow` integer NOT NULL,
	`duration` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `start`, `method`, `route`)
);
--> statement-breakpoint
CREATE INDEX `api_log_hours_by_time` ON `api_log_hours` (`start`);--> statement-breakpoint
CREATE INDEX `api_logs_slow` ON `api_logs` (`at`) WHERE duration > 1000;