CREATE TABLE `fences` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`move_id` text NOT NULL,
	`side` text NOT NULL,
	`at` integer NOT NULL
);
