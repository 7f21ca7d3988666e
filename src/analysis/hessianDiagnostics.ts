import { type HessianFault, hessianFaultSteps } from '../engine/flaws/hessianFault';
import { hasDirection, isHessianQuick } from '../engine/hessianVector';
import type { Trace } from '../engine/trace';
import type { TextRange } from '../functions/expression/tree';
import type { CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message, quantities, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import type { Steps } from '../steps/steps';
import { columnName } from './faultText';

/**
 * Where the Hessian times the direction has an entry that is not finite, though the network and its gradient are: at the
 * direction, once for each. Of each sample as long as the page shows it. In steps that can be abandoned.
 */
export function* hessianDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const found = new Map<number, Diagnostic>();
  for (const trace of traces) {
    if (!hasDirection(trace.forward.network.layers)) return [];
    if (!isHessianQuick(trace)) continue;
    const fault = yield* hessianFaultSteps(trace);
    if (fault === null) continue;
    const range = rangeOfDirection(checked, fault);
    if (!found.has(range.start))
      found.set(range.start, diagnostic('hessian-not-finite', range, faultText(trace, fault)));
  }
  return [...found.values()];
}

/** The direction of the layer, of its bias for (Hv)_i; of another layer where it has none. */
function rangeOfDirection({ layers }: CheckedSpec, { quantity, layer }: HessianFault): TextRange {
  const own = layers[layer - 1].directionStatements;
  const ofBias = own.find(({ kind }) => quantity === 'Hv' && kind !== 'weights');
  const all = [ofBias, ...own, ...layers.flatMap(({ directionStatements }) => directionStatements)];
  return all.find((statement) => statement !== undefined)!.keyword;
}

const ofLoss = { d2Loss: '∇²L', RSeed: 'R∇L' } as const;
const ofLayer = { RN: 'RN', RSigma: 'RΣ', d2Sigma: 'Σ″', RDelta: 'RΔ', HV: '(HV)', Hv: '(Hv)' } as const;

function faultText({ forward: { sample } }: Trace, { quantity, layer, row, column }: HessianFault): Message {
  const name = quantity in ofLoss ? ofLoss[quantity as keyof typeof ofLoss] : `${ofLayer[quantity as keyof typeof ofLayer]}${subscript(layer)}`; // prettier-ignore
  const ofParameters = quantity === 'HV' || quantity === 'Hv';
  const entry = quantity === 'HV' ? `(${row + 1}, ${column + 1})` : `${row + 1}`;
  return message(
    'At {0}, entry {1} of {2} is not finite, so neither is the Hessian times the direction.',
    ofParameters && sample.column === undefined ? sample.name : columnName(sample, ofParameters ? 0 : column),
    entry,
    quantities(name),
  );
}
