CREATE INDEX `coupons_by_kind` ON `coupons` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `plan_changes_by_kind` ON `plan_changes` (`kind`,`created_at`,`id`);