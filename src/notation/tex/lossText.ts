import { vanishes, type Loss, type Reduction } from '../../functions/builtin/loss';
import { factoredTex, type Names } from './expressionTex';
import { exactTex } from '../../numbers/numberText';

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
  const formula = factoredTex(loss.formula);
  if (formula === null) return null;
  const factor = formula.factor + (divisor === 1 ? '' : `\\frac{1}{${divisor}} `);
  return `L = ${times(factor + sums, formula.term(namesOf(loss, f, y), factor + sums !== ''))}`;
}

/** ∇L as a formula for one of its entries, `(\\nabla L)_j = f_j - y_j`, with the mean's factor; null if it cannot be set. */
export function lossGradientTex(loss: Loss, reduction: Reduction, outputs: number, columns: number): string | null {
  const index = [...(outputs > 1 ? ['j'] : []), ...(columns > 1 ? ['s'] : [])].join('');
  const at = (letter: string) => (index === '' ? letter : `${letter}_{${index}}`);
  const divisor = (loss.meanOverCoordinates ? outputs : 1) * (reduction === 'mean' ? columns : 1);
  const formula = factoredTex(loss.derivativeFormula);
  if (formula === null) return null;
  const factor = formula.factor + (divisor === 1 ? '' : `\\frac{1}{${divisor}} `);
  const left = index === '' ? '\\nabla L' : `(\\nabla L)_{${index}}`;
  return `${left} = ${times(factor, formula.term(namesOf(loss, at('f'), at('y')), factor !== ''))}`;
}

/** A fraction and a number behind it need a sign between them: ½ · 2, not ½ 2. */
function times(factor: string, term: string): string {
  return factor + (/frac\S* $/.test(factor) && /^\d/.test(term) ? '\\cdot ' : '') + term;
}

/** What to write for the arguments and the parameters of the loss. */
function namesOf(loss: Loss, f: string, y: string): Names {
  const parameters = loss.parameters.map(({ name, value }) => [name, exactTex(value)] as const);
  const [output, target] = loss.argumentNames;
  return { ...Object.fromEntries(parameters), [output]: f, [target]: y };
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
  const divisor = Math.round((loss.meanOverCoordinates ? output.length : 1) * samples);
  const formula = factoredTex(loss.formula);
  if (formula === null) return null;
  const factor = formula.factor + (divisor === 1 ? '' : `\\tfrac{1}{${divisor}} `);
  const summands: string[] = [];
  for (let j = 0; j < output.length; j++) {
    if (vanishes(loss, target[j])) continue;
    if (!Number.isFinite(loss.value(output[j], target[j]))) return null;
    const names = namesOf(loss, operand(format(output[j], 'output', j)), operand(format(target[j], 'target', j)));
    summands.push(formula.term(names, output.length > 1 || factor !== ''));
  }
  if (summands.length === 0) return null;
  const sum = summands.join(' + ');
  if (factor === '' || summands.length === 1) return times(factor, sum);
  return `${factor}\\left( ${sum} \\right)`;
}

/** A number where an operator may stand before or after it, or a power. */
function operand(number: string): string {
  return number.startsWith('-') || number.includes('times') ? `(${number})` : number;
}
