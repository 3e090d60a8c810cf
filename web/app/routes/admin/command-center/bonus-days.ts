import { m } from "~/paraglide/messages.js";

export const bonusDays = (count: number): string => m.admin_command_bonus_days_count({ count });
