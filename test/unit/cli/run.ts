import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');
export const cli = path.join(root, 'dist/cli.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds dist/cli.js and the style that it puts into HTML, so that the tests look at the sources as they are; scripts/unit.mjs has done it for all of them. */
export function buildCli(): void {
  if (process.env.NNET_CLI_BUILT) return;
  execFileSync(process.execPath, ['esbuild.js', '--only=cli,style'], { cwd: root, stdio: 'pipe' });
}

/** Runs `nnet` in the repository; whatever happens, there must be no stack trace. */
export async function nnet(args: readonly string[], standardInput: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: root });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(standardInput);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const outcome = { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
  assert.doesNotMatch(
    outcome.stderr,
    /\n\s+at .*\d+:\d+|node:internal|Node\.js v\d/,
    `a stack trace of nnet ${args.join(' ')}`,
  );
  return outcome;
}

/** A folder with these files, gone after the tests of this suite. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nnet-cli-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
