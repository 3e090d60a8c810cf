export { billingRoutes } from "./routes";
export { enqueueDueRenewals, renewSubscription } from "./subscriptions/renew-subscription";
