import { layOut, scientificForm, type Digits, type Limits, type ShownNumber } from './numberLayout';

/** Where numbers are shown: each place has its signs, and its own end of plain numbers. */
interface Profile {
  readonly limits: Limits;
  readonly minus: string;
  readonly NaN: string;
  readonly infinity: string;
  readonly power: (mantissa: string, exponent: number) => string;
}

/** Not before the digits asked for end. */
const atLeastSeven = (count: number): number => Math.max(7, count);

const text: Profile = {
  limits: { large: atLeastSeven, whole: 12, factor: false },
  minus: '-',
  NaN: 'NaN',
  infinity: '∞',
  power: (mantissa, exponent) => `${mantissa}e${exponent}`,
};

const profiles = {
  /** Formulas: `-1.25 \times 10^{-9}`, `10^{-9} [ … ]`. */
  tex: {
    limits: { large: atLeastSeven, whole: 12, factor: true },
    minus: '-',
    NaN: '\\mathrm{NaN}',
    infinity: '\\infty',
    power: (mantissa, exponent) => `${mantissa} \\times 10^{${exponent}}`,
  },
  /** Hovers, documents and the terminal, where numbers stand in monospaced columns and can be copied: `-1.25e-9`. */
  text,
  /** Running text: `−1.25·10⁻⁹`. */
  words: { ...text, minus: '−', power: (mantissa, exponent) => `${mantissa}·${raised(exponent)}` },
  /** Text that is read aloud, the power of ten apart: `−1.25^−9`. */
  spoken: {
    ...text,
    minus: '−',
    power: (mantissa, exponent) => `${mantissa}^${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`,
  },
  /** The axis of a plot. */
  axis: {
    ...text,
    limits: { large: () => 6, whole: 6, factor: false },
    minus: '−',
    power: (mantissa, exponent) => `${mantissa}·${powerOfTen(exponent)}`,
  },
} as const satisfies Record<string, Profile>;

/** Significant digits of numbers in texts. */
const TEXT_DIGITS = 6;
/** Digits of a multiple of a round number. */
const FREE_OF_ROUNDING = 12;
/** Digits with which every double reads back as itself. */
const ALL_DIGITS = 17;

/** Numbers of a matrix as TeX: each cell times 10^exponent. */
export interface NumbersTex {
  /** A power of ten in front of all of them, 0 if there is none. */
  readonly exponent: number;
  readonly cells: readonly string[];
}

/** One number as TeX: `0.5`, `-1.25 \times 10^{-9}`, `\infty`. */
export function numberTex(x: number, digits: Digits): string {
  return one(x, digits, profiles.tex);
}

/** A number of a formula as it is, with all its digits. */
export function exactTex(x: number): string {
  return numberTex(x, { kind: 'significant', count: ALL_DIGITS });
}

/**
 * The numbers of a matrix as TeX, row by row.
 * @param columns the length of a row.
 */
export function numbersTex(values: readonly number[], digits: Digits, columns: number): NumbersTex {
  const { factor, numbers } = layOut(values, digits, profiles.tex.limits, columns);
  return { exponent: factor, cells: numbers.map((number) => written(number, profiles.tex)) };
}

/** One number in running text: `0.5`, `−1.25·10⁻⁹`. */
export function wordsNumber(x: number, digits: Digits): string {
  return one(x, digits, profiles.words);
}

/** A number as it is read aloud, `0.5`, or `−1.25` and the power of ten `−9`. */
export interface SpokenNumber {
  readonly text: string;
  readonly power?: string;
}

/** One number as it is read aloud. */
export function spokenNumber(x: number, digits: Digits): SpokenNumber {
  return asSpoken(layOut([x], digits, profiles.spoken.limits).numbers[0]);
}

/**
 * The numbers of a matrix as they are read aloud, with the digits that a formula shows.
 * @param columns the length of a row.
 */
export function spokenNumbers(
  values: readonly number[],
  digits: Digits,
  columns: number,
): { readonly exponent: number; readonly numbers: readonly SpokenNumber[] } {
  const { factor, numbers } = layOut(values, digits, profiles.tex.limits, columns);
  return { exponent: factor, numbers: numbers.map(asSpoken) };
}

function asSpoken(number: ShownNumber): SpokenNumber {
  const [said, power] = written(number, profiles.spoken).split('^');
  return power === undefined ? { text: said } : { text: said, power };
}

/** A number to six significant digits, or so many: `0.298371`, `1.5e-9`. */
export function numberText(x: number, count = TEXT_DIGITS): string {
  return one(x, { kind: 'significant', count }, text);
}

/** A number as it is, with all its digits. */
export function exactText(x: number): string {
  return numberText(x, ALL_DIGITS);
}

/** A relative error to two digits: `4.8e-12`, in running text `4.8·10⁻¹²`; `0` if there is none. */
export function errorText(error: number, profile: 'text' | 'words' = 'text'): string {
  return written(scientificForm(error, 2), profiles[profile]);
}

/** A number at the axis of a plot: `0.5`, `−2·10⁻⁵`. */
export function axisText(x: number, count = FREE_OF_ROUNDING): string {
  return one(x, { kind: 'significant', count }, profiles.axis);
}

/** The power of ten at the axis of a plot: `0.01`, `10⁻⁵`. */
export function powerOfTen(exponent: number): string {
  return exponent >= -3 && exponent <= 4 ? axisText(Number(`1e${exponent}`)) : raised(exponent);
}

/** A number in the few characters that fit into a neuron: two decimals below 10, else three digits, or a power of ten. */
export function neuronText(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size === 0 || (Number.isInteger(x) && size < 1000)) return one(x, THREE, neuron);
  if (size >= 0.01 && size < 9.995) return one(x, { kind: 'decimals', count: 2 }, neuron);
  return written(size >= 0.01 && size < 999.5 ? plainThree(x) : scientificForm(x, 1), neuron);
}

const THREE: Digits = { kind: 'significant', count: 3 };
const neuron: Profile = { ...text, minus: '−' };

function plainThree(x: number): ShownNumber {
  return layOut([x], { kind: 'decimals', count: Math.abs(x) < 99.95 ? 1 : 0 }, text.limits).numbers[0];
}

function one(x: number, digits: Digits, profile: Profile): string {
  return written(layOut([x], digits, profile.limits).numbers[0], profile);
}

function written(number: ShownNumber, profile: Profile): string {
  if (number.kind === 'NaN') return profile.NaN;
  const sign = number.negative ? profile.minus : '';
  if (number.kind === 'infinite') return sign + profile.infinity;
  return sign + (number.kind === 'plain' ? number.text : profile.power(number.text, number.exponent));
}

/** 10⁻⁹. */
function raised(exponent: number): string {
  return `10${[...String(exponent)].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]).join('')}`;
}
