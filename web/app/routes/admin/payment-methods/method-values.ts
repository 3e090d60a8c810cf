import type { Schema } from "@sewa/sdk";

export type MethodKind = Schema<"PaymentMethod">["details"]["kind"];

/** In the order of the inputs: whether a form has unsaved changes is decided by comparing both as text. */
export type MethodValues = {
	key: string;
	details: { kind: MethodKind; bank: string; accountNumber: string; accountHolder: string; payload: string };
	name: string;
	code: string;
	country: string;
	currency: string;
	instructions: { en: string; id: string };
	enabled: boolean;
};
