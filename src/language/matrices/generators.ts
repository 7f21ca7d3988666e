import type { ParameterEntry } from '../../functions/builtin/parameterDomain';
import { philox } from './philox';

/** Where a made matrix stands: each place has random numbers of its own. */
export interface GeneratorPlace {
  /** i, from 1. */
  readonly layer: number;
  /** X and Y: an input and its target, with the number of the sample in place of the layer. */
  readonly parameter: 'W' | 'b' | 'X' | 'Y';
  /** n_{i-1}. */
  readonly fanIn: number;
  /** n_i. */
  readonly fanOut: number;
  /** Which variant of an exercise (from 0, the text itself): each has random numbers of its own. */
  readonly variant?: number;
}

/** A matrix that is made in the size that its layer needs: `zeros()`, `glorot(seed = 7)`, … */
export interface Generator {
  readonly name: string;
  /** A parameter without default must be given. */
  readonly parameters: readonly ParameterEntry<number | null>[];
  /** Whether it makes inputs and targets too. */
  readonly forSamples?: true;
  /** Writes the entries from `from` to before `to`, in reading order, into those of a matrix with so many columns. */
  fill(
    data: Float64Array,
    from: number,
    to: number,
    cols: number,
    values: readonly number[],
    place: GeneratorPlace,
  ): void;
}

const seed = { name: 'seed', default: 0, whole: true } as const;

/** Every generator, by name. */
export const generatorTable: ReadonlyMap<string, Generator> = new Map(
  (
    [
      { name: 'zeros', parameters: [], forSamples: true, fill: () => undefined },
      { name: 'ones', parameters: [], forSamples: true, fill: (data, from, to) => void data.fill(1, from, to) },
      {
        name: 'fill',
        parameters: [{ name: 'value', default: null }],
        forSamples: true,
        fill: (data, from, to, _cols, [value]) => void data.fill(value, from, to),
      },
      {
        name: 'identity',
        parameters: [],
        fill: (data, from, to, cols) => {
          for (let i = Math.ceil(from / (cols + 1)); i < cols && i * (cols + 1) < to; i++) data[i * (cols + 1)] = 1;
        },
      },
      {
        name: 'uniform',
        parameters: [
          { name: 'low', default: null },
          { name: 'high', default: null, domain: { least: 'low', outside: 'refused' } },
          seed,
        ],
        forSamples: true,
        fill: (data, from, to, _cols, [low, high, s], place) => uniform(data, from, to, low, high, s, place),
      },
      {
        name: 'normal',
        parameters: [
          { name: 'mean', default: null },
          { name: 'sd', default: null, domain: { least: 0, outside: 'refused' } },
          seed,
        ],
        forSamples: true,
        fill: (data, from, to, _cols, [mean, sd, s], place) => normal(data, from, to, mean, sd, s, place),
      },
      {
        name: 'glorot',
        parameters: [seed],
        fill: (data, from, to, _cols, [s], place) => {
          const bound = Math.sqrt(6 / (place.fanIn + place.fanOut));
          uniform(data, from, to, -bound, bound, s, place);
        },
      },
      {
        name: 'he',
        parameters: [seed],
        fill: (data, from, to, _cols, [s], place) => normal(data, from, to, 0, Math.sqrt(2 / place.fanIn), s, place),
      },
      {
        name: 'integers',
        // `nonzero` is a word alone, which the parser sets apart; it follows the values as 1 or 0.
        parameters: [
          { name: 'low', default: null },
          { name: 'high', default: null, domain: { least: 'low', outside: 'refused' } },
          seed,
        ],
        forSamples: true,
        fill: (data, from, to, _cols, [low, high, s, nonzero], place) => {
          const skipsZero = nonzero === 1 && low <= 0 && high >= 0;
          const count = high - low + (skipsZero ? 0 : 1);
          drawn(data, from, to, count, s, place, INTEGERS, (n) => (skipsZero && low + n >= 0 ? low + n + 1 : low + n));
        },
      },
      {
        name: 'choose',
        // The values to choose from follow the seed.
        parameters: [seed],
        forSamples: true,
        fill: (data, from, to, _cols, [s, ...choices], place) =>
          drawn(data, from, to, choices.length, s, place, CHOOSE, (n) => choices[n]),
      },
    ] satisfies Generator[]
  ).map((g) => [g.name, g]),
);

/** A seed is a whole number: the 64 bits of its double are the key. */
function keyOf(seedValue: number): Uint32Array {
  const view = new DataView(new ArrayBuffer(8));
  // −0 and 0 are one seed.
  view.setFloat64(0, seedValue + 0);
  return Uint32Array.of(view.getUint32(4), view.getUint32(0));
}

/** The 53-bit fraction in [0, 1) of two words. */
function fraction(a: number, b: number): number {
  return ((a >>> 5) * 67108864 + (b >>> 6)) / 9007199254740992;
}

const PARAMETERS = ['W', 'b', 'X', 'Y'] as const;

/** What each kind of generator adds to the number of the parameter, so that no two share random numbers. */
const UNIFORM = 0;
const NORMAL = 2;
const INTEGERS = 4;
const CHOOSE = 8;
/** What uniform and normal numbers of inputs and targets add: they came later. */
const OF_SAMPLES = 10;

/** The counter of the first entry. */
function counterOf({ layer, parameter, variant = 0 }: GeneratorPlace, kind: number): Uint32Array {
  const ofSample = parameter === 'X' || parameter === 'Y';
  const own = ofSample && (kind === UNIFORM || kind === NORMAL) ? OF_SAMPLES + kind : kind;
  return Uint32Array.of(0, 0, layer, own + PARAMETERS.indexOf(parameter) + 16 * variant);
}

/** Entries that are each one of `count` values with the same probability. */
function drawn(
  data: Float64Array,
  from: number,
  to: number,
  count: number,
  seedValue: number,
  place: GeneratorPlace,
  kind: number,
  valueOf: (n: number) => number,
): void {
  const key = keyOf(seedValue);
  const counter = counterOf(place, kind);
  const words = new Uint32Array(4);
  for (let i = from; i < to; i++) {
    counter[0] = i;
    philox(counter, key, words);
    data[i] = valueOf(Math.floor(fraction(words[0], words[1]) * count));
  }
}

function uniform(
  data: Float64Array,
  from: number,
  to: number,
  low: number,
  high: number,
  seedValue: number,
  place: GeneratorPlace,
): void {
  const key = keyOf(seedValue);
  const counter = counterOf(place, UNIFORM);
  const words = new Uint32Array(4);
  for (let i = from; i < to; i++) {
    counter[0] = i;
    philox(counter, key, words);
    data[i] = low + (high - low) * fraction(words[0], words[1]);
  }
}

/** Marsaglia's polar method: a point in the unit disc gives a normal number; each entry tries until its point is inside. */
function normal(
  data: Float64Array,
  from: number,
  to: number,
  mean: number,
  sd: number,
  seedValue: number,
  place: GeneratorPlace,
): void {
  const key = keyOf(seedValue);
  const counter = counterOf(place, NORMAL);
  const words = new Uint32Array(4);
  for (let i = from; i < to; i++) {
    counter[0] = i;
    for (counter[1] = 0; ; counter[1]++) {
      philox(counter, key, words);
      const u = 2 * fraction(words[0], words[1]) - 1;
      const v = 2 * fraction(words[2], words[3]) - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        data[i] = mean + sd * (u * Math.sqrt((-2 * reproducibleLn(s)) / s));
        break;
      }
    }
  }
}

const LN2 = 0.6931471805599453;

/**
 * ln x for 0 < x < 1 by + − · / alone, each correctly rounded, in a fixed order: `Math.log` may differ in its last bit
 * from one machine to the next, and then so would the numbers of a lecture.
 */
function reproducibleLn(x: number): number {
  let m = x;
  let exponent = 0;
  while (m < 0.7071067811865476) {
    m *= 2;
    exponent--;
  }
  // ln m = 2·artanh(z), z = (m − 1)/(m + 1), |z| ≤ 0.172: the terms fall by 34 each.
  const z = (m - 1) / (m + 1);
  const zz = z * z;
  let series = 0;
  for (let n = 23; n >= 1; n -= 2) series = series * zz + 1 / n;
  return exponent * LN2 + 2 * z * series;
}
