CREATE TABLE `reconciliation_progress` (
	`book` text PRIMARY KEY NOT NULL,
	`cursor` text,
	`checked_at` integer NOT NULL,
	`examined` integer NOT NULL,
	`completed_at` integer
);
--> statement-breakpoint
ALTER TABLE `reconciliation_differences` ADD `remedy` text DEFAULT 'look' NOT NULL;--> statement-breakpoint
ALTER TABLE `reconciliation_differences` ADD `resolved_by` text;--> statement-breakpoint
CREATE INDEX `reconciliation_differences_by_time` ON `reconciliation_differences` (`first_seen_at`,`id`);