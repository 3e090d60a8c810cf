import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages of a tenant: paths under /app, files in this folder, permissions in app/nav.ts. */
export const tenantRoutes: RouteConfigEntry[] = [route("app/*", "routes/tenant/not-found.tsx")];
