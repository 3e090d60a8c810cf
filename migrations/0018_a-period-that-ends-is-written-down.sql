-- The use of a period is billed after it, by the limits and prices that held when it ended: whatever ends it (a renewal,
-- a change of plan, a cancellation) leaves them here. A pause shifts a period and does not end it; what is paused has
-- the limits of its plan, since its entitlements are those of the pause.
CREATE TRIGGER `subscriptions_end_usage_periods` AFTER UPDATE OF `period_start`, `period_end`, `status` ON `subscriptions`
WHEN OLD.period_start IS NOT NULL AND OLD.period_end > OLD.period_start AND OLD.status NOT IN ('canceled', 'expired') AND (
	NEW.status IN ('canceled', 'expired')
	OR NEW.period_start IS NULL
	OR (NEW.period_start > OLD.period_start AND OLD.status <> 'paused')
)
BEGIN
	INSERT INTO `usage_periods` (`id`, `tenant_id`, `subscription_id`, `start`, `end`, `currency`, `limits`, `overrides`, `prices`, `next_check_at`)
		SELECT OLD.id || ':' || OLD.period_start, OLD.tenant_id, OLD.id, OLD.period_start, ended.at, OLD.currency,
			iif(e.plan_code = p.code AND OLD.status <> 'paused', e.limits, p.limits),
			(SELECT json_group_array(json_object('meter', o.meter, 'limit', o.`limit`, 'hard', json(iif(o.hard, 'true', 'false'))))
				FROM `quota_overrides` o WHERE o.tenant_id = OLD.tenant_id),
			p.overage, ended.at + 7200000
		FROM (SELECT min(OLD.period_end, iif(NEW.status IN ('canceled', 'expired'), NEW.updated_at, coalesce(NEW.period_start, OLD.period_end))) AS `at`) ended
		JOIN `entitlements` e ON e.tenant_id = OLD.tenant_id
		JOIN `plans` p ON p.id = OLD.plan_id
		WHERE json_array_length(p.overage) > 0 AND ended.at > OLD.period_start
		ON CONFLICT DO NOTHING;
END;
