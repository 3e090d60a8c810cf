ALTER TABLE `cron_runs` ADD `rest` text;--> statement-breakpoint
CREATE INDEX `cron_runs_by_task` ON `cron_runs` (`task`,`started_at`,`id`);