-- Trials that a coupon made longer were listed as first purchases of nothing.
UPDATE `plan_changes` SET `kind` = 'trial_extension', `quote` = json_set(`quote`, '$.kind', 'trial_extension')
	WHERE `kind` = 'first_purchase' AND json_extract(`quote`, '$.outcome') = 'trial';
