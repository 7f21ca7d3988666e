import type { LostDigits, Trace, Underflow } from '../engine/trace';
import { isTiny } from '../numbers/lostDigits';
import type { TextRange } from '../functions/expression/tree';
import type { CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message, type Message } from '../message/message';
import { faultText } from './faultText';
import { lostDigitsText, underflowText } from './smallNumberText';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';
import { activationRange } from './numberDiagnostics';
import { rangeOf } from './places';

/** How many traces are looked at in one step. */
const TRACES_AT_ONCE = 256;

/**
 * What has no finite value, at the place to blame. The traces' faults are one mistake each; those that blame one place
 * are the same. In steps that can be abandoned.
 * @param traces the trace of each of the network's samples, in their order.
 */
export function* faultDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const found = new Map<number, Diagnostic>();
  if (traces.every(({ fault }) => fault === null)) return [];
  const rate = rangeOfRate(checked);
  const portion = new Portion(TRACES_AT_ONCE);
  for (const [sample, trace] of traces.entries()) {
    if (portion.fills()) yield sample / traces.length;
    if (trace.fault === null) continue;
    const data = checked.sampleStatements.at(sample)?.data.keyword ?? null;
    const range = rangeToBlame(checked, trace, trace.fault, { data, rate });
    if (found.has(range.start)) continue;
    const { code, message: text } = faultText(trace, trace.fault);
    found.set(range.start, diagnostic(code, range, text, { related: related(checked, trace, trace.fault) }));
  }
  return [...found.values()];
}

/**
 * What comes so close to 0 that a double cannot hold it, and what remains of terms that nearly cancel, at the place to
 * blame, once for each place. In steps that can be abandoned.
 */
export function* smallNumberDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const underflows = yield* atPlaces(checked, traces, 'underflow', (trace) => trace.underflows, underflowText);
  const lost = yield* atPlaces(checked, traces, 'lost-digits', (trace) => trace.lostDigits ?? [], lostDigitsText);
  return [...underflows, ...lost];
}

/** A diagnostic for the first of the places that have a range in common. */
function* atPlaces<Place extends Underflow>(
  checked: CheckedSpec,
  traces: readonly Trace[],
  code: 'underflow' | 'lost-digits',
  placesOf: (trace: Trace) => readonly Place[],
  textOf: (trace: Trace, place: Place) => Message,
): Steps<Diagnostic[]> {
  const found = new Map<number, Diagnostic>();
  if (traces.every((trace) => placesOf(trace).length === 0)) return [];
  const rate = rangeOfRate(checked);
  const portion = new Portion(TRACES_AT_ONCE);
  for (const [sample, trace] of traces.entries()) {
    const places = placesOf(trace);
    if (portion.fills(1 + places.length)) yield sample / traces.length;
    if (places.length === 0) continue;
    const data = checked.sampleStatements.at(sample)?.data.keyword ?? null;
    for (const place of places) {
      const range = rangeToBlame(checked, trace, place, { data, rate });
      if (found.has(range.start)) continue;
      const text = textOf(trace, place);
      found.set(range.start, diagnostic(code, range, text, { related: related(checked, trace, place) }));
    }
  }
  return [...found.values()];
}

function rangeOfRate({ spec }: CheckedSpec): TextRange | null {
  return spec.statements.find(({ kind }) => kind === 'rate')?.range ?? null;
}

/** Where the sample of a trace and the learning rate are, if the text has them. */
interface Around {
  readonly data: TextRange | null;
  readonly rate: TextRange | null;
}

function rangeToBlame(checked: CheckedSpec, trace: Trace, fault: Underflow, { data, rate }: Around): TextRange {
  const { quantity, layer: index, row } = fault;
  const layer = checked.layers[Math.max(index, 1) - 1];
  const ofWeights = layer.weightsStatement?.keyword ?? layer.statement.keyword;
  switch (quantity) {
    case 'N':
    case 'gradW':
      return ofWeights;
    case 'Sigma':
    case 'dSigma':
      return activationRange(layer, row);
    case 'lossTerm':
    case 'lossGradient':
    case 'value':
      return rangeOfObjective(checked, data);
    case 'Delta':
      return rangeOfDelta(checked, trace, fault, data);
    case 'gradb':
      return layer.biasStatement?.keyword ?? ofWeights;
    case 'gradX':
      return data ?? ofWeights;
    case 'updatedW':
    case 'updatedb':
      return rate ?? ofWeights;
  }
}

/** Σ′_i, or W_{i+1} if the product with it is bad already, as it is where its terms cancel; the objective if Δ_k comes from it at once. */
function rangeOfDelta(
  checked: CheckedSpec,
  trace: Trace,
  fault: Underflow | LostDigits,
  data: TextRange | null,
): TextRange {
  if (fault.layer === checked.layers.length && trace.backward?.fused) return rangeOfObjective(checked, data);
  const next = checked.layers.at(fault.layer);
  if (next === undefined || (!('digits' in fault) && isSoundBefore(trace, fault)))
    return activationRange(checked.layers[Math.max(fault.layer, 1) - 1], fault.row);
  return next.weightsStatement?.keyword ?? next.statement.keyword;
}

/** The loss; the batch whose sum overflows where there is none. */
function rangeOfObjective(checked: CheckedSpec, data: TextRange | null): TextRange {
  const statement = checked.objectiveStatement;
  if (statement?.kind === 'loss') return statement.name?.range ?? statement.custom?.body.range ?? statement.keyword;
  return data ?? checked.layers[checked.layers.length - 1].statement.keyword;
}

/** Whether the entry of W_{i+1}ᵀ·Δ_{i+1} that a bad Δ_i comes from is neither too large nor too small: then Σ′_i is to blame. */
function isSoundBefore({ forward, backward }: Trace, { layer, row, column }: Underflow): boolean {
  const { weights } = forward.network.layers[layer];
  const Delta = backward!.Delta[layer];
  let product = 0;
  for (let r = 0; r < Delta.rows; r++) {
    product += weights!.data[r * weights!.cols + row] * Delta.data[r * Delta.cols + column];
  }
  return Number.isFinite(product) && !isTiny(product);
}

/** The target of the output, or the column of X: which sample it is. */
function related(checked: CheckedSpec, { forward }: Trace, fault: Underflow): Diagnostic['related'] {
  const { quantity, row, column } = fault;
  const sample = forward.sample.name;
  const at = (of: 'X' | 'target', entry: { row: number; column: number }, text: Message): Diagnostic['related'] => {
    const range = rangeOf(checked, { quantity: of, layer: 0, sample, entry });
    return range === null ? [] : [{ range, message: text }];
  };
  switch (quantity) {
    case 'lossTerm':
    case 'lossGradient':
      return at('target', { row, column }, message('The target is here.'));
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'Delta':
      return forward.sample.X.cols === 1 ? [] : at('X', { row: 0, column }, message('The column is here.'));
    default:
      return [];
  }
}
