ALTER TABLE `approval_requests` ADD `decision_reason` text;--> statement-breakpoint
CREATE INDEX `approval_requests_by_kind` ON `approval_requests` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `approval_requests_by_time` ON `approval_requests` (`created_at`,`id`);