#!/usr/bin/env node
/**
 * What @vscode/test-electron is given as its VS Code where there is no desktop: takes the same arguments, runs
 * the tests in the server build with a headless Chromium, and ends with the exit code of the tests.
 */
import path from 'node:path';
import { startBrowser } from './browser';
import { startServer } from './server';
import { remoteUri, workbenchUrl } from './window';

const LIMIT = Number(process.env['NNET_TEST_TIMEOUT'] ?? 900_000);
const verbose = process.env['NNET_VERBOSE'] !== undefined;
const args = process.argv.slice(2);
const values = (name: string): string[] =>
  args.filter((a) => a.startsWith(`--${name}=`)).map((a) => a.slice(name.length + 3));

async function main(): Promise<number> {
  const folder = path.resolve(args.find((a) => !a.startsWith('-')) ?? '.');
  const worker = process.env['NNET_EXTENSION_HOST'] === 'web';
  const log = (line: string): void => {
    if (verbose) process.stderr.write(`${line}\n`);
  };
  const server = await startServer({
    development: true,
    settings: worker ? { 'remote.extensionKind': { 'nnet.nnet': ['web'] } } : {},
    log,
  });
  // Nobody looks, and a small window is drawn in less time.
  const { context, outside, close } = await startBrowser({ viewport: { width: 500, height: 300 } });
  try {
    const page = await context.newPage();
    page.on('console', (message) => log(`[console.${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => log(`[pageerror] ${error.message}`));
    const ended = new Promise<number>((resolve) => {
      // The workbench looks for these two functions when it runs tests for an automated browser.
      void page.exposeFunction('codeAutomationLog', (type: string, what: unknown[]) =>
        log(`[${type}] ${what.join(' ')}`),
      );
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    await page.goto(
      workbenchUrl(server.port, folder, [
        ...values('extensionDevelopmentPath').map(
          (p) => ['extensionDevelopmentPath', remoteUri(server.port, path.resolve(p))] as const,
        ),
        ...values('extensionTestsPath').map(
          (p) => ['extensionTestsPath', remoteUri(server.port, path.resolve(p))] as const,
        ),
        ['skipReleaseNotes', 'true'],
      ]),
    );
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<number>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`the tests did not end within ${LIMIT} ms`)), LIMIT);
    });
    const code = await Promise.race([ended, tooLong]);
    clearTimeout(limit);
    for (const address of outside) process.stderr.write(`asked for, outside this machine: ${address}\n`);
    return code;
  } finally {
    await close();
    await server.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
