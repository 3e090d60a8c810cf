export { applyEvent } from "./inbox/apply-event";
export { verifyLedger } from "./ledger/verify-ledger";
export { enqueueDueSyncs, syncPayment } from "./payments/sync-payments";
export { retryRefund } from "./refunds/ask-provider";
export { billingRoutes } from "./routes";
export { enqueueDueRenewals, renewSubscription } from "./subscriptions/renew-subscription";
