import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages of development; where the API has nothing for them they answer 404. */
export const devRoutes: RouteConfigEntry[] = [route("dev/mail", "routes/dev/mail.tsx")];
