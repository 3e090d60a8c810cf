DROP INDEX `api_logs_by_status`;--> statement-breakpoint
DROP INDEX `api_logs_by_duration`;--> statement-breakpoint
DROP INDEX `api_logs_deprecated`;--> statement-breakpoint
CREATE INDEX `api_logs_errors` ON `api_logs` (`at`,`id`) WHERE status >= 400;--> statement-breakpoint
CREATE INDEX `api_logs_by_tenant_route` ON `api_logs` (`tenant_id`,`route`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_tenant_actor` ON `api_logs` (`tenant_id`,`actor_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_by_tenant_duration` ON `api_logs` (`tenant_id`,`duration`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_errors_by_tenant` ON `api_logs` (`tenant_id`,`at`,`id`) WHERE status >= 400;--> statement-breakpoint
CREATE INDEX `api_logs_by_duration` ON `api_logs` (`duration`,`id`);--> statement-breakpoint
CREATE INDEX `api_logs_deprecated` ON `api_logs` (`at`) WHERE deprecated = 1;