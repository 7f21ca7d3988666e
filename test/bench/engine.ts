// Our gradient against others', interleaved in one run: npm run bench -- engine [ROW…] [--write]
import { difference, gradientCase, type Contestant, type Gradient, type Prepared } from './gradient/gradientCase';
import { interleaved } from './measure/interleaved';
import { chosenRows, report } from './measure/page';
import { table, verdict } from './measure/report';
import { factored, whole } from './gradient/ours';
import { numpy } from './gradient/peers/numpy';
import { numpyTs } from './gradient/peers/numpyTs';
import { onnxruntime } from './gradient/peers/onnxruntime';
import { scalarAutograd } from './gradient/peers/scalarAutograd';
import { stdlib } from './gradient/peers/stdlib';

/** A target of design/performance.md: our time ÷ the peer's. */
interface Target {
  readonly ours: Contestant;
  readonly peer: Contestant;
  readonly atMost: number;
}

interface Row {
  readonly sizes: readonly number[];
  readonly m: number;
  readonly rounds: number;
  readonly targets: readonly Target[];
}

const target = (ours: Contestant, peer: Contestant, atMost: number): Target => ({ ours, peer, atMost });

const rows: readonly Row[] = [
  {
    sizes: [2, 3, 1],
    m: 1,
    rounds: 21,
    targets: [target(factored, stdlib, 0.6), target(factored, scalarAutograd, 1 / 30), target(factored, numpy, 1 / 50)],
  },
  {
    sizes: [784, 256, 128, 10],
    m: 1,
    rounds: 21,
    targets: [target(factored, numpyTs, 0.4), target(factored, numpy, 0.8)],
  },
  {
    sizes: [1024, 1024, 1024, 1],
    m: 1,
    rounds: 15,
    targets: [target(factored, numpyTs, 0.4), target(factored, numpy, 0.8)],
  },
  {
    sizes: [4096, 4096, 4096, 1],
    m: 1,
    rounds: 7,
    targets: [target(factored, numpyTs, 0.3), target(factored, numpy, 0.35)],
  },
  {
    sizes: [784, 256, 128, 10],
    m: 64,
    rounds: 11,
    targets: [target(whole, onnxruntime, 0.65), target(whole, numpy, 2.5)],
  },
  {
    sizes: [1024, 1024, 1024, 1024],
    m: 256,
    rounds: 5,
    targets: [target(whole, onnxruntime, 0.68), target(whole, numpy, 2.4)],
  },
];

/** Peers agree if they differ by no more than what adding up in another order explains. */
const AGREE = 1e-10;

const contestants = [whole, factored, stdlib, numpyTs, onnxruntime, scalarAutograd, numpy];

async function measure(row: Row): Promise<void> {
  const given = gradientCase(row.sizes, row.m);
  console.log(`\n${given.name}`);
  const prepared = new Map<string, Prepared>();
  const all: Prepared[] = [];
  let reference: Gradient | null = null;
  for (const contestant of contestants) {
    const ready = await contestant.prepare(given).catch((error: unknown) => {
      console.log(`  ${contestant.name}: skipped, ${String(error)}`);
      return null;
    });
    if (ready === null) {
      console.log(`  ${contestant.name}: skipped (not there, or not for this size)`);
      continue;
    }
    all.push(ready);
    const gradient = await ready.gradient();
    reference ??= gradient;
    const off = difference(gradient, reference);
    if (off <= AGREE) prepared.set(contestant.name, ready);
    else console.log(`  ${contestant.name}: does not count, its result differs by ${off}`);
  }
  reference = null;
  const measured = await interleaved(prepared, row.rounds);
  for (const line of table(measured)) console.log(`  ${line}`);
  report(
    'engine',
    row.targets.map(({ ours, peer, atMost }) =>
      verdict(measured, `${given.name}${ours === whole ? ', with ∇W' : ''}`, ours.name, peer.name, atMost),
    ),
  );
  for (const ready of all) await ready.close?.();
}

async function main(): Promise<void> {
  for (const row of rows) {
    const name = row.sizes.join('-') + (row.m === 1 ? '' : `x${row.m}`);
    if (chosenRows.length === 0 || chosenRows.includes(name)) await measure(row);
  }
}

void main();
