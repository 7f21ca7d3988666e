import type { Shape } from '../network/matrix';
import type { Entries } from './entries';
import type { Chain, Factor, Formula, Term } from './formula';
import { matrixTex, type MatrixTex } from './matrixTex';
import type { Digits } from './numberFormat';
import type { Operator } from './product';
import type { QuantitySymbol } from './symbol';
import { entryTarget, symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** How numbers are written into a formula. */
export interface NumberLook {
  readonly digits: Digits;
  /** The block's id; the key of an elided matrix is this and the matrix's own name. */
  readonly id: string;
  /** Keys of elisions that the reader has opened. */
  readonly expanded: ReadonlySet<string>;
}

/** Wider than this, a line of numbers goes on in the next one. */
const LINE_WIDTH_IN_EM = 40;

/** `left = right` in letters, with the paper's braces. */
export function symbolicTex(formula: Formula, style: TexStyle): string {
  return `${symbolTex(formula.left, false, style)} = ${chainTex(formula.right, style, symbolOf)}`;
}

/** The same with the shape under every factor: `\underset{3 \times 2}{W_1}`. */
export function shapedTex(formula: Formula, style: TexStyle): string {
  const shaped = (factor: Factor, s: TexStyle) => withShape(symbolOf(factor, s), factor.shape);
  const left = withShape(symbolTex(formula.left, false, style), formula.shape);
  return `${left} = ${chainTex(formula.right, style, shaped)}`;
}

/** The paper's display of a system of formulas: a brace at the left, a line each, dots for a null. */
export function systemTex(formulas: readonly (Formula | null)[], style: TexStyle): string {
  const lines = formulas.map((formula) => (formula === null ? '\\dots' : symbolicTex(formula, style)));
  return `\\left\\{ \\begin{array}{l} ${lines.join(' \\\\[0.5em] ')} \\end{array} \\right.`;
}

/**
 * The formula in letters, below it each factor replaced by its matrix with the symbol under it, and last the result.
 * @param value the result's numbers; without them, or without a factor's, the formula stays in letters.
 */
export function numericTex(formula: Formula, look: NumberLook, style: TexStyle): string {
  const left = symbolTex(formula.left, false, style);
  const letters = chainTex(formula.right, style, symbolOf);
  if (formula.result === null) return `${left} = ${letters}`;
  const result = matrixOf(formula.left, false, formula.result, look, style).tex;
  const numbers = numberLines(formula.right, look, style);
  const lines = [`${left} &= ${letters}`];
  if (numbers !== null) lines.push(`&= ${numbers.join(' \\\\[0.4em] &\\quad {} ')}`);
  if (numbers === null && !letters.includes('brace')) return `${left} = ${letters} = ${result}`;
  lines.push(`&= ${result}`);
  return `\\begin{aligned} ${lines.join(' \\\\[0.8em] ')} \\end{aligned}`;
}

/** A quantity and its numbers: `X = [1 2]`. */
export function valueTex(factor: Factor, look: NumberLook, style: TexStyle): string {
  const symbol = symbolOf(factor, style);
  if (factor.value === null) return symbol;
  return `${symbol} = ${matrixOf(factor.symbol, factor.transposed, factor.value, look, style).tex}`;
}

function withShape(tex: string, shape: Shape | null): string {
  return shape === null ? tex : `\\underset{${shape.rows} \\times ${shape.cols}}{${tex}}`;
}

function symbolOf(factor: Factor, style: TexStyle): string {
  return symbolTex(factor.symbol, factor.transposed, style);
}

type FactorTex = (factor: Factor, style: TexStyle) => string;

function chainTex(chain: Chain, style: TexStyle, factorTex: FactorTex): string {
  const pieces = chain.terms.map((term) => termTex(term, style, factorTex));
  let tex = '';
  pieces.forEach((piece, i) => {
    if (i > 0) tex += ` ${operatorTex(chain.operators[i - 1])} `;
    for (const brace of chain.braces) if (brace.from === i) tex += `\\${brace.side}brace{`;
    tex += piece;
    for (const brace of chain.braces) if (brace.to === i) tex += '}';
  });
  return tex;
}

function termTex(term: Term, style: TexStyle, factorTex: FactorTex): string {
  switch (term.kind) {
    case 'factor':
      return factorTex(term, style);
    case 'application':
      return `${symbolTex(term.map, false, style)}(${termTex(term.argument, style, factorTex)})`;
    case 'parentheses':
      return `(${chainTex(term.inner, style, factorTex)})`;
    case 'ellipsis':
      return '\\dots';
  }
}

function operatorTex(operator: Operator): string {
  switch (operator) {
    case '·':
      return '\\cdot';
    case '∘':
      return '\\circ';
    case '•':
      return '\\bullet';
    case '⊗':
      return '\\otimes';
    case '+':
      return '+';
    case '−':
      return '-';
    case 'scale':
      return '\\,';
  }
}

function matrixOf(
  symbol: QuantitySymbol,
  transposed: boolean,
  value: Entries,
  look: NumberLook,
  style: TexStyle,
): MatrixTex {
  const key = `${look.id}:${keyOf(symbol)}`;
  return matrixTex(
    value,
    {
      digits: look.digits,
      key,
      expanded: look.expanded.has(key),
      attribute: (r, c) => {
        const target = entryTarget(symbol, transposed, r, c);
        return target === null ? null : `t=${target}`;
      },
    },
    style,
  );
}

/** A name for the key of an elision; it contains neither commas nor braces, which \htmlData could not carry. */
function keyOf(symbol: QuantitySymbol): string {
  const layer = 'layer' in symbol && typeof symbol.layer === 'number' ? `.${symbol.layer}` : '';
  const by = symbol.name === 'gradient' ? `.${symbol.by}` : symbol.name === 'updated' ? `.${symbol.of}` : '';
  return `${symbol.name}${by}${layer}`;
}

/** One chain with numbers in place, broken into lines; null if it is a single term, or a factor has no numbers. */
function numberLines(chain: Chain, look: NumberLook, style: TexStyle): readonly string[] | null {
  const pieces = numberPieces(chain, look, style, true);
  if (pieces === null || pieces.length < 2) return null;
  const lines: string[] = [];
  let line: Piece = { tex: '', widthInEm: 0 };
  for (const piece of chain.reading === 'ordinary' ? summands(chain, pieces) : pieces) {
    if (line.tex !== '' && line.widthInEm + piece.widthInEm > LINE_WIDTH_IN_EM) {
      lines.push(line.tex);
      line = piece;
    } else {
      line = line.tex === '' ? piece : joined(line, piece);
    }
  }
  return [...lines, line.tex];
}

/** The pieces of an ordinary chain with products kept together, so that lines break before a sum if they can. */
function summands(chain: Chain, pieces: readonly Piece[]): readonly Piece[] {
  const groups: Piece[] = [];
  pieces.forEach((piece, i) => {
    const last = groups[groups.length - 1];
    const product = i > 0 && !'+−'.includes(chain.operators[i - 1]);
    if (product && last.widthInEm + piece.widthInEm <= LINE_WIDTH_IN_EM)
      groups[groups.length - 1] = joined(last, piece);
    else groups.push(piece);
  });
  return groups;
}

function joined(a: Piece, b: Piece): Piece {
  return { tex: `${a.tex} ${b.tex}`, widthInEm: a.widthInEm + b.widthInEm };
}

interface Piece {
  readonly tex: string;
  readonly widthInEm: number;
}

/** The terms with numbers, each with the operator in front of it. */
function numberPieces(chain: Chain, look: NumberLook, style: TexStyle, labels: boolean): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const [i, term] of chain.terms.entries()) {
    const piece = numberPiece(term, i === 0, labels, look, style);
    if (piece === null) return null;
    const operator: Piece | null = i === 0 ? null : { tex: numericOperator(chain.operators[i - 1]), widthInEm: 1 };
    pieces.push(operator === null ? piece : joined(operator, piece));
  }
  return pieces;
}

/** Between numbers, a number times a matrix needs its dot. */
function numericOperator(operator: Operator): string {
  return operator === 'scale' ? '\\cdot' : operatorTex(operator);
}

function numberPiece(term: Term, first: boolean, labels: boolean, look: NumberLook, style: TexStyle): Piece | null {
  switch (term.kind) {
    case 'ellipsis':
      return { tex: '\\dots', widthInEm: 2 };
    case 'factor': {
      if (term.value === null) return null;
      const { tex, atomic, widthInEm } = matrixOf(term.symbol, term.transposed, term.value, look, style);
      const number = atomic || first ? tex : `(${tex})`;
      const labelled = labels ? `\\underset{${symbolOf(term, style)}}{${number}}` : number;
      return { tex: labelled, widthInEm: widthInEm + 1 };
    }
    case 'application':
      // The argument's numbers stand in the formula before, its own at the end of this one.
      return null;
    case 'parentheses': {
      const inner = numberPieces(term.inner, look, style, false);
      if (inner === null) return null;
      const { tex, widthInEm } = inner.reduce(joined);
      const whole = `\\left( ${tex} \\right)`;
      // One label below the whole: labels inside would stretch the parentheses.
      const labelled = labels ? `\\underset{${chainTex(term.inner, style, symbolOf)}}{${whole}}` : whole;
      return { tex: labelled, widthInEm: widthInEm + 2 };
    }
  }
}
