import { message } from '../../message/message';
import { outOfDomain, type ParameterEntry } from '../../functions/builtin/parameterDomain';
import { argumentsInOrder } from '../../functions/expression/argumentsInOrder';
import type { Argument, Name } from '../../functions/expression/tree';
import type { GeneratorNode } from '../syntax/tree';
import { diagnostic, type Diagnostic } from '../text/diagnostic';

/**
 * What is wrong with the values of a built-in's parameters; null if they make sense.
 * @param values in the order of the parameters, NaN where one is not known
 */
export function parameterProblem(
  callee: Name,
  given: readonly Argument[],
  parameters: readonly ParameterEntry<number | null>[],
  values: readonly number[],
): Diagnostic | null {
  const names = parameters.map(({ name }) => name);
  const rangeOf = (place: number) => argumentsInOrder(given, names)[place]?.value.range ?? callee.range;
  const fraction = parameters.findIndex(({ whole }, i) => whole && values[i] % 1 !== 0 && !Number.isNaN(values[i]));
  if (fraction >= 0) {
    const text = message('{0} of {1} must be a whole number, not {2}.', names[fraction], callee.text, values[fraction]);
    return diagnostic('parameter-range', rangeOf(fraction), text);
  }
  const outside = outOfDomain(parameters, values);
  if (outside === null) return null;
  const { place, domain, least } = outside;
  const range = rangeOf(place);
  const bound = typeof domain.least === 'string' ? `${domain.least} = ${least}` : least;
  const where = [names[place], callee.text, bound, values[place]] as const;
  if (domain.outside === 'unusual') {
    return diagnostic(
      'unusual-parameter',
      range,
      message('{0} of {1} is usually at least {2}; here it is {3}.', ...where),
    );
  }
  return diagnostic(
    'parameter-range',
    range,
    domain.open
      ? message('{0} of {1} must be greater than {2}, not {3}.', ...where)
      : message('{0} of {1} must be at least {2}, not {3}.', ...where),
  );
}

/** What is wrong with the values of a generator's parameters together; null if nothing is. */
export function generatorProblem(node: GeneratorNode, values: readonly number[]): Diagnostic | null {
  switch (node.name.text) {
    case 'integers':
      return integersProblem(node, values);
    case 'uniform':
      return spreadProblem(node, ['low', 'high', 'seed'], values[1] - values[0]);
    case 'normal':
      return spreadProblem(node, ['mean', 'sd', 'seed'], Math.abs(values[0]) + FARTHEST * values[1]);
    default:
      return null;
  }
}

/** A number drawn from a normal distribution is never so many standard deviations off the mean. */
const FARTHEST = 13;

/** Entries so far apart that a double cannot hold them. */
function spreadProblem(
  { name, arguments: given }: GeneratorNode,
  parameters: readonly [string, string, string],
  spread: number,
): Diagnostic | null {
  if (Number.isFinite(spread)) return null;
  const range = argumentsInOrder(given, parameters)[1]?.value.range ?? name.range;
  const text = message('{0} of {1} is too large: entries would exceed what a double can hold (about 1.8e308).', parameters[1], name.text); // prettier-ignore
  return diagnostic('parameter-range', range, text);
}

/** Bounds of `integers(…)` between which there is nothing to choose: fractions, or 0 alone where 0 is left out. */
function integersProblem(
  { name, arguments: given, nonzero }: GeneratorNode,
  [low, high]: readonly number[],
): Diagnostic | null {
  const fraction = [low, high].findIndex((bound) => !Number.isSafeInteger(bound));
  if (fraction >= 0) {
    const range = argumentsInOrder(given, ['low', 'high', 'seed'])[fraction]?.value.range ?? name.range;
    const bound = [low, high][fraction];
    const text = Number.isInteger(bound)
      ? message('The bounds of integers(…) must be at most {0} in size, not {1}.', Number.MAX_SAFE_INTEGER, bound)
      : message('The bounds of integers(…) must be whole numbers, not {0}.', bound);
    return diagnostic('parameter-range', range, text);
  }
  return nonzero !== null && low === 0 && high === 0
    ? diagnostic('parameter-range', nonzero, message('Between 0 and 0 there is no whole number but 0.'))
    : null;
}
