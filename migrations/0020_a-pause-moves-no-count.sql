-- A pause shifts a period. Its use counts from where it counted before: a quota does not start anew by pausing, and what
-- was used before the pause is billed with the period. Whatever else moves the start begins a new count.
CREATE TRIGGER `subscriptions_count_on_after_a_pause` AFTER UPDATE OF `period_start` ON `subscriptions`
WHEN NEW.period_start IS NOT OLD.period_start
BEGIN
	UPDATE `subscriptions`
		SET `usage_from` = iif(OLD.status = 'paused' AND NEW.period_start > OLD.period_start, coalesce(OLD.usage_from, OLD.period_start), NULL)
		WHERE id = NEW.id;
END;
--> statement-breakpoint
DROP TRIGGER `subscriptions_end_usage_periods`;
--> statement-breakpoint
-- The same as before, from where the use counts.
CREATE TRIGGER `subscriptions_end_usage_periods` AFTER UPDATE OF `period_start`, `period_end`, `status` ON `subscriptions`
WHEN OLD.period_start IS NOT NULL AND OLD.period_end > OLD.period_start AND OLD.status NOT IN ('canceled', 'expired') AND (
	NEW.status IN ('canceled', 'expired')
	OR NEW.period_start IS NULL
	OR (NEW.period_start > OLD.period_start AND OLD.status <> 'paused')
)
BEGIN
	INSERT INTO `usage_periods` (`id`, `tenant_id`, `subscription_id`, `start`, `end`, `currency`, `limits`, `overrides`, `prices`, `next_check_at`)
		SELECT OLD.id || ':' || OLD.period_start, OLD.tenant_id, OLD.id, coalesce(OLD.usage_from, OLD.period_start), ended.at, OLD.currency,
			iif(e.plan_code = p.code AND OLD.status <> 'paused', e.limits, p.limits),
			(SELECT json_group_array(json_object('meter', o.meter, 'limit', o.`limit`, 'hard', json(iif(o.hard, 'true', 'false'))))
				FROM `quota_overrides` o WHERE o.tenant_id = OLD.tenant_id),
			p.overage, ended.at + 7200000
		FROM (SELECT min(OLD.period_end, iif(NEW.status IN ('canceled', 'expired'), NEW.updated_at, coalesce(NEW.period_start, OLD.period_end))) AS `at`) ended
		JOIN `entitlements` e ON e.tenant_id = OLD.tenant_id
		JOIN `plans` p ON p.id = OLD.plan_id
		WHERE json_array_length(p.overage) > 0 AND ended.at > coalesce(OLD.usage_from, OLD.period_start)
		ON CONFLICT DO NOTHING;
END;
