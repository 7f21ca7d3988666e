/** What a test run tells, and the lines a person reads. Runs in a web worker too, so nothing of Node here. */
export interface TestResult {
  /** The names of the suites around the test, and its own. */
  readonly title: readonly string[];
  readonly ms: number;
  readonly error?: string;
  readonly skipped?: true;
}

export interface Report {
  readonly tests: readonly TestResult[];
}

/** The name of the report in the folder that an extension host has open. */
export const REPORT_FILE = 'nnet-test-report.json';

export function printReport(report: Report): void {
  for (const test of report.tests) {
    const mark = test.error ? '✗' : test.skipped ? '-' : '✓';
    console.log(`  ${mark} ${test.title.join(' › ')} (${test.ms} ms)`);
    if (test.error) console.log(test.error.replace(/^/gm, '      '));
  }
}
