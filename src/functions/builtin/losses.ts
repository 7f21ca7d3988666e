import type { Loss, Reduction } from './loss';
import type { ParameterEntry } from './parameterDomain';

/** A built-in loss as the language knows it, before its parameters have values. */
export interface BuiltinLoss {
  readonly name: LossName;
  readonly parameters: readonly ParameterEntry[];
  readonly defaultReduction: Reduction;
  readonly meanOverCoordinates: boolean;
  /** Whether ℓ depends on y − t only. */
  readonly ofDifference: boolean;
  /** Whether targets are probabilities, from 0 to 1. */
  readonly ofProbabilities: boolean;
  /** The last layer that is suggested before it; of one output sigmoid. */
  readonly lastLayer: 'softmax' | 'sigmoid';
  /** ℓ as text in `f` and `y`; parameters stand for themselves, or for the values that are given. */
  formula(...values: readonly string[]): string;
  /** ∂ℓ/∂y as text, likewise. */
  derivativeFormula(...values: readonly string[]): string;
}

type Pairwise = (y: number, t: number) => number;

interface Definition extends Omit<BuiltinLoss, 'name'> {
  value(...parameters: readonly number[]): Pairwise;
  derivative(...parameters: readonly number[]): Pairwise;
  isKink(...parameters: readonly number[]): Loss['isKink'];
}

function plain(
  formula: string,
  derivativeFormula: string,
  value: Pairwise,
  derivative: Pairwise,
  more: Pick<Definition, 'ofDifference' | 'ofProbabilities' | 'lastLayer'> &
    Partial<Pick<Definition, 'defaultReduction' | 'meanOverCoordinates' | 'isKink'>>,
): Definition {
  return {
    parameters: [],
    defaultReduction: 'sum',
    meanOverCoordinates: false,
    formula: () => formula,
    derivativeFormula: () => derivativeFormula,
    value: () => value,
    derivative: () => derivative,
    isKink: () => () => false,
    ...more,
  };
}

const halfSquare: Pairwise = (y, t) => 0.5 * (y - t) * (y - t);
const square: Pairwise = (y, t) => (y - t) * (y - t);
const difference: Pairwise = (y, t) => y - t;
const twiceDifference: Pairwise = (y, t) => 2 * (y - t);

/** a·ln y with the limit 0 where a = 0; NaN where y has no logarithm, whatever a is. */
function timesLog(a: number, log: number): number {
  return a === 0 && !Number.isNaN(log) ? 0 : a * log;
}

/** a/y with 0 where a = 0: the derivative of a·ln y. Who forgot an activation has it of a negative y too. */
function timesInverse(a: number, y: number): number {
  return a === 0 ? 0 : a / y;
}

/** (1 − t)/(1 − y) − t/y, without the cancellation near y = t. */
function bernoulliSlope(y: number, t: number): number {
  if (t === 0) return 1 / (1 - y);
  return t === 1 ? -1 / y : (y - t) / (y * (1 - y));
}

const ofNumbers = { ofDifference: true, ofProbabilities: false, lastLayer: 'sigmoid' } as const;
const ofProbabilities = { ofDifference: false, ofProbabilities: true } as const;

const huber: Definition = {
  ...ofNumbers,
  // δ = 0 leaves nothing of the loss; a negative one makes it fall with the distance.
  parameters: [{ name: 'delta', default: 1, domain: { least: 0, open: true, outside: 'refused' } }],
  defaultReduction: 'sum',
  meanOverCoordinates: false,
  formula: (delta = 'delta') =>
    delta === '1'
      ? 'if abs(f - y) <= 1 then (f - y)^2/2 else abs(f - y) - 1/2'
      : `if abs(f - y) <= ${delta} then (f - y)^2/2 else ${delta}*(abs(f - y) - ${delta}/2)`,
  derivativeFormula: (delta = 'delta') =>
    `if abs(f - y) <= ${delta} then f - y else ${delta === '1' ? '' : `${delta}*`}sign(f - y)`,
  value: (delta) => (y, t) => {
    const distance = Math.abs(y - t);
    return distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
  },
  derivative: (delta) => (y, t) => {
    const d = y - t;
    return Math.abs(d) <= delta ? d : delta * Math.sign(d);
  },
  isKink: () => () => false,
};

const table = {
  half_sse: plain('(f - y)^2/2', 'f - y', halfSquare, difference, ofNumbers),
  sse: plain('(f - y)^2', '2*(f - y)', square, twiceDifference, ofNumbers),
  mse: plain('(f - y)^2', '2*(f - y)', square, twiceDifference, {
    ...ofNumbers,
    defaultReduction: 'mean',
    meanOverCoordinates: true,
  }),
  l1: plain(
    'abs(f - y)',
    'sign(f - y)',
    (y, t) => Math.abs(y - t),
    (y, t) => Math.sign(y - t),
    { ...ofNumbers, isKink: () => (y, t) => y === t },
  ),
  huber,
  cross_entropy: plain(
    '-y*ln(f)',
    '-y/f',
    (y, t) => timesLog(-t, Math.log(y)),
    (y, t) => timesInverse(-t, y),
    { ...ofProbabilities, lastLayer: 'softmax' },
  ),
  binary_cross_entropy: plain(
    '-(y*ln(f) + (1 - y)*ln(1 - f))',
    '(1 - y)/(1 - f) - y/f',
    (y, t) => timesLog(-t, Math.log(y)) + timesLog(t - 1, Math.log1p(-y)),
    bernoulliSlope,
    { ...ofProbabilities, lastLayer: 'sigmoid' },
  ),
} satisfies Readonly<Record<string, Definition>>;

export type LossName = keyof typeof table;

const definitions = Object.entries(table).map(([name, definition]) => ({ name: name as LossName, ...definition }));

const byName = new Map<string, Definition & BuiltinLoss>(
  definitions.map((definition) => [definition.name, definition]),
);

/** Every built-in loss, for completion and hovers. */
export const builtinLosses: readonly BuiltinLoss[] = definitions;

/** The built-in loss of this name, or null. */
export function findBuiltinLoss(name: string): BuiltinLoss | null {
  return byName.get(name) ?? null;
}

/**
 * The built-in loss of this name with its parameters in place, or null if there is none. Where y leaves the domain of
 * a logarithm the value is NaN; at its edge it is ±∞, or 0 if the factor of the logarithm is 0.
 * @param values the parameters' values in their order; those left out have their defaults.
 */
export function builtinLoss(name: string, values: readonly number[] = []): Loss | null {
  const definition = byName.get(name);
  if (definition === undefined) return null;
  const all = definition.parameters.map((parameter, i) => values[i] ?? parameter.default);
  const texts = all.map((value) => (value < 0 ? `(${value})` : String(value)));
  return {
    name,
    parameters: definition.parameters.map((parameter, i) => ({ name: parameter.name, value: all[i] })),
    formula: definition.formula(...texts),
    derivativeFormula: definition.derivativeFormula(...texts),
    argumentNames: ['f', 'y'],
    defaultReduction: definition.defaultReduction,
    meanOverCoordinates: definition.meanOverCoordinates,
    ofDifference: definition.ofDifference,
    ofProbabilities: definition.ofProbabilities,
    value: definition.value(...all),
    derivative: definition.derivative(...all),
    isKink: definition.isKink(...all),
  };
}
