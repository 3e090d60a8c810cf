import type { Schema } from "@sewa/sdk";

/** A payment that a reviewer turned down reads as rejected, not as failed. */
export function shownStatus({ status, rejectionReason }: Schema<"Payment">): string {
	return status === "failed" && rejectionReason ? "rejected" : status;
}
