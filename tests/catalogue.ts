import { system } from "#tests/factories";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";

/** The un-isolated project shares one world: the first file to start fills the catalogue. */
export async function seedCatalogue(): Promise<void> {
	await installCatalogue(system());
}
