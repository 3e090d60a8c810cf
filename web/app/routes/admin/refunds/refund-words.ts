import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Refund = Schema<"Refund">;

const ways: Record<Refund["way"], () => string> = {
	provider: m.admin_money_way_provider,
	manual: m.admin_money_way_manual,
	wallet: m.admin_money_way_wallet,
};

export const wayWord = (way: Refund["way"]): string => ways[way]();
export const wayOptions = () => Object.entries(ways).map(([value, label]) => [value, label()] as const);
