/** What the Node extension host is given as `--extensionTestsPath`. */
import Mocha from 'mocha';
import { runAndReport, SILENT, TIMEOUT } from './report';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT, reporter: SILENT });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  await import('suites:test/vscode/suite');
  await runAndReport(mocha);
}
