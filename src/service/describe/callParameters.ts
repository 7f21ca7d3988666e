import type { Analysis } from '../../analysis/analysis';
import { printExpression } from '../../functions/expression/expressionPrinter';
import { extremeFunctions, findUnaryFunction } from '../../functions/builtin/functions';
import { generatorTable } from '../../language/matrices/generators';
import { findBuiltinActivation } from '../../functions/builtin/activations';
import { findBuiltinLoss } from '../../functions/builtin/losses';

/** Something that is called, with its parameters in order. */
export interface CallParameters {
  readonly name: string;
  /** The whole head: `leaky_relu(x, slope = 0.01)`. */
  readonly label: string;
  readonly parameters: readonly {
    readonly name: string;
    /** As it stands in the label. */
    readonly label: string;
    /** The default as text; null if the argument must be given. */
    readonly default: string | null;
  }[];
}

/**
 * The parameters of what is called by that name: an own activation, a function, an activation, a loss, a made matrix.
 * @param as `activation` of a layer or a loss, whose argument is not written: only the parameters are; or what makes a
 *   `matrix`, where `identity` is no activation
 */
export function callParameters(
  analysis: Analysis,
  name: string,
  as: 'function' | 'activation' | 'matrix' = 'function',
): CallParameters | null {
  const generator = generatorTable.get(name);
  if (generator && as === 'matrix') return head(name, generator.parameters.map(withText));
  const asActivation = as === 'activation';
  const own = ownParameters(analysis, name);
  if (own) return head(name, asActivation ? own.slice(1) : own);
  const argument = asActivation ? [] : [{ name: 'x', default: null }];
  const activation = findBuiltinActivation(name);
  if (activation) return head(name, [...argument, ...activation.parameters.map(withText)]);
  if (findUnaryFunction(name)) return head(name, argument);
  if (extremeFunctions.has(name))
    return head(
      name,
      ['a', 'b', '…'].map((n) => ({ name: n, default: null })),
    );
  const loss = findBuiltinLoss(name);
  if (loss) return head(name, loss.parameters.map(withText));
  if (generator) return head(name, generator.parameters.map(withText));
  if (name === 'file') return head(name, [{ name: '"path"', default: null }]);
  return name === 'onehot' ? head(name, [{ name: '[labels]', default: null }]) : null;
}

function withText(p: { name: string; default: number | null }): { name: string; default: string | null } {
  return { name: p.name, default: p.default === null ? null : String(p.default) };
}

function head(name: string, parameters: readonly { name: string; default: string | null }[]): CallParameters {
  const labelled = parameters.map((p) => ({ ...p, label: p.default === null ? p.name : `${p.name} = ${p.default}` }));
  return { name, parameters: labelled, label: `${name}(${labelled.map((p) => p.label).join(', ')})` };
}

function ownParameters(analysis: Analysis, name: string): { name: string; default: string | null }[] | null {
  for (const statement of analysis.checked.spec.statements) {
    if (statement.kind !== 'activation' || statement.name?.text !== name) continue;
    return statement.parameters.map((p) => ({
      name: p.name.text,
      default: p.default === null ? null : printExpression(p.default),
    }));
  }
  return null;
}
