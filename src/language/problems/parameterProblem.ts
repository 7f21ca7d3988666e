import { message } from '../../message/message';
import { outOfDomain, type ParameterEntry } from '../../functions/builtin/parameterDomain';
import { argumentsInOrder } from '../../functions/expression/argumentsInOrder';
import type { Argument, Name } from '../../functions/expression/tree';
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
  const outside = outOfDomain(parameters, values);
  if (outside === null) return null;
  const { place, domain, least } = outside;
  const names = parameters.map(({ name }) => name);
  const range = argumentsInOrder(given, names)[place]?.value.range ?? callee.range;
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
