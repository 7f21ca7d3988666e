import fs from 'node:fs';
import path from 'node:path';
import type { Report } from './report';

/** Leaves the numbers where `npm test` looks for them. */
export function writeReport(report: Report): void {
  const file = process.env['NNET_REPORT'];
  if (!file) return;
  const skipped = report.tests.filter((t) => t.skipped).length;
  const failures = report.tests
    .filter((t) => t.error)
    .map((t) => `${t.title.join(' ')}: ${t.error!.split('\n', 1)[0]}`);
  const failed = failures.length;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ passed: report.tests.length - failed - skipped, failed, skipped, failures }));
}
