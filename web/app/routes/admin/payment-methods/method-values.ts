import type { Schema } from "@sewa/sdk";

export type MethodKind = Schema<"PaymentMethod">["details"]["kind"];

export type MethodValues = {
	code: string;
	name: string;
	country: string;
	currency: string;
	instructions: { en: string; id: string };
	details: { kind: MethodKind; bank: string; accountNumber: string; accountHolder: string; payload: string };
	enabled: boolean;
};
