// How cost grows with width, depth, batch and text length: npm run bench -- growth [--write]
// Each exponent is that of the power law through the larger half of the sizes; --write draws docs/growth.svg.
import fs from 'node:fs';
import path from 'node:path';
import { check } from '../../src/language/meaning/checker';
import { parse } from '../../src/language/syntax/parser';
import { ROOT } from '../vscode/harness/paths';
import { gradientCase } from './gradient/gradientCase';
import { factored } from './gradient/ours';
import { growthPlot, type Growth } from './measure/growthPlot';
import { machine, writes } from './measure/page';
import { duration } from './measure/report';

/** Milliseconds that one size may take, warm-up included. */
const BUDGET = 1200;

const gradientOf = async (sizes: readonly number[], m: number): Promise<() => unknown> => {
  const prepared = (await factored.prepare(gradientCase(sizes, m)))!;
  return () => prepared.time(1);
};

const row = Array.from({ length: 100 }, (_, i) => (((i * 7919) % 1000) / 1000 - 0.5).toFixed(4)).join(' ');
const textOf = (kilobytes: number): string => {
  const rows = new Array<string>(Math.round((kilobytes * 1000) / row.length)).fill(row);
  return `input 100\nlayer ${rows.length} tanh\n  W = [${rows.join('\n')}]\nlayer 1 identity\n`;
};

const axes: readonly { what: string; sizes: readonly number[]; task: (size: number) => Promise<() => unknown> }[] = [
  { what: 'width n of n-n-n-1', sizes: [8, 16, 32, 64, 128, 256, 512, 1024], task: (n) => gradientOf([n, n, n, 1], 1) },
  {
    what: 'depth, layers of 64',
    sizes: [4, 8, 16, 32, 64, 128, 256],
    task: (depth) => gradientOf([...new Array<number>(depth).fill(64), 1], 1),
  },
  { what: 'batch of 256-256-10', sizes: [4, 8, 16, 32, 64, 128, 256], task: (m) => gradientOf([256, 256, 10], m) },
  {
    what: 'text, kB: parse and check',
    sizes: [10, 30, 100, 300, 1000, 3000, 10_000],
    task: (kilobytes) => {
      const text = textOf(kilobytes);
      return Promise.resolve(() => check(parse(text)));
    },
  },
];

/** The fastest of many times. */
async function fastest(task: () => unknown): Promise<number> {
  let best = Infinity;
  for (const start = performance.now(); performance.now() - start < BUDGET;) {
    const from = performance.now();
    await task();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

/** The slope of the line through the larger half of the points, on logarithmic scales. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const half = points.slice(points.length >> 1).map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (i: 0 | 1): number => half.reduce((sum, p) => sum + p[i], 0) / half.length;
  const [x, y] = [mean(0), mean(1)];
  const over = half.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  return over / half.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
}

async function main(): Promise<void> {
  const found: Growth[] = [];
  for (const { what, sizes, task } of axes) {
    const points: [number, number][] = [];
    for (const size of sizes) points.push([size, await fastest(await task(size))]);
    const power = exponent(points);
    found.push({ what, points, power });
    console.log(`\n${what}: time grows as its power ${power.toFixed(2)}`);
    for (const [size, time] of points) console.log(`  ${String(size).padStart(6)} ${duration(time)}`);
  }
  if (writes) fs.writeFileSync(path.join(ROOT, 'docs/growth.svg'), growthPlot(found, machine()));
}

void main();
