import type { Shape } from '../../network/matrix';
import { chainTex, factorTex } from './chainTex';
import type { Chain, Factor, Formula, Letters } from '../formula/formula';
import { numberLines } from './numberLines';
import { matrixOf, type NumberLook } from './quantityTex';
import type { QuantitySymbol } from '../formula/symbol';
import { symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';
import type { NumbersOf } from './writtenNumbers';

/** `left = right` in letters, with the paper's braces. */
export function symbolicTex(formula: Formula, style: TexStyle): string {
  return `${leftTex(formula, style)} = ${rightTex(formula, style)}`;
}

/** The same with the shape under every factor: `\underset{3 \times 2}{W_1}`. */
export function shapedTex(formula: Formula, style: TexStyle): string {
  return `${leftTex(formula, style, true)} = ${rightTex(formula, style, true)}`;
}

/** The paper's display of a system of formulas: a brace at the left, a line each, dots for a null; with shapes if asked. */
export function systemTex(formulas: readonly (Formula | null)[], style: TexStyle, shapes = false): string {
  const write = shapes ? shapedTex : symbolicTex;
  return linesTex(formulas.map((formula) => (formula === null ? '\\dots' : write(formula, style))));
}

/** Lines behind one brace, as the paper sets them. */
export function linesTex(lines: readonly string[]): string {
  return `\\left\\{ \\begin{array}{l} ${lines.join(' \\\\[0.5em] ')} \\end{array} \\right.`;
}

/**
 * The formula in letters, below it each factor replaced by its matrix with the symbol under it, and last the result;
 * without numbers only the letters.
 */
export function numericTex(formula: Formula, look: NumberLook, style: TexStyle): string {
  const left = leftTex(formula, style, look.shapes);
  const letters = rightTex(formula, style, look.shapes);
  if (formula.result === null) return `${left} = ${letters}`;
  const result = matrixOf(formula.left, false, formula.result, look, style).tex;
  // A number that is its own letter: ∇_{Σ_k} f = 1.
  if (letters === withoutMark(result)) return `${left} = ${result}`;
  const numbers = numberLines(formula, look, style);
  const lines = [`${left} &= ${letters}`];
  if (numbers !== null) lines.push(`&= ${numbers.join(' \\\\[0.4em] &\\quad {} ')}`);
  if (numbers === null && !letters.includes('brace')) return `${left} = ${letters} = ${result}`;
  lines.push(`&= ${result}`);
  return `\\begin{aligned} ${lines.join(' \\\\[0.8em] ')} \\end{aligned}`;
}

/**
 * Several formulas with their numbers in the fewest lines: each in letters, and below it its factors and, where a
 * line has no end, beside them the result.
 */
export function linesWithNumbers(
  formulas: readonly { readonly formula: Formula; readonly look: NumberLook }[],
  style: TexStyle,
): string {
  const lines = formulas.flatMap(({ formula, look }): readonly string[] => {
    const left = leftTex(formula, style, look.shapes);
    const letters = rightTex(formula, style, look.shapes);
    if (formula.result === null) return [`${left} &= ${letters}`];
    const result = matrixOf(formula.left, false, formula.result, look, style).tex;
    if (letters === withoutMark(result)) return [`${left} &= ${result}`];
    const numbers = numberLines(formula, look, style);
    const first = `${left} &= ${letters}`;
    if (numbers === null) return letters.includes('brace') ? [first, `&= ${result}`] : [`${first} = ${result}`];
    if (style.lineWidthInEm === Infinity) return [first, `&= ${numbers.join(' ')} = ${result}`];
    return [first, `&= ${numbers.join(' \\\\[0.4em] &\\quad {} ')}`, `&= ${result}`];
  });
  return `\\begin{aligned} ${lines.join(' \\\\[0.8em] ')} \\end{aligned}`;
}

/** What a mark around the whole of it holds. */
function withoutMark(tex: string): string {
  return /^\\htmlData\{[^{}]*\}\{([^{}]*)\}$/.exec(tex)?.[1] ?? tex;
}

/**
 * One quantity as several products, each in letters and then with its numbers, and last what all of them come to: the
 * chains of equalities of the paper, without anything to add in one's head.
 */
export function equalitiesTex(
  left: string,
  members: readonly Pick<Formula, 'right' | 'letters'>[],
  result: Pick<Factor, 'transposed' | 'value'> & { readonly symbol: QuantitySymbol | null },
  look: NumberLook,
  style: TexStyle,
): string {
  const lines: string[] = [];
  for (const member of members) {
    lines.push(rightTex(member, style, look.shapes));
    const numbers = result.value === null ? null : numberLines(member, look, style, true);
    if (numbers !== null) lines.push(numbers.join(' \\\\[0.4em] &\\quad {} '));
  }
  if (result.value !== null) {
    // A product without a name is what the first of its forms comes to.
    const of = result.symbol === null ? wholeOf(members[0].right) : undefined;
    const last = matrixOf(result.symbol, result.transposed, result.value, look, style, of).tex;
    if (last !== lines[lines.length - 1]) lines.push(last);
  }
  return `\\begin{aligned} ${left} &= ${lines.join(' \\\\[0.8em] &= ')} \\end{aligned}`;
}

function wholeOf(chain: Chain): NumbersOf {
  return { kind: 'product', chain, span: { from: 0, to: chain.terms.length - 1 } };
}

/** A quantity and its numbers: `X = [1 2]`. */
export function valueTex(factor: Factor, look: NumberLook, style: TexStyle, letters: Letters = 'matrices'): string {
  const tex = factorTex(factor, letters, style);
  const symbol = look.shapes ? withShape(tex, factor.shape) : tex;
  if (factor.value === null) return symbol;
  return `${symbol} = ${matrixOf(factor.symbol, factor.transposed, factor.value, look, style).tex}`;
}

function withShape(tex: string, shape: Shape | null): string {
  return shape === null ? tex : `\\underset{${shape.rows} \\times ${shape.cols}}{${tex}}`;
}

export function leftTex(formula: Formula, style: TexStyle, shapes = false): string {
  const tex = symbolTex(formula.left, false, style, formula.letters);
  return shapes ? withShape(tex, formula.shape) : tex;
}

/** The right side in letters. */
export function rightTex(
  { right, letters, samples }: Pick<Formula, 'right' | 'letters' | 'samples'>,
  style: TexStyle,
  shapes = false,
): string {
  const sum = samples === undefined ? '' : `\\sum_{s=1}^{${samples}} `;
  const tex = chainTex(right, letters, style, (factor) => {
    const tex = factorTex(factor, letters, style);
    return shapes ? withShape(tex, factor.shape) : tex;
  });
  return sum + tex;
}
