import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import vm from 'node:vm';
import { USERS_NODE } from '../../usersNode';

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

/**
 * Runs the command line in the repository; whatever happens, there must be no stack trace. Not in a process of its own,
 * of which most of the time would be its start: the program is run anew, from its first line, with a stand-in for its process.
 */
export async function nnet(args: readonly string[], standardInput: string | Uint8Array = ''): Promise<Outcome> {
  assert.equal(process.cwd(), root);
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const stream = (name: keyof typeof written) => ({
    on: () => {},
    write: (chunk: string | Uint8Array) => written[name].push(Buffer.from(chunk as string)),
  });
  const status = await new Promise<number>((ends) => {
    const own = {
      argv: [process.execPath, cli, ...args],
      stdin: Readable.from([Buffer.from(standardInput as string)]),
      stdout: stream('stdout'),
      stderr: stream('stderr'),
    };
    const standIn = Object.create(process, Object.getOwnPropertyDescriptors(own)) as NodeJS.Process;
    // The last that the program does; what it says after it, it says at once.
    Object.defineProperty(standIn, 'exitCode', { set: (code: number) => void setImmediate(ends, code) });
    program()({}, createRequire(cli), { exports: {} }, cli, path.dirname(cli), standIn);
  });
  return outcome(args, { status, ...written });
}

/** The same in a process of its own, as a shell starts it. */
export async function nnetProcess(args: readonly string[], standardInput: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(USERS_NODE, [cli, ...args], { cwd: root });
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => written.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => written.stderr.push(chunk));
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(standardInput);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return outcome(args, { status, ...written });
}

interface Ended {
  readonly status: number | null;
  readonly stdout: readonly Buffer[];
  readonly stderr: readonly Buffer[];
}

function outcome(args: readonly string[], { status, ...written }: Ended): Outcome {
  const [stdout, stderr] = [written.stdout, written.stderr].map((chunks) => Buffer.concat(chunks).toString());
  assert.doesNotMatch(
    stderr,
    /\n\s+at .*\d+:\d+|node:internal|Node\.js v\d/,
    `a stack trace of nnet ${args.join(' ')}`,
  );
  return { status, stdout, stderr };
}

type Program = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  file: string,
  folder: string,
  process: NodeJS.Process,
) => void;

let compiled: Program | null = null;

function program(): Program {
  const names = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];
  // What is compiled so cannot import.
  const code = () =>
    readFileSync(cli, 'utf8')
      .replace(/^#!.*/, '')
      .replace(/\bimport\(("[^"]*")\)/g, 'Promise.resolve(require($1))');
  return (compiled ??= vm.compileFunction(code(), names, { filename: cli }) as Program);
}

/** A folder with these files, gone after the tests of this suite. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nnet-cli-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
