/** An answer that the browser keeps as a file. */
export function csvFile(name: string, content: string): Response {
	return new Response(content, {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="${name}"`,
			"cache-control": "no-store",
		},
	});
}
