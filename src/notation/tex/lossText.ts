import type { Loss, Reduction } from '../../functions/builtin/loss';
import { expressionTex, factorExpressionTex } from './expressionTex';
import { exactTex } from '../../numbers/numberText';

/**
 * One coordinate's loss ℓ for the built-ins, in the letters f (output) and y (target) with their indices, or their
 * numbers, between which a product needs its dot.
 */
const terms: Readonly<Record<string, (f: string, y: string, dot: string) => string>> = {
  half_sse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  sse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  mse: (f, y) => `\\left(${f} - ${y}\\right)^2`,
  l1: (f, y) => `\\left|${f} - ${y}\\right|`,
  cross_entropy: (f, y, dot) => `${y} ${dot}\\ln ${f}`,
  binary_cross_entropy: (f, y, dot) =>
    `\\left( ${y} ${dot}\\ln ${f} + \\left(1 - ${y}\\right) ${dot}\\ln\\left(1 - ${f}\\right) \\right)`,
};

/** What stands before the sum of the terms above. */
const factors: Readonly<Record<string, string>> = {
  half_sse: '\\tfrac{1}{2} ',
  cross_entropy: '-',
  binary_cross_entropy: '-',
};

/**
 * L as a formula: over the coordinates j of the output f = Σ_k and of the target y, over the samples s of a batch, with
 * the mean's factor. Null for an author's formula that cannot be set.
 */
export function lossTex(loss: Loss, reduction: Reduction, outputs: number, columns: number): string | null {
  const index = [...(outputs > 1 ? ['j'] : []), ...(columns > 1 ? ['s'] : [])].join('');
  const [f, y] = index === '' ? ['f', 'y'] : [`f_{${index}}`, `y_{${index}}`];
  const divisors = [...(loss.meanOverCoordinates ? [outputs] : []), ...(reduction === 'mean' ? [columns] : [])];
  const divisor = divisors.reduce((product, n) => product * n, 1);
  const sums = (columns > 1 ? `\\sum_{s=1}^{${columns}} ` : '') + (outputs > 1 ? `\\sum_{j=1}^{${outputs}} ` : '');
  const factor = (factors[loss.name] ?? '') + (divisor === 1 ? '' : `\\frac{1}{${divisor}} `);
  const term = termTex(loss, f, y, '', factor + sums !== '');
  return term === null ? null : `L = ${factor}${sums}${term}`;
}

/** ℓ of one coordinate, for these two in place of its arguments; fit to stand after a factor or a sum sign if `inside`. */
function termTex(loss: Loss, f: string, y: string, dot: string, inside: boolean): string | null {
  if (Object.hasOwn(terms, loss.name)) return terms[loss.name](f, y, dot);
  const [output, target] = loss.argumentNames;
  const parameters = loss.parameters.map(({ name, value }) => [name, exactTex(value)] as const);
  const names = { ...Object.fromEntries(parameters), [output]: f, [target]: y };
  return inside ? factorExpressionTex(loss.formula, names) : expressionTex(loss.formula, names);
}

/** Coordinates up to which L is written out. */
const WRITTEN_OUT = 4;

/**
 * L of one sample with its numbers in place, `\tfrac{1}{2} \left( (0.75 - 0.01)^2 + … \right)`; null if there are too
 * many terms, or one that is not finite or cannot be set.
 * @param samples m where the sample has its share of a batch's mean, else 1.
 */
export function lossWithNumbersTex(
  loss: Loss,
  output: ArrayLike<number>,
  target: ArrayLike<number>,
  samples: number,
  format: (x: number, of: 'output' | 'target', j: number) => string,
): string | null {
  if (output.length > WRITTEN_OUT) return null;
  const divisor = (loss.meanOverCoordinates ? output.length : 1) * samples;
  const factor = (factors[loss.name] ?? '') + (divisor === 1 ? '' : `\\tfrac{1}{${divisor}} `);
  const summands: string[] = [];
  for (let j = 0; j < output.length; j++) {
    // t · ln y is 0 where t is 0.
    if (loss.name === 'cross_entropy' && target[j] === 0) continue;
    const several = output.length > 1 || factor !== '';
    const term = termTex(
      loss,
      operand(loss, format(output[j], 'output', j)),
      operand(loss, format(target[j], 'target', j)),
      '\\cdot ',
      several,
    );
    if (term === null || !Number.isFinite(loss.value(output[j], target[j]))) return null;
    summands.push(term);
  }
  if (summands.length === 0) return null;
  const sum = summands.join(' + ');
  if (factor === '' || summands.length === 1) return factor + (divisor !== 1 && /^\d/.test(sum) ? '\\cdot ' : '') + sum;
  return `${factor}\\left( ${sum} \\right)`;
}

/** A number where an operator may stand before or after it; in a formula of the author's also a power. */
function operand(loss: Loss, number: string): string {
  if (number.includes('frac') && !Object.hasOwn(terms, loss.name)) return `\\left( ${number} \\right)`;
  return number.startsWith('-') || number.includes('times') ? `(${number})` : number;
}
