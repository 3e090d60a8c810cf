import { readFileSync } from "node:fs";

export type Tally = { passed: number; failed: number };

export const sum = (tallies: readonly Tally[]): Tally =>
	tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

/** A check without parts: a type check, a linter. */
export const one = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

type VitestReport = {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** What vitest's json reporter wrote; a file that did not even load counts as one failure. */
export function tallyOfVitest(path: string, exitCode: number): Tally {
	const report = read<VitestReport>(path);
	if (!report) return one(false);
	const unloadable = report.testResults.filter(
		({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
	);
	return honest({ passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length }, exitCode);
}

type PlaywrightReport = { stats: { expected: number; flaky: number; unexpected: number }; errors: unknown[] };

export function tallyOfPlaywright(path: string, exitCode: number): Tally {
	const report = read<PlaywrightReport>(path);
	if (!report) return one(false);
	const { expected, flaky, unexpected } = report.stats;
	return honest({ passed: expected + flaky, failed: unexpected + report.errors.length }, exitCode);
}

/** A runner that says it failed has failed, whatever its report counts. */
const honest = (tally: Tally, exitCode: number): Tally =>
	exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;

/** The last line of `npm test` and `npm run e2e`, and their exit code. */
export function conclude({ passed, failed }: Tally): void {
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

function read<T>(path: string): T | null {
	try {
		return JSON.parse(readFileSync(path, "utf8")) as T;
	} catch {
		return null;
	}
}
