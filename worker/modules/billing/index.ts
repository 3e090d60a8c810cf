export { takeDunningStep } from "./dunning/take-step";
export { applyEvent } from "./inbox/apply-event";
export { verifyLedger } from "./ledger/verify-ledger";
export { enqueueDueSyncs, syncPayment } from "./payments/sync-payments";
export { expirePlanChanges } from "./plan-changes/expire-plan-changes";
export { takeBackCredit } from "./plan-changes/take-back-credit";
export { reconcile } from "./reconciliation/run-reconciliation";
export { retryRefund } from "./refunds/ask-provider";
export { billingRoutes } from "./routes";
export { endClosed } from "./subscriptions/end-closed";
export {
	enqueueDueDunning,
	enqueueDueRenewals,
	enqueueDueTrials,
	enqueueUnpaidTrials,
} from "./subscriptions/enqueue-due";
export { renewSubscription } from "./subscriptions/renew-subscription";
export { resumeDuePauses } from "./subscriptions/resume-subscription";
export { advanceTrial } from "./subscriptions/trial-advance";
export { checkBalance, checkRuledBalance } from "./wallet/check-balance";
export { expireGrants } from "./wallet/end-grants";
export { expireHolds } from "./wallet/end-hold";
export { checkBalances } from "./wallet/enqueue-checks";
