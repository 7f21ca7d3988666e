/** What a reader chooses on the page, kept per file: fields, defaults, and the validation of what was kept. */
import type { QuantityRef } from '../../mistakes/quantity';

/** The reader's choices, kept per file. */
export interface ViewChoices {
  /** The sample looked at, by name; null = the first. */
  readonly sample: string | null;
  /** The column of a batch (from 1) that is looked at on its own; null = all. */
  readonly column: number | null;
  /** The output looked at (from 1) when the spec chooses none, or all, one by one; null = as the spec says. */
  readonly output: number | 'all' | null;
  /** Significant digits (2 … 17) or decimals (0 … 15) of shown numbers; or fractions, and significant digits of what is none. */
  readonly digits: { readonly kind: 'significant' | 'decimals' | 'fractions'; readonly count: number };
  /** What of elided matrices was opened: keys of the matrices, `KEY/r2` for two steps of rows, `KEY/c1` for one of columns. */
  readonly expanded: readonly string[];
  /** The form of the gradient; a network that does not have it shows (3). */
  readonly form: GradientForm;
  /** The layer (from 1) whose gradient is shown; null = all. */
  readonly layer: number | null;
  /** Whether every letter of a formula has its shape under it. */
  readonly shapes: boolean;
  /** Whose letters the quantities have. */
  readonly letters: Alphabet;
  /** Whether the form also stands there for a general k, as in the paper. */
  readonly general: boolean;
  /** The neuron for which the proof is written out, layer and neuron from 1; null = the page's choice. */
  readonly neuron: { readonly layer: number; readonly index: number } | null;
  /** In which form the network is shown (§3); a network that does not have it is shown as it is written. */
  readonly network: NetworkForm;
  /** The reader's own matrices; null = none. */
  readonly own: OwnWork | null;
}

/** Matrices as the reader typed them, and what those without a name are said to be; null: whatever they are. */
export interface OwnWork {
  readonly claim: QuantityRef | null;
  readonly text: string;
}

/** A longer text of own matrices is neither checked nor kept. */
export const longestWork = 50_000;

/** The forms of the gradient in the order in which they are offered. */
export const gradientForms = ['1', '2', '3', '4', '5', 'delta', 'proof'] as const;
export type GradientForm = (typeof gradientForms)[number];

/** The forms of the network by §3 in the order in which they are offered; `both` are side by side. */
export const networkForms = ['written', 'homogeneous', 'affine', 'both'] as const;
export type NetworkForm = (typeof networkForms)[number];

/** The letters of the quantities: the paper's, or those of many courses. */
export const alphabets = ['paper', 'course'] as const;
export type Alphabet = (typeof alphabets)[number];

/** How numbers are shown until the reader chooses. */
export const defaultChoices: ViewChoices = {
  sample: null,
  column: null,
  output: null,
  digits: { kind: 'significant', count: 4 },
  expanded: [],
  form: '3',
  layer: null,
  shapes: false,
  letters: 'paper',
  general: false,
  neuron: null,
  network: 'written',
  own: null,
};

/** The choices in a value that was kept; whatever in it is not one of ours is replaced by the default. */
export function readChoices(value: unknown): ViewChoices {
  const kept = isRecord(value) ? value : {};
  return Object.fromEntries(
    Object.entries(readers).map(([name, read]) => [name, read(kept[name])]),
  ) as unknown as ViewChoices;
}

/** What a kept value says of each choice. */
const readers: { readonly [Name in keyof ViewChoices]: (value: unknown) => ViewChoices[Name] } = {
  sample: (value) => (typeof value === 'string' ? value : null),
  column: indexOrNull,
  output: (value) => (value === 'all' ? value : indexOrNull(value)),
  digits: readDigits,
  expanded: (value) => (Array.isArray(value) ? value.filter((key) => typeof key === 'string') : []),
  form: oneOf(gradientForms, defaultChoices.form),
  layer: indexOrNull,
  shapes: (value) => value === true,
  letters: oneOf(alphabets, defaultChoices.letters),
  general: (value) => value === true,
  neuron: readNeuron,
  network: oneOf(networkForms, defaultChoices.network),
  own: readOwn,
};

/** What was kept, if it is one of these. */
function oneOf<T>(known: readonly T[], byDefault: T): (value: unknown) => T {
  return (value) => known.find((one) => one === value) ?? byDefault;
}

/** A whole number from 1. */
function indexOrNull(value: unknown): number | null {
  return isWhole(value, 1, Number.MAX_SAFE_INTEGER) ? value : null;
}

function readNeuron(value: unknown): ViewChoices['neuron'] {
  if (!isRecord(value)) return null;
  const [layer, index] = [indexOrNull(value['layer']), indexOrNull(value['index'])];
  return layer !== null && index !== null ? { layer, index } : null;
}

function readOwn(value: unknown): ViewChoices['own'] {
  if (!isRecord(value) || typeof value['text'] !== 'string' || value['text'].length > longestWork) return null;
  const { text, claim } = value;
  if (claim === null) return { claim, text };
  if (!isRecord(claim)) return null;
  const { quantity, layer } = claim;
  const known = claimedQuantities.find((one) => one === quantity);
  if (known === undefined || !isWhole(layer, 0, Number.MAX_SAFE_INTEGER)) return null;
  return { claim: { quantity: known, layer }, text };
}

const claimedQuantities: readonly QuantityRef['quantity'][] = ['gradW', 'gradb', 'gradX', 'Delta', 'N', 'Sigma'];

function readDigits(value: unknown): ViewChoices['digits'] {
  if (isRecord(value)) {
    const { kind, count } = value;
    if ((kind === 'significant' || kind === 'fractions') && isWhole(count, 2, 17)) return { kind, count };
    if (kind === 'decimals' && isWhole(count, 0, 15)) return { kind, count };
  }
  return defaultChoices.digits;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
