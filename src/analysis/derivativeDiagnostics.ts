import type { Trace } from '../engine/trace';
import type { CheckedSpec, StatedDerivativeUse } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { removeStatement } from '../language/text/lineEdits';
import { message } from '../message/message';
import { compareDerivative, type DerivativeMismatch } from '../functions/custom/customActivation';
import type { FunctionStatement } from '../language/syntax/tree';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** How many operations make a step, and how many a comparison takes beside those of the function. */
const OPERATIONS_AT_ONCE = 65_536;
const COMPARISON = 8;

/**
 * Stated derivatives that are not the derivative at a pre-activation of the network; the checker has looked at a grid.
 * In steps that can be abandoned.
 */
export function* derivativeDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const said = new Set(checked.diagnostics.filter((d) => d.code === 'derivative-mismatch').map((d) => d.range.start));
  const found = new Map<FunctionStatement, Diagnostic>();
  for (const use of checked.statedDerivatives) {
    const { statement, activation } = use;
    const range = statement.name?.range ?? statement.keyword;
    const within = statement.range;
    if (found.has(statement) || [...said].some((at) => at >= within.start && at <= within.end)) continue;
    const mismatch = yield* mismatchOf(checked, use, traces);
    if (mismatch === null) continue;
    found.set(
      statement,
      diagnostic(
        'derivative-mismatch',
        range,
        message(
          'At the pre-activation {0} this derivative of {1} is {2}, but the slope there is {3}. The derivative you gave is used.',
          mismatch.x,
          activation.name,
          mismatch.stated,
          mismatch.found,
        ),
        { fixes: [removeStatement(checked.spec.text, statement)] },
      ),
    );
  }
  return [...found.values()];
}

/** Looks at N of every neuron that has the activation. */
function* mismatchOf(
  checked: CheckedSpec,
  { activation, real }: StatedDerivativeUse,
  traces: readonly Trace[],
): Steps<DerivativeMismatch | null> {
  const portion = new Portion(OPERATIONS_AT_ONCE);
  for (const { index, activation: Sigma } of checked.layers) {
    if (Sigma?.kind !== 'coordinatewise' || (Sigma.uniform !== null && Sigma.uniform !== activation)) continue;
    for (const { forward } of traces) {
      const { N } = forward.layers[index - 1];
      for (const [neuron, own] of Sigma.activations.entries()) {
        if (portion.fills()) yield 0;
        if (own !== activation) continue;
        for (let i = neuron * N.cols; i < (neuron + 1) * N.cols; i++) {
          const found = compareDerivative(real, (x) => activation.derivative(x), [N.data[i]]);
          if (found !== null) return found;
          if (portion.fills(COMPARISON * (activation.cost ?? 1))) yield 0;
        }
      }
    }
  }
  return null;
}
