import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import type { Shot } from "./camera.ts";
import { nameOf } from "./looks.ts";

const STYLE = `body { margin: 24px; font: 14px system-ui, sans-serif; background: #e7e5e0; color: #222 }
h2 { margin: 24px 0 8px } main { display: grid; gap: 16px; align-items: start }
figure { margin: 0 } figcaption { padding: 4px 0 } img { width: 100%; display: block; outline: 1px solid #0003 }
.crop { overflow: hidden; max-height: var(--high) }`;

type Sheet = { title: string; shots: Shot[] };

const isNarrow = ({ look }: Shot) => look.width < 600;

/** The pictures of one group in one look, as many to a sheet as can still be read. */
function sheets(shots: readonly Shot[]): Sheet[] {
	const byTitle = Map.groupBy(shots, ({ page, look }) => `${page.group}-${nameOf(look)}`);
	return [...byTitle].flatMap(([title, members]) => {
		const size = members.every(isNarrow) ? 12 : 9;
		const count = Math.ceil(members.length / size);
		return Array.from({ length: count }, (_, i) => ({
			title: count > 1 ? `${title}-${i + 1}` : title,
			shots: members.slice(i * size, (i + 1) * size),
		}));
	});
}

function markup({ title, shots }: Sheet, source: (file: string) => string): string {
	const narrow = shots.every(isNarrow);
	const figures = shots.map(
		({ page, file }) =>
			`<figure><figcaption>${page.name} · ${page.path.replaceAll("&", "&amp;")}</figcaption><div class="crop"><img src="${source(file)}" alt=""></div></figure>`,
	);
	const layout = `grid-template-columns: repeat(${narrow ? 6 : 3}, 1fr); --high: ${narrow ? 640 : 620}px`;
	return `<h2>${title}</h2><main style="${layout}">${figures.join("")}</main>`;
}

const documentOf = (body: string) =>
	`<!doctype html><meta charset="utf-8"><title>Sewa</title><style>${STYLE}</style>${body}`;

/** `index.html` with everything, and a PNG for each group and look. */
export async function writeSheets(browser: Browser, folder: string, shots: readonly Shot[]): Promise<void> {
	const all = sheets(shots);
	writeFileSync(join(folder, "index.html"), documentOf(all.map((sheet) => markup(sheet, (file) => file)).join("")));
	const tab = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
	for (const sheet of all) {
		const inline = (file: string) => `data:image/png;base64,${readFileSync(join(folder, file)).toString("base64")}`;
		await tab.setContent(documentOf(markup(sheet, inline)), { waitUntil: "load" });
		await tab.screenshot({ path: join(folder, `sheet-${sheet.title}.png`), fullPage: true });
	}
	await tab.close();
}
