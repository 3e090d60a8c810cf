-- What lines of an hour come to is kept by the table of lines itself: so it is right whoever writes, moves or forgets them, and a
-- line that comes twice counts once.
INSERT INTO `api_log_hours`
SELECT coalesce(tenant_id, ''), at - at % 3600000, method, route, sum(weight), sum(iif(status >= 400, weight, 0)), sum(iif(status >= 500, weight, 0)),
	sum(iif(duration > 1000, weight, 0)), sum(weight * duration)
FROM `api_logs` GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO `api_log_durations`
SELECT coalesce(tenant_id, ''), at - at % 3600000, CASE WHEN duration < 100 THEN duration WHEN duration < 1000 THEN duration / 10 * 10 WHEN duration < 10000 THEN duration / 100 * 100 ELSE duration / 1000 * 1000 END, sum(weight)
FROM `api_logs` GROUP BY 1, 2, 3;
--> statement-breakpoint
CREATE TRIGGER `api_logs_count` AFTER INSERT ON `api_logs`
BEGIN
	INSERT INTO `api_log_hours` VALUES (coalesce(NEW.tenant_id, ''), NEW.at - NEW.at % 3600000, NEW.method, NEW.route, NEW.weight, iif(NEW.status >= 400, NEW.weight, 0), iif(NEW.status >= 500, NEW.weight, 0), iif(NEW.duration > 1000, NEW.weight, 0), NEW.weight * NEW.duration)
	ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, errors = errors + excluded.errors,
		server_errors = server_errors + excluded.server_errors, slow = slow + excluded.slow, duration = duration + excluded.duration;
	INSERT INTO `api_log_durations` VALUES (coalesce(NEW.tenant_id, ''), NEW.at - NEW.at % 3600000, CASE WHEN NEW.duration < 100 THEN NEW.duration WHEN NEW.duration < 1000 THEN NEW.duration / 10 * 10 WHEN NEW.duration < 10000 THEN NEW.duration / 100 * 100 ELSE NEW.duration / 1000 * 1000 END, NEW.weight)
	ON CONFLICT DO UPDATE SET requests = requests + excluded.requests;
END;
--> statement-breakpoint
CREATE TRIGGER `api_logs_uncount` AFTER DELETE ON `api_logs`
BEGIN
	UPDATE `api_log_hours` SET requests = requests - OLD.weight, errors = errors - iif(OLD.status >= 400, OLD.weight, 0),
		server_errors = server_errors - iif(OLD.status >= 500, OLD.weight, 0), slow = slow - iif(OLD.duration > 1000, OLD.weight, 0),
		duration = duration - OLD.weight * OLD.duration
	WHERE tenant_id = coalesce(OLD.tenant_id, '') AND start = OLD.at - OLD.at % 3600000 AND method = OLD.method AND route = OLD.route;
	DELETE FROM `api_log_hours`
	WHERE tenant_id = coalesce(OLD.tenant_id, '') AND start = OLD.at - OLD.at % 3600000 AND method = OLD.method AND route = OLD.route
		AND requests <= 0;
	UPDATE `api_log_durations` SET requests = requests - OLD.weight
	WHERE tenant_id = coalesce(OLD.tenant_id, '') AND start = OLD.at - OLD.at % 3600000 AND duration = CASE WHEN OLD.duration < 100 THEN OLD.duration WHEN OLD.duration < 1000 THEN OLD.duration / 10 * 10 WHEN OLD.duration < 10000 THEN OLD.duration / 100 * 100 ELSE OLD.duration / 1000 * 1000 END;
	DELETE FROM `api_log_durations`
	WHERE tenant_id = coalesce(OLD.tenant_id, '') AND start = OLD.at - OLD.at % 3600000 AND duration = CASE WHEN OLD.duration < 100 THEN OLD.duration WHEN OLD.duration < 1000 THEN OLD.duration / 10 * 10 WHEN OLD.duration < 10000 THEN OLD.duration / 100 * 100 ELSE OLD.duration / 1000 * 1000 END
		AND requests <= 0;
END;
