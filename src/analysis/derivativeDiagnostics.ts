import type { Trace } from '../engine/trace';
import type { CheckedSpec, StatedDerivativeUse } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { removeStatement } from '../language/text/lineEdits';
import { message } from '../message/message';
import { compareDerivative } from '../functions/custom/customActivation';
import type { FunctionStatement } from '../language/syntax/tree';

/** Stated derivatives that are not the derivative at a pre-activation of the network; the checker has looked at a grid. */
export function derivativeDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Diagnostic[] {
  const said = new Set(checked.diagnostics.filter((d) => d.code === 'derivative-mismatch').map((d) => d.range.start));
  const found = new Map<FunctionStatement, Diagnostic>();
  for (const use of checked.statedDerivatives) {
    const { statement, activation, real } = use;
    const range = statement.name?.range ?? statement.keyword;
    const within = statement.range;
    if (found.has(statement) || [...said].some((at) => at >= within.start && at <= within.end)) continue;
    const mismatch = compareDerivative(real, (x) => activation.derivative(x), preActivations(checked, use, traces));
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

/** N of every neuron that has the activation. */
function* preActivations(
  checked: CheckedSpec,
  { activation }: StatedDerivativeUse,
  traces: readonly Trace[],
): Generator<number> {
  for (const { index, activation: Sigma } of checked.layers) {
    if (Sigma?.kind !== 'coordinatewise' || !Sigma.activations.includes(activation)) continue;
    for (const { forward } of traces) {
      const { N } = forward.layers[index - 1];
      for (const [neuron, own] of Sigma.activations.entries()) {
        if (own !== activation) continue;
        yield* N.data.subarray(neuron * N.cols, (neuron + 1) * N.cols);
      }
    }
  }
}
