// A 10 MB spec of plain numbers: our parser and checker beside JSON.parse of the same numbers. npm run bench -- parsing [KIND…] [--write]
import { check } from '../../src/language/meaning/checker';
import { parse } from '../../src/language/syntax/parser';
import { interleaved, type Timed } from './measure/interleaved';
import { chosenRows, report } from './measure/page';
import { table, verdict } from './measure/report';

interface Numbers {
  readonly name: string;
  /** The text of one number. */
  readonly next: () => string;
  /** The target for ours ÷ JSON.parse. */
  readonly atMost: number;
}

const kinds: readonly Numbers[] = [
  { name: 'four decimals', next: () => (Math.random() * 2 - 1).toFixed(4), atMost: 0.25 },
  { name: 'full precision', next: () => String(Math.random() * 2 - 1), atMost: 0.25 },
  { name: 'integers', next: () => String(Math.floor(Math.random() * 256)), atMost: 0.45 },
];

const COLUMNS = 1000;
const BYTES = 10e6;

async function measure({ name, next, atMost }: Numbers): Promise<void> {
  const rows: string[][] = [];
  for (let bytes = 0; bytes < BYTES;) {
    const row = Array.from({ length: COLUMNS }, next);
    rows.push(row);
    bytes += row.join(' ').length;
  }
  const matrix = rows.map((row) => row.join(' ')).join('\n');
  const spec = `input ${COLUMNS}\nlayer ${rows.length} tanh\n  W = [${matrix}]\nlayer 1 identity\n`;
  const json = `[${rows.map((row) => `[${row.join(',')}]`).join(',')}]`;
  console.log(`\n${name}: ${(spec.length / 1e6).toFixed(1)} MB, ${rows.length} × ${COLUMNS} numbers`);

  const { network } = check(parse(spec));
  const read = network!.layers[0].weights!.data;
  const expected = Float64Array.from((JSON.parse(json) as number[][]).flat());
  const same = read.length === expected.length && read.every((x, i) => Object.is(x, expected[i]));
  if (!same) throw new Error('The parser reads other numbers than JSON.parse');

  const measured = await interleaved(
    new Map([
      ['parse', timed(() => parse(spec))],
      ['parse and check', timed(() => check(parse(spec)))],
      ['JSON.parse', timed(() => JSON.parse(json))],
    ]),
    9,
  );
  for (const line of table(measured)) console.log(`  ${line}`);
  report('parsing', [verdict(measured, `10 MB, ${name}`, 'parse', 'JSON.parse', atMost)]);
}

function timed(run: () => unknown): Timed {
  return {
    time(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) run();
      return Promise.resolve(performance.now() - start);
    },
  };
}

async function main(): Promise<void> {
  for (const numbers of kinds) {
    if (chosenRows.length === 0 || chosenRows.includes(numbers.name)) await measure(numbers);
  }
}

void main();
