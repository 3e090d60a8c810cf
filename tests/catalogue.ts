import { system } from "#tests/factories";
import { BillingSettings } from "#worker/modules/billing/settings/schemas";
import { billingSettings } from "#worker/modules/billing/settings/tables";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";

/** Lower than the default, so that a yearly plan is above it. */
const SETTINGS = BillingSettings.parse({ fourEyesAbove: 25_000_000 });

/** The un-isolated project shares one world: the first file to start fills the catalogue. */
export async function seedCatalogue(): Promise<void> {
	const { db, now } = system();
	await installCatalogue(system());
	await db.batch([db.insertNew(billingSettings, { id: 1, settings: SETTINGS, updatedAt: now })]);
}
