// What loading our code costs at the start, beside an extension that does nothing: npm run bench -- activation [--write]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../vscode/harness/paths';
import { doNothingExtension } from './editor/bundle';
import { report } from './measure/page';
import { duration } from './measure/report';

const ROUNDS = 25;
/** Milliseconds above the do-nothing extension: the target of design/performance.md. */
const MOST_ABOVE = 5;

/** Requires a bundle in a fresh process, with something in the place of `vscode` that takes any use of it. */
const LOAD = `
const Module = require('node:module');
const anything = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? Object.prototype : anything),
  apply: () => anything,
  construct: () => anything,
  // esbuild wraps what is required in an object with the same prototype.
  getPrototypeOf: () => anything,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
const start = performance.now();
require(process.argv[1]);
console.log(performance.now() - start);
`;

const loaded = (file: string): number =>
  Number(execFileSync(process.execPath, ['-e', LOAD, file], { encoding: 'utf8' }));
const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1];

async function main(): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-activation-'));
  try {
    const build = ['esbuild.js', '--production', '--only=extension', '--log-level=warning'];
    execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
    const dist = path.join(ROOT, 'dist');
    const ours = path.join(dist, 'extension.js');
    const nothing = path.join(await doNothingExtension(dir), 'extension.js');
    const times = { ours: [] as number[], nothing: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      times.nothing.push(loaded(nothing));
      times.ours.push(loaded(ours));
    }
    const [a, b] = [median(times.ours), median(times.nothing)];
    const kilobytes = (name: string): number => Math.round(fs.statSync(path.join(dist, name)).size / 1000);
    const parts = fs.readdirSync(dist).filter((name) => name.startsWith('part-'));
    const later = parts.filter((name) => name !== 'part-features.js').reduce((sum, name) => sum + kilobytes(name), 0);
    report('activation', [
      {
        what: `require, median of ${ROUNDS} fresh processes; then ${kilobytes('part-features.js')} kB to open a file, and ${later} kB on first use`,
        ours: duration(a),
        peer: `do-nothing ${duration(b)}`,
        compared: `${duration(a - b)} above`,
        target: `≤ ${MOST_ABOVE} ms above`,
        met: a - b <= MOST_ABOVE,
      },
    ]);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

void main();
