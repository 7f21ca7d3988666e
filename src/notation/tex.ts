import type { Shape } from '../network/matrix';
import { chainTex, factorTex } from './chainTex';
import type { Factor, Formula } from './formula';
import { numberLines } from './numberLines';
import { matrixOf, type NumberLook } from './quantityTex';
import { symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** `left = right` in letters, with the paper's braces. */
export function symbolicTex(formula: Formula, style: TexStyle): string {
  return `${leftTex(formula, style)} = ${rightTex(formula, style)}`;
}

/** The same with the shape under every factor: `\underset{3 \times 2}{W_1}`. */
export function shapedTex(formula: Formula, style: TexStyle): string {
  const left = withShape(leftTex(formula, style), formula.shape);
  const right = chainTex(formula.right, formula.letters, style, (factor) =>
    withShape(factorTex(factor, formula.letters, style), factor.shape),
  );
  return `${left} = ${right}`;
}

/** The paper's display of a system of formulas: a brace at the left, a line each, dots for a null. */
export function systemTex(formulas: readonly (Formula | null)[], style: TexStyle): string {
  const lines = formulas.map((formula) => (formula === null ? '\\dots' : symbolicTex(formula, style)));
  return `\\left\\{ \\begin{array}{l} ${lines.join(' \\\\[0.5em] ')} \\end{array} \\right.`;
}

/**
 * The formula in letters, below it each factor replaced by its matrix with the symbol under it, and last the result;
 * without numbers only the letters.
 */
export function numericTex(formula: Formula, look: NumberLook, style: TexStyle): string {
  const left = leftTex(formula, style);
  const letters = rightTex(formula, style);
  if (formula.result === null) return `${left} = ${letters}`;
  const result = matrixOf(formula.left, false, formula.result, look, style).tex;
  const numbers = numberLines(formula, look, style);
  const lines = [`${left} &= ${letters}`];
  if (numbers !== null) lines.push(`&= ${numbers.join(' \\\\[0.4em] &\\quad {} ')}`);
  if (numbers === null && !letters.includes('brace')) return `${left} = ${letters} = ${result}`;
  lines.push(`&= ${result}`);
  return `\\begin{aligned} ${lines.join(' \\\\[0.8em] ')} \\end{aligned}`;
}

/** A quantity and its numbers: `X = [1 2]`. */
export function valueTex(factor: Factor, look: NumberLook, style: TexStyle): string {
  const symbol = factorTex(factor, 'matrices', style);
  if (factor.value === null) return symbol;
  return `${symbol} = ${matrixOf(factor.symbol, factor.transposed, factor.value, look, style).tex}`;
}

function withShape(tex: string, shape: Shape | null): string {
  return shape === null ? tex : `\\underset{${shape.rows} \\times ${shape.cols}}{${tex}}`;
}

function leftTex(formula: Formula, style: TexStyle): string {
  return symbolTex(formula.left, false, style, formula.letters);
}

function rightTex({ right, letters }: Formula, style: TexStyle): string {
  return chainTex(right, letters, style, (factor) => factorTex(factor, letters, style));
}
