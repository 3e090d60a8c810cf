import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages of the system scope: paths under /admin, files in this folder, permissions in app/nav.ts. */
export const adminRoutes: RouteConfigEntry[] = [route("admin/*", "routes/admin/not-found.tsx")];
