import * as vscode from 'vscode';
import { REPORT_FILE, type Report, type TestResult } from '../harness/report';

export const TIMEOUT = 240_000;

/** The log of an extension host mixes in lines of the workbench, so nothing is printed from inside. */
export const SILENT = class {} as unknown as Mocha.ReporterConstructor;

/**
 * Runs the suites and leaves the report in the opened folder, which works from every host (a web worker has
 * neither a disk nor a standard output).
 */
export async function runAndReport(mocha: { run(done: (failures: number) => void): Mocha.Runner }): Promise<void> {
  const tests: TestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tests.push({ title: test.titlePath(), ms: test.duration ?? 0 }));
    runner.on('pending', (test) => tests.push({ title: test.titlePath(), ms: 0, skipped: true }));
    runner.on('fail', (test, error: Error) =>
      tests.push({ title: test.titlePath(), ms: test.duration ?? 0, error: error.stack ?? error.message }),
    );
  });
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  const report: Report = { tests };
  await vscode.workspace.fs.writeFile(
    vscode.Uri.joinPath(folder.uri, REPORT_FILE),
    new TextEncoder().encode(JSON.stringify(report)),
  );
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
