/**
 * The suites of test/vscode/suite inside a real extension host.
 *   node out/test/vscode/legs/host.js node|web
 */
import fs from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { desktopVSCode } from '../harness/desktop';
import { examplesCopy } from '../harness/examples';
import { writeReport } from '../harness/writeReport';
import { ROOT } from '../harness/paths';
import { printReport, REPORT_FILE, type Report } from '../harness/report';

async function main(): Promise<void> {
  const host = process.argv[2];
  if (host !== 'node' && host !== 'web') throw new Error('which host: node or web?');
  const { folder, remove } = examplesCopy();
  try {
    // The desktop program runs the browser entry only when it is the web build, so the worker always gets the server.
    const desktop = host === 'node' ? await desktopVSCode() : undefined;
    const code = await runTests({
      vscodeExecutablePath: desktop ?? path.join(ROOT, 'out/test/vscode/harness/launcher.js'),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: path.join(ROOT, `out/test/vscode/suite/index.${host}.js`),
      launchArgs: [folder, '--disable-extensions'],
      extensionTestsEnv: { NNET_EXTENSION_HOST: host },
    }).catch((error: unknown) => {
      console.error(String(error));
      return 1;
    });
    const report = JSON.parse(fs.readFileSync(path.join(folder, REPORT_FILE), 'utf8')) as Report;
    printReport(report);
    writeReport(report);
    process.exitCode = code;
  } finally {
    remove();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
