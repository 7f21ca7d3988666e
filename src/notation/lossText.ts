import type { Loss, Reduction } from '../network/loss';
import { expressionTex } from './expressionTex';
import { formatNumber } from './numberFormat';
import { operatorName, variableName } from './texName';

/** One coordinate's loss ℓ for the built-ins, in the letters f (output) and y (target) with their indices. */
const terms: Readonly<Record<string, (f: string, y: string) => string>> = {
  half_sse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  sse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  mse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  l1: (f, y) => `\\left|${f} - ${y}\\right|`,
  cross_entropy: (f, y) => `${y} \\ln ${f}`,
  binary_cross_entropy: (f, y) =>
    `\\left( ${y} \\ln ${f} + \\left(1 - ${y}\\right) \\ln\\left(1 - ${f}\\right) \\right)`,
};

/** What stands before the sum of the terms above. */
const factors: Readonly<Record<string, string>> = {
  half_sse: '\\tfrac{1}{2} ',
  cross_entropy: '-',
  binary_cross_entropy: '-',
};

/**
 * L as a formula: over the coordinates j of the output f = Σ_k and of the target y, over the samples s of a batch, with
 * the mean's factor. A loss without a formula of its own here is written with ℓ, and ℓ's formula after it.
 */
export function lossTex(loss: Loss, reduction: Reduction, outputs: number, columns: number): string {
  const index = [...(outputs > 1 ? ['j'] : []), ...(columns > 1 ? ['s'] : [])].join('');
  const [f, y] = index === '' ? ['f', 'y'] : [`f_{${index}}`, `y_{${index}}`];
  const divisors = [...(loss.meanOverCoordinates ? [outputs] : []), ...(reduction === 'mean' ? [columns] : [])];
  const divisor = divisors.reduce((product, n) => product * n, 1);
  const sums = (columns > 1 ? `\\sum_{s=1}^{${columns}} ` : '') + (outputs > 1 ? `\\sum_{j=1}^{${outputs}} ` : '');
  const mean = divisor === 1 ? '' : `\\frac{1}{${divisor}} `;
  const known = Object.hasOwn(terms, loss.name) ? terms[loss.name] : null;
  if (known !== null) return `L = ${factors[loss.name] ?? ''}${mean}${sums}${known(f, y)}`;
  return `L = ${mean}${sums}\\ell\\left(${f}, ${y}\\right)${ownTerm(loss)}`;
}

function ownTerm(loss: Loss): string {
  const head = (y: string, t: string) => `,\\qquad \\ell(${y}, ${t}) = `;
  if (loss.name === 'huber') {
    const delta = loss.parameters.find(({ name }) => name === 'delta');
    const d = formatNumber(delta?.value ?? 1, { kind: 'significant', count: 17 });
    const [near, far] = ['\\tfrac{1}{2}(f - y)^2', `${d}\\,\\bigl(|f - y| - \\tfrac{1}{2} \\cdot ${d}\\bigr)`];
    return `${head('f', 'y')}\\begin{cases} ${near}, & |f - y| \\le ${d} \\\\ ${far}, & |f - y| > ${d} \\end{cases}`;
  }
  const tex = expressionTex(loss.formula);
  const [output, target] = loss.argumentNames.map(variableName);
  return tex === null ? `,\\qquad \\ell = ${operatorName(loss.name)}` : head(output, target) + tex;
}

/** Coordinates up to which L is written out. */
const WRITTEN_OUT = 4;

/**
 * L of one sample with its numbers in place, `\tfrac{1}{2} \left( (0.75 - 0.01)^2 + … \right)`, or as a sum of the
 * coordinates' losses where its formula is an author's; null if there are too many, or a term is not finite.
 */
export function lossWithNumbersTex(
  loss: Loss,
  output: ArrayLike<number>,
  target: ArrayLike<number>,
  format: (x: number) => string,
): string | null {
  const divisor = loss.meanOverCoordinates ? output.length : 1;
  const coordinates = Array.from(output, (f, j) => ({ f, y: target[j], value: loss.value(f, target[j]) / divisor }));
  if (output.length > WRITTEN_OUT || !coordinates.every(({ value }) => Number.isFinite(value))) return null;
  if (!Object.hasOwn(terms, loss.name)) {
    return output.length === 1 ? null : coordinates.map(({ value }) => operand(format(value))).join(' + ');
  }
  // t · ln y is 0 where t is 0.
  const counted = loss.name === 'cross_entropy' ? coordinates.filter(({ y }) => y !== 0) : coordinates;
  if (counted.length === 0) return null;
  const sum = counted.map(({ f, y }) => terms[loss.name](operand(format(f)), operand(format(y)))).join(' + ');
  const factor = (factors[loss.name] ?? '') + (divisor === 1 ? '' : `\\tfrac{1}{${divisor}} `);
  return factor === '' || counted.length === 1 ? factor + sum : `${factor}\\left( ${sum} \\right)`;
}

/** A number where an operator stands before it. */
function operand(number: string): string {
  return number.startsWith('-') || number.includes('times') ? `(${number})` : number;
}
