CREATE INDEX `refunds_of_payment` ON `refunds` (`payment_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `refunds_by_tenant` ON `refunds` (`tenant_id`,`created_at`,`id`);