import type { Alphabet } from '../letters/alphabet';
import type { LayerIndex } from '../formula/symbol';

/** How letters are written: all that a choice of it needs, so that whoever writes one hands the whole style on. */
export interface LetterStyle {
  /** Whose letters the quantities have. */
  readonly alphabet: Alphabet;
}

/** What has a letter of its own. Σ_i is both the activations of a layer and the map that gives them. */
export type LetterName =
  | 'W'
  | 'b'
  | 'N'
  | 'Sigma'
  | 'map'
  | 'dSigma'
  | 'd2Sigma'
  | 'diagonal'
  | 'Jacobian'
  | 'Delta'
  | 'X'
  | 'Y'
  | 'mask'
  | 'V'
  | 'v'
  | 'HV'
  | 'Hv';

const same = { W: 'W', b: 'b', Jacobian: 'J', mask: 'M', V: 'V', v: 'v', HV: '(HV)', Hv: '(Hv)' } as const;

const matrixLetters: Readonly<Record<Alphabet, Readonly<Record<LetterName, string>>>> = {
  paper: {
    ...same,
    N: 'N',
    Sigma: '\\Sigma',
    map: '\\Sigma',
    dSigma: "\\Sigma'",
    d2Sigma: "\\Sigma''",
    diagonal: "\\widehat{\\Sigma}'",
    Delta: '\\Delta',
    X: 'X',
    Y: 'Y',
  },
  course: {
    ...same,
    N: 'z',
    Sigma: 'a',
    map: 'g',
    dSigma: "g'",
    d2Sigma: "g''",
    diagonal: "\\widehat{g}'",
    Delta: '\\delta',
    X: 'x',
    Y: 'y',
  },
};

/** Where every n_i = 1, as in §4. */
const numberLetters: Readonly<Record<Alphabet, Readonly<Record<LetterName, string>>>> = {
  paper: { ...matrixLetters.paper, W: 'w', Sigma: '\\sigma', map: '\\sigma', dSigma: "\\sigma'", X: 'x', Y: 'y' },
  course: { ...matrixLetters.course, W: 'w' },
};

/** What is written at a letter besides its layer. */
export interface Marks {
  readonly transposed?: boolean;
  /** One sample of a batch, from 1. */
  readonly sample?: number | 's';
  /** One row, from 1. */
  readonly row?: number | 'i';
  /** After a step of gradient descent. */
  readonly updated?: boolean;
}

/** A letter with its layer (null: it has none) and its marks. */
export function letterTex(
  { alphabet }: LetterStyle,
  kind: 'matrix' | 'number',
  name: LetterName,
  layer: LayerIndex | null,
  marks: Marks = {},
): string {
  const letter = (kind === 'matrix' ? matrixLetters : numberLetters)[alphabet][name];
  return alphabet === 'paper' ? inPaper(letter, layer, marks) : inCourse(letter, layer, marks);
}

/** The layer below and the rest above: W_2^T, (Σ′_2)^{(1)}; behind a prime, which is a superscript itself, the rest comes first. */
function inPaper(letter: string, layer: LayerIndex | null, { transposed, sample, row, updated }: Marks): string {
  const above =
    row !== undefined
      ? `^{${row}}`
      : sample !== undefined
        ? ofSample(sample)
        : updated === true
          ? '^{+}'
          : transposed === true
            ? '^T'
            : '';
  const below = layer === null ? '' : subscript(layer);
  return letter.endsWith("'") ? `${letter}${above}${below}` : `${letter}${below}${above}`;
}

/** The layer above in brackets, before what else is there, and the row below: W^{[2]T}, a^{[2](1)}, W^{[2]}_{3}. */
function inCourse(letter: string, layer: LayerIndex | null, { transposed, sample, row, updated }: Marks): string {
  const above = [
    layer === null ? '' : `[${indexTex(layer)}]`,
    sample === undefined ? '' : `(${sample})`,
    updated === true ? '+' : '',
    transposed === true ? 'T' : '',
  ].join('');
  const exponent = above === '' ? '' : above === 'T' ? '^T' : `^{${above}}`;
  return `${letter}${exponent}${row === undefined ? '' : `_{${row}}`}`;
}

/** What has entries with a name. */
export type EntryLetter = 'W' | 'b' | 'N' | 'Sigma' | 'dSigma' | 'Delta' | 'X' | 'Y';

/** One entry by its row, or row and column: w^i_{rc} and (Σ_i)_r in the paper. */
export function entryTex(
  style: LetterStyle,
  of: EntryLetter,
  layer: number,
  index: string,
  { updated = false }: Pick<Marks, 'updated'> = {},
): string {
  if (of === 'X' || of === 'Y') return `${letterTex(style, 'number', of, null)}_{${index}}`;
  if (style.alphabet === 'course') return `${letterTex(style, 'number', of, layer, { updated })}_{${index}}`;
  return of === 'W' || of === 'b'
    ? `${of.toLowerCase()}^{${layer}${updated ? '+' : ''}}_{${index}}`
    : `(${letterTex(style, 'matrix', of, layer)})_{${index}}`;
}

/** An index as a subscript: `_k`, `_{k-1}`, `_{12}`. */
export function subscript(index: LayerIndex): string {
  const tex = indexTex(index);
  return tex.length === 1 ? `_${tex}` : `_{${tex}}`;
}

function indexTex(index: LayerIndex): string {
  if (typeof index === 'number') return String(index);
  const { letter, offset } = index;
  if (offset === 0) return letter;
  return offset > 0 ? `${letter}+${offset}` : `${letter}${offset}`;
}

/** What marks sample s of a batch: the superscript (s). */
export function ofSample(s: number | 's'): string {
  return `^{(${s})}`;
}
