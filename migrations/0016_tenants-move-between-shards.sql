CREATE TABLE `tenant_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`status` text NOT NULL,
	`step` integer NOT NULL,
	`place` text,
	`copied` integer NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenant_moves_one_open` ON `tenant_moves` (`tenant_id`) WHERE status IN ('copying', 'aborting', 'cleaning');--> statement-breakpoint
CREATE INDEX `tenant_moves_by_status` ON `tenant_moves` (`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `tenant_moves_by_time` ON `tenant_moves` (`tenant_id`,`created_at`,`id`);