import { chainTex, factorTex, operatorTex } from './chainTex';
import type { Chain, Formula, Letters, Term } from '../formula/formula';
import type { Operator } from '../formula/product';
import { matrixOf, type NumberLook } from './quantityTex';
import { mapTex } from './symbolTex';
import { PAPER_IN_EM, type TexStyle } from './texStyle';

interface Piece {
  readonly tex: string;
  readonly widthInEm: number;
  /** Whether a + or − stands in front of it: lines break there first. */
  readonly summand: boolean;
}

interface Writing {
  /** Whether a map at an argument is written with the numbers of the argument; else a formula with one has none. */
  readonly maps: boolean;
  /** The letters of the label under each matrix; null for none. */
  readonly labels: Letters | null;
  readonly letters: Letters;
  readonly look: NumberLook;
  readonly style: TexStyle;
}

/** A formula's right side with numbers in place, in lines; null if it is a single term, or a factor has no numbers. */
export function numberLines(
  { right: chain, letters }: Pick<Formula, 'right' | 'letters'>,
  look: NumberLook,
  style: TexStyle,
  maps = false,
): readonly string[] | null {
  const pieces = numberPieces(chain, { labels: letters, maps, letters, look, style });
  if (pieces === null || (pieces.length < 2 && chain.terms[0].kind === 'factor')) return null;
  const width = pieces.reduce((sum, { widthInEm }) => sum + widthInEm, 0);
  const periods = periodsOf(chain);
  if (periods !== null && width > PAPER_IN_EM && pieces.length === chain.terms.length) {
    const lines = periods.map(([from, to]) => pieces.slice(from, to).reduce(joined));
    return lines.flatMap((line, i) =>
      line.widthInEm <= PAPER_IN_EM ? [line.tex] : packed(pieces.slice(...periods[i])),
    );
  }
  return packed(chain.reading === 'ordinary' ? summands(pieces) : pieces);
}

/** The terms, from and before, of each product that a brace marks, with what is before the first; null without braces. */
function periodsOf({ braces, terms }: Chain): readonly (readonly [number, number])[] | null {
  const starts = [...new Set([0, ...braces.map(({ from }) => from)])].sort((a, b) => a - b);
  // A single factor in front, ∇L, is at the beginning of the first product.
  if (starts[1] === 1) starts.splice(1, 1);
  return starts.length < 3 ? null : starts.map((from, i) => [from, starts[i + 1] ?? terms.length]);
}

/** As many pieces in a line as it holds. */
function packed(pieces: readonly Piece[]): readonly string[] {
  const lines: string[] = [];
  let line: Piece = { tex: '', widthInEm: 0, summand: false };
  for (const piece of pieces) {
    if (line.tex !== '' && line.widthInEm + piece.widthInEm > PAPER_IN_EM) {
      lines.push(line.tex);
      line = piece;
    } else {
      line = line.tex === '' ? piece : joined(line, piece);
    }
  }
  return [...lines, line.tex];
}

/** The pieces of an ordinary chain with products kept together, so that lines break before a sum if they can. */
function summands(pieces: readonly Piece[]): readonly Piece[] {
  const groups: Piece[] = [];
  pieces.forEach((piece, i) => {
    const last = groups[groups.length - 1];
    if (i > 0 && !piece.summand && last.widthInEm + piece.widthInEm <= PAPER_IN_EM)
      groups[groups.length - 1] = joined(last, piece);
    else groups.push(piece);
  });
  return groups;
}

function joined(a: Piece, b: Piece): Piece {
  return { tex: `${a.tex} ${b.tex}`, widthInEm: a.widthInEm + b.widthInEm, summand: a.summand };
}

/** The terms with numbers, each with the operator in front of it. */
function numberPieces(chain: Chain, writing: Writing): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const [i, term] of chain.terms.entries()) {
    const piece = numberPiece(term, i === 0, writing);
    if (piece === null) return null;
    const [first, ...rest] = piece.widthInEm > PAPER_IN_EM ? brokenUp(term, piece, writing) : [piece];
    if (i === 0) pieces.push(first, ...rest);
    else {
      const operator = chain.operators[i - 1];
      const sign = { tex: numericOperator(operator, writing.letters), widthInEm: 1, summand: '+−'.includes(operator) };
      pieces.push(joined(sign, first), ...rest);
    }
  }
  return pieces;
}

/** Parentheses wider than a line, factor by factor: each has its own label then, and lines can break between them. */
function brokenUp(term: Term, whole: Piece, writing: Writing): readonly Piece[] {
  const within = term.kind === 'application' ? term.argument : term;
  if (within.kind !== 'parentheses' || within.angle) return [whole];
  const map = term.kind === 'application' ? `${mapTex(term.map, writing.style, writing.letters)} ` : '';
  // The argument of a map is written without labels.
  const inner = numberPieces(within.inner, map === '' ? writing : { ...writing, labels: null });
  if (inner === null || inner.length < 2) return [whole];
  return inner.map(({ tex, widthInEm, summand }, i) => ({
    tex: i === 0 ? `${map}\\Biggl( ${tex}` : i === inner.length - 1 ? `${tex} \\Biggr)` : tex,
    widthInEm: widthInEm + 1,
    summand,
  }));
}

/** Between numbers, a number times a matrix needs its dot; where all are numbers every product has one. */
function numericOperator(operator: Operator, letters: Letters): string {
  const dot = operator === 'scale' || (letters !== 'matrices' && !'+−'.includes(operator));
  return dot ? '\\cdot' : operatorTex(operator);
}

function numberPiece(term: Term, first: boolean, writing: Writing): Piece | null {
  const { labels, look, style } = writing;
  switch (term.kind) {
    case 'ellipsis':
      return { tex: '\\dots', widthInEm: 2, summand: false };
    case 'factor': {
      if (term.value === null) return null;
      const { tex, atomic, widthInEm } = matrixOf(term.symbol, term.transposed, term.value, look, style);
      const number = atomic || first ? tex : `(${tex})`;
      const labelled = labels === null ? number : `\\underset{${factorTex(term, labels, style)}}{${number}}`;
      return { tex: labelled, widthInEm: widthInEm + 1, summand: false };
    }
    case 'application':
      // Mostly the argument's numbers are in the formula before, its own at the end of this one.
      return writing.maps ? mapPiece(term, writing) : null;
    case 'parentheses': {
      // Parentheses around a single symbol are for reading the letters.
      if (term.inner.terms.length === 1 && term.inner.terms[0].kind === 'factor')
        return numberPiece(term.inner.terms[0], first, writing);
      const inner = numberPieces(term.inner, { ...writing, labels: null });
      if (inner === null) return null;
      const { tex, widthInEm } = inner.reduce(joined);
      const whole = term.angle ? `\\left\\langle ${tex} \\right\\rangle` : `\\left( ${tex} \\right)`;
      if (labels === null) return { tex: whole, widthInEm: widthInEm + 2, summand: false };
      // One label below the whole: labels inside would stretch the parentheses.
      const label = chainTex(term.inner, labels, style, (factor) => factorTex(factor, labels, style));
      return { tex: `\\underset{${label}}{${whole}}`, widthInEm: widthInEm + 2, summand: false };
    }
  }
}

/** Σ_i(…) with the numbers of its argument. */
function mapPiece(term: Extract<Term, { kind: 'application' }>, writing: Writing): Piece | null {
  const { argument, map } = term;
  const unlabelled = { ...writing, labels: null };
  const inner = argument.kind === 'parentheses' ? numberPieces(argument.inner, unlabelled) : null;
  const piece = inner === null ? numberPiece(argument, true, unlabelled) : inner.reduce(joined);
  if (piece === null) return null;
  const symbol = mapTex(map, writing.style, writing.letters);
  return { tex: `${symbol} \\left( ${piece.tex} \\right)`, widthInEm: piece.widthInEm + 3, summand: false };
}
