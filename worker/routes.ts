import type { Route } from "./kernel/route";
import { apiLogRoutes } from "./modules/audit/api-logs/routes";
import { auditRoutes } from "./modules/audit/routes";
import { billingRoutes } from "./modules/billing";
import { catalogRoutes } from "./modules/catalog/routes";
import { fileRoutes } from "./modules/files/routes";
import { identityRoutes } from "./modules/identity/routes";
import { alertRoutes } from "./modules/metering/alerts/alert-routes";
import { blockedRoutes } from "./modules/metering/blocked-callers/blocked-routes";
import { overageRoutes } from "./modules/metering/overage/overage-routes";
import { quotaRoutes } from "./modules/metering/quotas/quota-routes";
import { meteringRoutes } from "./modules/metering/routes";
import { totalUsageRoutes } from "./modules/metering/usage/total-routes";
import { developmentRoutes } from "./modules/notifications/routes";
import { clockRoutes } from "./modules/platform/clock/routes";
import { platformRoutes } from "./modules/platform/routes";
import { shardRoutes } from "./modules/platform/shards/routes";
import { tenantRoutes } from "./modules/tenants/routes";

/** Every route of the API: what app.ts serves, the OpenAPI document tells and the security suite tries. */
export const routes: Route[] = [
	...identityRoutes,
	...tenantRoutes,
	...catalogRoutes,
	...billingRoutes,
	...fileRoutes,
	...meteringRoutes,
	...totalUsageRoutes,
	...quotaRoutes,
	...alertRoutes,
	...blockedRoutes,
	...overageRoutes,
	...auditRoutes,
	...apiLogRoutes,
	...platformRoutes,
	...shardRoutes,
	...developmentRoutes,
	...clockRoutes,
];
