// Random networks as texts of the language, and as the plain numbers that an independent computation takes.
import fc from 'fast-check';
import type { PlainLayer, PlainNetwork } from './oracle';
import { activations as textbook, losses } from './textbook';

export interface RandomCase {
  readonly text: string;
  /** As it is written, for the whole batch. */
  readonly plain: PlainNetwork;
  /** Whether something is differentiated; else the Jacobian is shown output by output. */
  readonly objective: boolean;
}

export interface Plan {
  readonly sizes: readonly number[];
  readonly columns: number;
  readonly affine: number;
  readonly softmax: boolean;
  readonly objective: string;
  readonly mean: boolean;
  /** `usual`, or where numbers of all magnitudes are. */
  readonly wild: 'usual' | 'X' | 'W' | 'all' | 'whole';
  readonly rate: boolean;
  /** Whether the text gives a direction for the Hessian. */
  readonly direction: boolean;
  readonly seed: number;
}

const names = Object.keys(textbook);
const objectives = ['output', 'none', ...Object.keys(losses)];

export const plans: fc.Arbitrary<Plan> = fc.record({
  sizes: fc.oneof(
    { weight: 12, arbitrary: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }) },
    { weight: 3, arbitrary: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 7 }) },
    { weight: 1, arbitrary: fc.array(fc.constant(1), { minLength: 2, maxLength: 7 }) },
    { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 13, max: 20 }), fc.integer({ min: 13, max: 15 }), fc.integer({ min: 1, max: 2 })) },
  ),
  columns: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 5 })),
  affine: fc.nat(63),
  softmax: fc.boolean(),
  objective: fc.constantFrom(...objectives),
  mean: fc.boolean(),
  wild: fc.constantFrom('usual', 'usual', 'X', 'W', 'all', 'whole'),
  rate: fc.boolean(),
  direction: fc.boolean(),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
}); // prettier-ignore

/** Layers that are shown in part, with more numbers than a script has room for. */
export const largePlans: fc.Arbitrary<Plan> = fc
  .tuple(plans, fc.integer({ min: 80, max: 120 }), fc.integer({ min: 50, max: 70 }), fc.integer({ min: 1, max: 14 }))
  .map(([plan, ...sizes]) => ({ ...plan, sizes }));

/** Activations that take any number without overflow, and hand it on. */
const TAME = ['identity', 'relu', 'leaky_relu', 'abs', 'sigmoid', 'tanh', 'softsign', 'hard_tanh', 'softplus', 'elu', 'hard_sigmoid', 'step']; // prettier-ignore
/** Activations of whole numbers and fractions that stay fractions. */
const RATIONAL = ['identity', 'relu', 'abs', 'square', 'hard_tanh', 'step'];

export function randomCase(plan: Plan): RandomCase {
  let state = plan.seed;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
  const { sizes, columns, wild } = plan;
  const k = sizes.length - 1;
  const isLoss = Object.hasOwn(losses, plan.objective);
  const entropy = isLoss && losses[plan.objective].ofProbabilities;
  const extreme = (wild === 'X' || wild === 'all' || wild === 'W') && !entropy;
  const usual = (scale: number): number => Number(((2 * next() - 1) * scale).toPrecision(2 + Math.floor(next() * 14)));
  const anywhere = (reach: number): number => Number(`${usual(9)}e${Math.round((2 * next() - 1) * reach)}`);
  const number = (of: 'X' | 'W' | 'other', scale: number): number => {
    if (next() < 0.05) return 0;
    if (wild === 'whole') return Math.round((2 * next() - 1) * 4) / pick([1, 1, 2, 4, 10]);
    // Numbers of all magnitudes in one matrix; their products stay within what a double holds.
    if (extreme && wild === of) return anywhere(of === 'X' ? 300 : 290);
    if (extreme && wild === 'all') return anywhere(12);
    return usual(scale);
  };
  const grid = (rows: number, cols: number, of: 'X' | 'W' | 'other', scale: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => number(of, scale)));
  const pool = wild === 'whole' && !entropy ? RATIONAL : extreme ? TAME : names;
  const layers = sizes.slice(1).map((n, i): PlainLayer => {
    const last = i === k - 1;
    // One linear neuron is written out as a sum.
    const one = k === 1 && n === 1 && next() < 0.5 ? 'identity' : pick(pool);
    const several = next() < 0.3;
    const softmax = last && plan.softmax && plan.objective !== 'binary_cross_entropy' && !extreme && wild !== 'whole';
    const inUnit = last && entropy;
    const affine = ((plan.affine >> i) & 1) === 1;
    return {
      W: grid(n, sizes[i], i === 0 ? 'W' : 'other', 1.5 / Math.sqrt(sizes[i])),
      b: affine ? grid(1, n, 'other', 1)[0] : null,
      ...(plan.direction && next() < 0.7 ? { V: grid(n, sizes[i], 'other', 1) } : {}),
      ...(plan.direction && affine && next() < 0.7 ? { v: grid(1, n, 'other', 1)[0] } : {}),
      activations: softmax
        ? 'softmax'
        : Array.from({ length: n }, () => (inUnit ? 'sigmoid' : several ? pick(pool) : one)),
    };
  });
  const outputs = sizes[k];
  const X = grid(sizes[0], columns, 'X', 2);
  const Y = isLoss ? grid(outputs, columns, 'other', 1).map((row) => row.map((y) => (entropy ? (Math.abs(y) % 0.9) + 0.05 : y))) : null; // prettier-ignore
  const output = 1 + Math.floor(next() * outputs);
  const objective = isLoss ? { loss: plan.objective, mean: plan.mean } : { output };
  const rate = plan.rate ? pick([0.5, 0.1, 1e-3, 0.0123456]) : null;
  const plain: PlainNetwork = { layers, X, Y, objective, rate, samples: columns, homogeneous: null };
  return { text: textOf(plain, plan.objective), plain, objective: plan.objective !== 'none' || outputs === 1 };
}

/** The text of its shapes, without any number. */
export function shapesOf({ layers, X, objective }: PlainNetwork, kind: string): string {
  const lines = [`input ${X.length}`];
  for (const { W, b, activations } of layers) {
    lines.push(activations === 'softmax' ? `layer ${W.length} softmax` : `layer [${activations.join(' ')}]`);
    if (b !== null) lines.push('  b');
  }
  if ('loss' in objective) lines.push(`loss ${objective.loss} ${objective.mean ? 'mean' : 'sum'}`);
  else if (kind === 'output') lines.push(`output ${objective.output}`);
  return `${lines.join('\n')}\n`;
}

/** The network as a text; `kind` says what is differentiated where there is no loss. */
export function textOf({ layers, X, Y, objective, rate }: PlainNetwork, kind: string): string {
  const matrix = (rows: readonly (readonly number[])[]): string =>
    `[${rows.map((row) => row.map((x) => String(x).replace('e+', 'e')).join(' ')).join('; ')}]`;
  const column = (rows: readonly (readonly number[])[]): string =>
    rows[0].length > 1 ? matrix(rows) : matrix([rows.map(([x]) => x)]);
  const lines = [`${X[0].length > 1 ? 'batch' : 'input'} X = ${column(X)}`];
  if (Y !== null) lines.push(`target = ${column(Y)}`);
  for (const { W, b, activations, V, v } of layers) {
    lines.push(activations === 'softmax' ? `layer softmax` : `layer [${activations.join(' ')}]`, `  W = ${matrix(W)}`);
    if (b !== null) lines.push(`  b = ${matrix([b])}`);
    if (V !== undefined) lines.push(`  V = ${matrix(V)}`);
    if (v !== undefined) lines.push(`  v = ${matrix([v])}`);
  }
  if ('loss' in objective) lines.push(`loss ${objective.loss} ${objective.mean ? 'mean' : 'sum'}`);
  else if (kind === 'output') lines.push(`output ${objective.output}`);
  if (rate !== null) lines.push(`rate = ${rate}`);
  return `${lines.join('\n')}\n`;
}
