import type { Trace } from '../../engine/trace';
import type { Network } from '../../network/network';
import { deltaStep, gradientFromDelta, lastDelta, stableLastDelta } from './deltaRecursion';
import { diagonalForm } from './diagonalForm';
import type { Formula, Letters } from './formula';
import { gradientFormula } from './gradientFormula';
import { gradientSystem, layersDown, type ExplicitForm } from './gradientSystem';
import { kroneckerForm } from './kroneckerForm';
import { innerIdentity, outerIdentity, outputGradient } from './proofIdentities';
import { quantitiesOf, type Quantities } from './quantities';
import { sumOfForm, sumSignOfForm } from './sampleForms';
import { scalarForm, scalarFormWithArguments } from './scalarForm';
import type { LayerIndex } from './symbol';

/** The forms in which the paper gives the gradient: (1)–(5), the Δ recursion of remark 3, and the proof's (6) and (7). */
export type GradientForm = '1' | '2' | '3' | '4' | '5' | 'delta' | 'proof';

/** The explicit forms by their numbers in the paper. */
export const explicitForms: Readonly<Record<'1' | '2' | '3' | '4' | '5', ExplicitForm>> = {
  1: scalarFormWithArguments,
  2: scalarForm,
  3: gradientFormula,
  4: kroneckerForm,
  5: diagonalForm,
};

/** Samples whose summands a formula for reading shows, with numbers; of more the first two and the last. */
export const SAMPLES = 4;
/** Samples up to which (4) and (5) are written as a sum over them. */
export const MOST_SAMPLES = 64;

/** The forms that this network and sample have: (1) and (2) where every n_i = 1 at one sample, (4) and (5) but for many samples. */
export function formsOf(network: Network, trace: Trace | null): readonly GradientForm[] {
  const q = quantitiesOf(network, trace);
  const single = q.columns === 1;
  const numbers = single && q.lastDerivative === 'dSigma' && network.sizes.every((size) => size === 1);
  const few = q.columns <= MOST_SAMPLES;
  return [...(numbers ? (['1', '2'] as const) : []), '3', ...(few ? (['4', '5'] as const) : []), 'delta', 'proof'];
}

/** The form that is shown where one is chosen: (3), if the network does not have it. */
export function shownForm(chosen: GradientForm, network: Network, trace: Trace | null): GradientForm {
  return formsOf(network, trace).includes(chosen) ? chosen : '3';
}

/** The letters that go with a form: those of §4 with (1) and (2). */
export function lettersOf(form: GradientForm): Letters {
  return form === '1' || form === '2' ? 'numbers' : 'matrices';
}

/**
 * ∇_{W_r} f in one of the forms that `formsOf` names: the last formula gives it, those before give what it needs.
 * With a trace each evaluates to the engine's numbers; with dots for the layers beyond `limit` it is for reading only.
 */
export function gradientInForm(
  form: GradientForm,
  network: Network,
  trace: Trace | null,
  r: number,
  limit = Infinity,
): readonly Formula[] {
  const q = quantitiesOf(network, trace);
  const k = network.layers.length;
  const inner = layersDown(k, r).filter((i): i is number => typeof i === 'number' && i < k);
  switch (form) {
    case 'delta': {
      const stable = trace !== null && q.beginsWithDelta ? stableLastDelta(q, trace) : null;
      return [stable ?? lastDelta(q), ...inner.map((i) => deltaStep(q, i)), gradientFromDelta(q, r)];
    }
    case 'proof':
      return [outputGradient(q), ...inner.map((i) => innerIdentity(q, i)), outerIdentity(q, r)];
    default: {
      const layers = layersDown(k, r, limit);
      const summed = q.columns > 1 && (form === '4' || form === '5');
      const samples = limit === Infinity ? Infinity : SAMPLES;
      return [summed ? sumOfForm(explicitForms[form], q, r, layers, samples) : explicitForms[form](q, r, layers)];
    }
  }
}

/**
 * ∇_{W_r} f in one of the forms (1)–(5), r < k, with all that the line of r + 1 has too folded into its value, Δ_{r+1}. null
 * for the other forms, whose lines have nothing in common.
 */
export function foldedGradient(form: GradientForm, q: Quantities, r: number, samples = Infinity): Formula | null {
  if (form === 'delta' || form === 'proof') return null;
  // What a network would have whose last layer is r + 1, and where the formulas begin with Δ.
  const folded: Quantities = { ...q, last: r + 1, beginsWithDelta: true };
  const layers = layersDown(r + 1, r);
  const summed = q.columns > 1 && (form === '4' || form === '5');
  return summed ? sumOfForm(explicitForms[form], folded, r, layers, samples) : explicitForms[form](folded, r, layers);
}

/**
 * The display of a form for a network of k layers: a line for every layer, for Δ and the proof first the lines downward
 * and then the gradients; null stands for a line of dots where there are more than `limit` layers.
 */
export function systemInForm(form: GradientForm, q: Quantities, k: number, limit: number): readonly (Formula | null)[] {
  if (form !== 'delta' && form !== 'proof') {
    const explicit = explicitForms[form];
    const summed = q.columns > 1 && (form === '4' || form === '5');
    return gradientSystem(summed ? sumSignOfForm(explicit, q) : explicit, q, k, limit);
  }
  const rows = layersDown(k, 1, limit);
  const lines = (write: (i: LayerIndex) => Formula) => rows.map((i) => (i === 'dots' ? null : write(i)));
  return form === 'delta'
    ? [...lines((i) => (i === k ? lastDelta(q) : deltaStep(q, i))), ...lines((i) => gradientFromDelta(q, i))]
    : [...lines((i) => (i === k ? outputGradient(q) : innerIdentity(q, i))), ...lines((i) => outerIdentity(q, i))];
}
