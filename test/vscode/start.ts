/**
 * `npm start`: a real VS Code with this extension and the examples open. The desktop program where there is a
 * desktop; otherwise the server build with the packaged extension installed, for any browser on this machine.
 *   --server   the server build, desktop or not
 *   --port N   its port (default: a free one)
 *   --check    open it in a headless browser, see that it works, and end
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './harness/browser';
import { desktopVSCode, hasDesktop } from './harness/desktop';
import { writeReport } from './harness/writeReport';
import { packageExtension } from './harness/package';
import { ROOT } from './harness/paths';
import { printReport, type TestResult } from './harness/report';
import { installVsix, startServer } from './harness/server';
import { remoteUri, workbenchUrl } from './harness/window';
import { Workbench } from './harness/workbench';

const FOLDER = path.join(ROOT, 'examples');
const FILE = path.join(FOLDER, 'mazur.nnet');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { server: { type: 'boolean' }, port: { type: 'string', default: '0' }, check: { type: 'boolean' } },
  });
  if (!values.server && !values.check && hasDesktop()) {
    const vscode = onPath('code') ?? (await desktopVSCode());
    if (vscode) {
      console.log(`Opening ${vscode} with the extension and ${path.relative(ROOT, FILE)}`);
      const child = spawn(vscode, ['--new-window', `--extensionDevelopmentPath=${ROOT}`, FOLDER, FILE], {
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      process.exitCode = code ?? 1;
      return;
    }
  }
  await startOnServer(Number(values.port), values.check === true);
}

async function startOnServer(port: number, check: boolean): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-start-'));
  process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
  const extensionsDir = path.join(dir, 'extensions');
  await installVsix(await packageExtension(dir), extensionsDir);
  // Whoever can open this page can run programs as this user, so a page on the web must not guess the address.
  const token = randomBytes(16).toString('hex');
  const server = await startServer({ extensionsDir, token, port });
  try {
    const url = workbenchUrl(server.port, FOLDER, [['openFile', remoteUri(server.port, FILE)]], token);
    console.log(`VS Code with NNet is at\n\n  ${url}\n`);
    if (check) {
      await checkInBrowser(url);
      return;
    }
    openInBrowser(url);
    console.log('Ctrl-C ends it.');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  } finally {
    await server.stop();
  }
}

/** What a user sees at the printed address, and how it looks, in out/start.png. */
async function checkInBrowser(url: string): Promise<void> {
  const { context, outside, close } = await startBrowser({ viewport: { width: 1400, height: 1400 } });
  const tests: TestResult[] = [];
  const check = async (title: string, body: () => Promise<unknown>): Promise<void> => {
    const started = Date.now();
    const error = await body().then(
      () => undefined,
      (e: unknown) => (e instanceof Error ? (e.stack ?? e.message) : String(e)),
    );
    tests.push({ title: ['npm start', title], ms: Date.now() - started, ...(error ? { error } : {}) });
  };
  try {
    const workbench = await Workbench.at(url, context);
    const firstLine = fs.readFileSync(FILE, 'utf8').split('\n', 1)[0];
    await check('shows the example', () => workbench.editorLines.filter({ hasText: firstLine }).first().waitFor());
    await check('in the language NNet', () => workbench.language.filter({ hasText: /^NNet$/ }).waitFor());
    fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
    await workbench.screenshot(path.join(ROOT, 'out/start.png'));
    await check('with the extension active', async () => {
      await workbench.runCommand('Developer: Show Running Extensions');
      const rows = workbench.page.locator('.runtime-extensions-editor .monaco-list-row');
      await rows
        .filter({ hasText: 'NNet' })
        .filter({ hasText: /Activation: \d+ms/ })
        .waitFor();
    });
    await check('and asks nothing of the network', async () => {
      await Promise.resolve();
      if (outside.size > 0) throw new Error([...outside].join('\n'));
    });
  } finally {
    await close();
  }
  printReport({ tests });
  writeReport({ tests });
  if (tests.some((t) => t.error)) process.exitCode = 1;
}

function openInBrowser(url: string): void {
  if (!hasDesktop()) return;
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened; open the address above in one.'))
    .unref();
}

function onPath(program: string): string | undefined {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.split(/\r?\n/)[0] : undefined;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
