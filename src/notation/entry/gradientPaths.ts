import type { Steps } from '../../steps/steps';
import { Portion } from '../../steps/portion';
import type { Entries } from '../formula/entries';
import { ChainBuilder, formula, type Chain, type Factor, type Formula } from '../formula/formula';
import { gradientFormula, transposedOf } from '../formula/gradientFormula';
import { layersDown } from '../formula/gradientSystem';
import type { Quantities } from '../formula/quantities';
import type { QuantitySymbol } from '../formula/symbol';
import { largestFirst } from './mergedLists';

/** One way from the output back to what the gradient is by, and its product. */
export interface GradientPath {
  /** The sample it is of, from 0. */
  readonly sample: number;
  /** The neurons it goes through, from 0, from the output backward: a new one after each • of the formula. */
  readonly neurons: readonly number[];
  /** A number for each factor of the formula. */
  readonly factors: readonly number[];
  readonly product: number;
}

/** ∂f/∂w as the sum over all paths. */
export interface GradientPaths {
  /** Read from the left to the right; each path has a number of each of its factors. */
  readonly formula: Formula;
  /** How many paths there are, and how many of them have no factor 0. */
  readonly count: number;
  readonly notZero: number;
  /** The largest ones without a factor 0, by what they contribute, largest first. */
  readonly largest: readonly GradientPath[];
  /** The sum of all. */
  readonly sum: number;
  /** The sum of those that are not among the largest. */
  readonly rest: number;
}

/** So many paths are listed. */
const MOST = 100;
/** Beyond so many multiplications no paths are looked for. */
const MOST_WORK = 2e7;

/** By what the derivative is. */
export type PathsBy = 'W' | 'b' | 'X' | 'N' | 'Sigma';

/**
 * The formula whose products, multiplied out, are the paths: (3) for W, what of it is Δ for N and b, and with W_1ᵀ behind
 * it for X, W_{i+1}ᵀ for Σ_i.
 */
export function pathsFormula(q: Quantities, by: PathsBy, layer: number): Formula {
  const k = q.last as number;
  const through = by === 'X' || by === 'Sigma';
  if (through && layer === k) return formula(q.factor(gradient(q, 'Sigma', layer)), outputOf(q));
  const r = through ? layer + 1 : layer;
  const { right } = gradientFormula(q, r, layersDown(k, r));
  if (by === 'W') return formula(q.factor(gradient(q, 'W', layer)), right);
  const chain = withoutLast(right);
  if (through) chain.add('•', transposedOf(q, { name: 'W', layer: r }));
  else if (by === 'b' && q.columns > 1) chain.add('·', q.factor({ name: 'ones', size: q.columns }));
  return formula(q.factor(gradient(q, by, layer)), chain.chain());
}

function gradient(q: Quantities, by: PathsBy, layer: number): QuantitySymbol {
  return { name: 'gradient', by, layer, objective: q.objective };
}

function outputOf(q: Quantities): Chain {
  const ones = transposedOf(q, { name: 'ones', size: q.columns });
  return new ChainBuilder('left-to-right').add('·', q.front === null ? ones : q.factor(q.front)).chain();
}

function withoutLast({ reading, terms, operators }: Chain): ChainBuilder {
  const chain = new ChainBuilder(reading);
  terms.slice(0, -1).forEach((term, i) => chain.add(i === 0 ? '·' : operators[i - 1], term));
  return chain;
}

/** A path so far: its product, the neuron it has come to, and the path without its last neuron. */
interface Partial {
  readonly product: number;
  readonly neuron: number;
  readonly before: Partial | null;
}

/** All paths to one neuron: their number, that of those without a factor 0, their sum and the largest. */
interface Reached {
  readonly count: number;
  readonly notZero: number;
  readonly sum: number;
  readonly largest: readonly Partial[];
}

/**
 * The paths of entry (row, column), from 0, of what the formula of `pathsFormula` gives, in steps that can be abandoned;
 * null if there are too many products to go through. Only the largest are kept on the way: what is not among the
 * largest up to a neuron cannot be beyond it.
 */
export function* gradientPaths(
  formula: Formula,
  row: number,
  column: number,
  most = MOST,
): Steps<GradientPaths | null> {
  const factors = formula.right.terms.map((term) => matrixOf(term as Factor));
  if (factors.some((factor) => factor === null)) return null;
  const values = factors as readonly Entries[];
  const { operators } = formula.right;
  const sums = operators[operators.length - 1] === '·';
  const last = values[values.length - 1];
  const samples = Array.from({ length: values[0].cols }, (_, s) => s).filter((s) => sums || s === column);
  if (samples.length * workOf(values, operators) > MOST_WORK) return null;

  const portion = new Portion(20_000);
  let all: Reached = nothing;
  const ofSample: (readonly Partial[])[] = [];
  for (const s of samples) {
    let reached = yield* throughLayers(formula, values, s, row, most, portion);
    if (sums) reached = times(reached, last.entry(s, column));
    all = added(all, reached);
    ofSample.push(reached.largest);
    yield s / samples.length;
  }
  const largest = [...largestFirst(ofSample, ({ product }) => Math.abs(product), most)].map(([partial, at]) =>
    pathOf(partial, samples[at], formula, values, column),
  );
  const { count, notZero, sum } = all;
  return { formula, count, notZero, largest, sum, rest: largest.length === notZero ? 0 : restOf(sum, largest) };
}

/** All paths of sample s that come to neuron `row`. */
function* throughLayers(
  { right: { terms, operators } }: Formula,
  values: readonly Entries[],
  s: number,
  row: number,
  most: number,
  portion: Portion,
): Steps<Reached> {
  const lastStep = operators.lastIndexOf('•');
  const from = (r: number) => lastStep < 0 && r !== row;
  let reached = Array.from({ length: values[0].rows }, (_, r) =>
    from(r) ? nothing : started(values[0].entry(r, s), r, (terms[0] as Factor).symbol.name !== 'indicator'),
  );
  for (const [i, operator] of operators.entries()) {
    const factor = values[i + 1];
    // Entry by entry of the same neuron and sample.
    if (operator === '∘') reached = reached.map((one, r) => (one.count === 0 ? one : times(one, factor.entry(r, s))));
    if (operator !== '•') continue;
    const next: Reached[] = [];
    for (let r = 0; r < factor.rows; r++) {
      next.push(i === lastStep && r !== row ? nothing : stepped(reached, factor, r, most));
      if (portion.fills(factor.cols)) yield i / operators.length;
    }
    reached = next;
  }
  return reached[row];
}

const nothing: Reached = { count: 0, notZero: 0, sum: 0, largest: [] };

/** The paths begin at an output; where one of several is chosen, at no other. */
function started(value: number, neuron: number, everywhere: boolean): Reached {
  if (value === 0) return everywhere ? { ...nothing, count: 1 } : nothing;
  return { count: 1, notZero: 1, sum: value, largest: [{ product: value, neuron, before: null }] };
}

function times(reached: Reached, by: number): Reached {
  if (by === 0) return { ...nothing, count: reached.count };
  return {
    ...reached,
    sum: reached.sum * by,
    largest: reached.largest.map((one) => ({ ...one, product: one.product * by })),
  };
}

function added(a: Reached, b: Reached): Reached {
  return { count: a.count + b.count, notZero: a.notZero + b.notZero, sum: a.sum + b.sum, largest: [] };
}

/** The paths on to neuron r through row r of a matrix. */
function stepped(reached: readonly Reached[], factor: Entries, r: number, most: number): Reached {
  let all = nothing;
  const weights = reached.map((one, i) => {
    const weight = one.count === 0 ? 0 : factor.entry(r, i);
    all = added(all, weight === 0 ? { ...nothing, count: one.count } : times({ ...one, largest: [] }, weight));
    return weight;
  });
  const lists = reached.map(({ largest }, i) => (weights[i] === 0 ? [] : largest));
  const largest: Partial[] = [];
  for (const [before, i] of largestFirst(lists, ({ product }, i) => Math.abs(product * weights[i]), most))
    largest.push({ product: before.product * weights[i], neuron: r, before });
  return { ...all, largest };
}

function pathOf(
  partial: Partial,
  sample: number,
  { right: { operators } }: Formula,
  values: readonly Entries[],
  column: number,
): GradientPath {
  const neurons: number[] = [];
  for (let at: Partial | null = partial; at !== null; at = at.before) neurons.unshift(at.neuron);
  let next = 0;
  const factors = values.map((value, i) => {
    const operator = i === 0 ? null : operators[i - 1];
    if (operator === '·') return value.entry(sample, column);
    if (operator !== '•') return value.entry(neurons[next], sample);
    next++;
    return value.entry(neurons[next], neurons[next - 1]);
  });
  return { sample, neurons, factors, product: partial.product };
}

/** What is left of the sum, with the digits that rounding would lose on the way. */
function restOf(sum: number, largest: readonly GradientPath[]): number {
  let rest = sum;
  let lost = 0;
  for (const { product } of largest) {
    const next = rest - product;
    lost += Math.abs(rest) >= Math.abs(product) ? rest - next - product : rest - (next + product);
    rest = next;
  }
  return rest + lost;
}

function matrixOf(factor: Factor): Entries | null {
  return factor.value;
}

/** How many products there are on the way of one sample. */
function workOf(values: readonly Entries[], operators: Chain['operators']): number {
  const last = operators.lastIndexOf('•');
  let work = values[0].rows;
  operators.forEach((operator, i) => {
    const { rows, cols } = values[i + 1];
    if (operator === '•') work += (i === last ? 1 : rows) * (cols + MOST);
  });
  return work;
}
