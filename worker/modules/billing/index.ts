export { verifyLedger } from "./ledger/verify-ledger";
export { billingRoutes } from "./routes";
export { enqueueDueRenewals, renewSubscription } from "./subscriptions/renew-subscription";
