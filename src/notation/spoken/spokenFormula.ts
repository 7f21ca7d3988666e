import { message, type Message } from '../../message/message';
import type { Digits } from '../../numbers/numberLayout';
import type { Step } from '../formula/evaluation';
import { entriesOf, withExact } from '../formula/entries';
import type { Application, Chain, Factor, Formula, Letters } from '../formula/formula';
import { chainAt, termOf } from '../tex/stepTex';
import { spokenChain } from './spokenChain';
import { spokenFactors, spokenValue } from './spokenNumbers';
import { infix } from './spokenProduct';
import { spokenFactor, spokenMap, spokenSymbol, type Spoken } from './spokenSymbol';

/** A formula without its numbers: `the gradient of f with respect to W 1 equals, from left to right: …`. */
export function spokenEquation({ left, right, letters, samples }: Formula): Message {
  const name = spokenSymbol(left, false, letters);
  const said = spokenChain(right, letters);
  if (samples !== undefined)
    return message('{0} equals the sum over the samples s from 1 to {1}: {2}', name, samples, said);
  return equation(name, right, said);
}

function equation(name: Spoken, { reading, terms }: Chain, said: Spoken): Message {
  if (terms.length > 1 && reading === 'left-to-right')
    return message('{0} equals, from left to right: {1}', name, said);
  if (terms.length > 1 && reading === 'right-to-left')
    return message('{0} equals, from right to left: {1}', name, said);
  return message('{0} equals {1}', name, said);
}

/** A formula, then the shapes and numbers of its factors and of what it gives. */
export function spokenFormula(formula: Formula, digits: Digits): readonly Message[] {
  const { left, right, shape, result, letters } = formula;
  return [
    spokenEquation(formula),
    ...spokenFactors([right], letters, result && digits),
    ...spokenValue(spokenSymbol(left, false, letters), shape, result, digits),
  ];
}

/** The formulas of a display one by one, null for dots, then the shapes of all factors. */
export function spokenSystem(formulas: readonly (Formula | null)[]): readonly Message[] {
  const there = formulas.filter((formula) => formula !== null);
  return [
    ...formulas.map((formula) => (formula === null ? message('and so on') : spokenEquation(formula))),
    ...spokenFactors(
      there.map(({ right }) => right),
      there[0]?.letters ?? 'matrices',
      null,
    ),
  ];
}

/** A chain of equalities: `A equals …`, `this equals …`, then the numbers; without a name, `from left to right: …` first. */
export function spokenEqualities(
  left: Spoken | null,
  members: readonly Pick<Formula, 'right' | 'letters'>[],
  result: Pick<Factor, 'shape' | 'value'>,
  digits: Digits | null,
): readonly Message[] {
  const letters = members[0]?.letters ?? 'matrices';
  return [
    ...members.map(({ right, letters }, i) => {
      const said = spokenChain(right, letters);
      if (i > 0) return which(right, said);
      return left === null ? message('from left to right: {0}', said) : equation(left, right, said);
    }),
    ...spokenFactors(
      members.map(({ right }) => right),
      letters,
      result.value && digits,
    ),
    ...spokenValue(left ?? message('the result'), result.shape, result.value, digits),
  ];
}

function which({ reading, terms }: Chain, said: Spoken): Message {
  if (terms.length > 1 && reading === 'left-to-right') return message('this equals, from left to right: {0}', said);
  if (terms.length > 1 && reading === 'right-to-left') return message('this equals, from right to left: {0}', said);
  return message('this equals {0}', said);
}

/** Quantities with their shapes and numbers. */
export function spokenQuantities(
  factors: readonly Factor[],
  digits: Digits,
  letters: Letters = 'matrices',
): readonly Message[] {
  return factors.flatMap((factor) => spokenValue(spokenFactor(factor, letters), factor.shape, factor.value, digits));
}

/** A tuple: what it consists of, then the shapes and numbers. */
export function spokenTuple(
  name: Spoken,
  members: readonly Factor[],
  letters: Letters,
  digits: Digits,
): readonly Message[] {
  const list = members
    .map((member) => spokenFactor(member, letters))
    .reduce((all, one) => message('{0}, {1}', all, one));
  return [message('{0} consists of {1}', name, list), ...spokenQuantities(members, digits, letters)];
}

/** One product of a formula with its operands and its result. */
export function spokenStep(formula: Formula, step: Step, last: boolean, digits: Digits): readonly Message[] {
  const chain = chainAt(formula.right, step.path);
  const named = step.operands.map((operand) => {
    const term = termOf(operand, chain);
    return term?.kind === 'factor' ? spokenFactor(term, formula.letters) : null;
  });
  const names = named.map((name) => name ?? message('the result so far'));
  const operands = step.operands.flatMap(({ shape, value, exact }, i) =>
    spokenValue(names[i], shape, value && withExact(entriesOf(value), exact), digits),
  );
  const { shape, value, exact } = step.result;
  const result = last ? spokenSymbol(formula.left, false, formula.letters) : message('the result');
  const term = chain.terms[step.result.span.from];
  const said =
    step.operator === 'apply'
      ? spokenMap((term as Application).map, formula.letters, names[0])
      : infix(step.operator, names[0], names[1]);
  return [said, ...operands, ...spokenValue(result, shape, value && withExact(entriesOf(value), exact), digits)];
}
