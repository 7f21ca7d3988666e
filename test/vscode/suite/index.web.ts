/** What the web-worker extension host is given as `--extensionTestsPath`: no Node here, so mocha is bundled too. */
import 'mocha/mocha';
import { runAndReport, SILENT, TIMEOUT } from './report';

export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: TIMEOUT, reporter: SILENT });
  await import('suites:test/vscode/suite');
  await runAndReport(mocha);
}
