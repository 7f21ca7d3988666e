// Stanford NNet files evaluated with straight loops, as the `evaluate_network` of sisl/NNet does it: this knows nothing of
// the code under test.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { StanfordNumbers } from './stanfordText';

/** What comes out for an input, and for each output the sum of the magnitudes that it is made from. */
export function evaluate(file: StanfordNumbers, input: readonly number[]): { y: number[]; scale: number[] } {
  const { minimums, maximums, means, ranges, layers } = file;
  let x = input.map((value, j) => {
    const clamped = value < minimums[j] ? minimums[j] : value > maximums[j] ? maximums[j] : value;
    return (clamped - means[j]) / ranges[j];
  });
  let magnitude = input.map((value, j) => (Math.abs(value) + Math.abs(means[j])) / Math.abs(ranges[j]));
  layers.forEach(({ W, b }, i) => {
    const sums = W.map((row, r) => row.reduce((sum, w, c) => sum + w * x[c], 0) + b[r]);
    magnitude = W.map((row, r) => row.reduce((sum, w, c) => sum + Math.abs(w) * magnitude[c], 0) + Math.abs(b[r]));
    x = i < layers.length - 1 ? sums.map((s) => (s > 0 ? s : 0)) : sums;
  });
  const [mean, range] = [means[means.length - 1], ranges[ranges.length - 1]];
  return {
    y: x.map((value) => value * range + mean),
    scale: magnitude.map((value) => value * Math.abs(range) + Math.abs(mean)),
  };
}

const number = fc.double({ min: -4, max: 4, noNaN: true });
const spread = fc.oneof(fc.double({ min: 0.1, max: 1000, noNaN: true }), fc.constant(1));

/** Networks of a few neurons with any scaling. */
export const stanfordNumbers: fc.Arbitrary<StanfordNumbers> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 })
  .chain((sizes) => {
    const n = sizes[0];
    const list = (of: fc.Arbitrary<number>, length: number) => fc.array(of, { minLength: length, maxLength: length });
    const bounds = list(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), spread) as never, n) as unknown as fc.Arbitrary<[number, number][]>; // prettier-ignore
    return fc.record({
      sizes: fc.constant(sizes),
      bounds,
      means: list(fc.double({ min: -60, max: 60, noNaN: true }), n + 1),
      ranges: list(spread, n + 1),
      layers: fc.tuple(
        ...sizes.slice(1).map((size, i) =>
          fc.record({
            W: fc.array(list(number, sizes[i]), { minLength: size, maxLength: size }),
            b: list(number, size),
          }),
        ),
      ),
    });
  })
  .map(({ bounds, ...rest }) => ({
    ...rest,
    minimums: bounds.map(([low]) => low),
    maximums: bounds.map(([low, width]) => low + width),
  }));

/** The real files, which are not part of the repository: `NNET_STANFORD`, or `../shared/data/stanford`; [] without. */
export function realFiles(): { name: string; text: string }[] {
  const root = path.resolve(import.meta.dirname, '../../..');
  const folders = [process.env.NNET_STANFORD, path.resolve(root, '../shared/data/stanford')];
  const folder = folders.find((f) => f !== undefined && existsSync(f));
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.nnet'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** The numbers of a well-formed file, read line by line. */
export function numbersIn(text: string): StanfordNumbers {
  const lines = text
    .split(/\r?\n/)
    .filter((l) => l.trim() !== '' && !l.startsWith('//'))
    .map((l) => l.replace(/,\s*$/, '').split(',').map(Number)); // prettier-ignore
  const sizes = lines[1];
  const n = sizes[0];
  const none = (values: number[]) => values.length === 1 && values[0] === 0;
  const [low, high, means, ranges] = lines.slice(3, 7);
  const open = none(low) && none(high);
  let at = 7;
  const take = (count: number) => lines.slice(at, (at += count));
  return {
    sizes,
    minimums: open ? new Array<number>(n).fill(-Infinity) : low,
    maximums: open ? new Array<number>(n).fill(Infinity) : high,
    means: none(means) ? new Array<number>(n + 1).fill(0) : means,
    ranges: none(ranges) ? new Array<number>(n + 1).fill(1) : ranges,
    layers: sizes.slice(1).map((size) => ({ W: take(size), b: take(size).map(([b]) => b) })),
  };
}
