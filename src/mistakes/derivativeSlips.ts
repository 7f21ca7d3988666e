import type { LayerForward, Trace } from '../engine/trace';
import type { Layer } from '../network/network';
import { sigmoid } from '../functions/numbers/specialFunctions';
import type { Matrix } from '../network/matrix';
import { mapped, timesDerivative } from './products';
import type { WrongStep } from './wrongPass';
import type { Slip } from './slip';
import type { Change } from './wrongPass';

/** A wrong formula for σ′, in terms of x = N and s = Σ. */
interface Substitute {
  /** As it is shown. */
  readonly text: string;
  /** The activations for which it is often taken; all others too where this is null. */
  readonly of: readonly string[] | null;
  /** The activations whose derivative it is. */
  readonly rightFor: readonly string[];
  value(x: number, s: number): number;
}

const SIGMOID = ['sigmoid', 'logistic'];

/** Formulas that are confused with each other, the most usual first. */
const SUBSTITUTES: readonly Substitute[] = [
  { text: '1 − Σ', of: ['tanh', ...SIGMOID], rightFor: [], value: (_, s) => 1 - s },
  { text: 'Σ ∘ (1 − Σ)', of: null, rightFor: SIGMOID, value: (_, s) => s * (1 - s) },
  { text: '1 − Σ ∘ Σ', of: null, rightFor: ['tanh'], value: (_, s) => 1 - s * s },
  { text: 'N ∘ (1 − N)', of: SIGMOID, rightFor: [], value: (x) => x * (1 - x) },
  { text: '1 − N ∘ N', of: ['tanh'], rightFor: [], value: (x) => 1 - x * x },
  { text: 'Σ', of: null, rightFor: ['exp'], value: (_, s) => s },
  { text: 'sigmoid(N) ∘ (1 − sigmoid(N))', of: null, rightFor: SIGMOID, value: (x) => sigmoid(x) * (1 - sigmoid(x)) },
  { text: '1 − tanh²(N)', of: null, rightFor: ['tanh'], value: (x) => 1 - Math.tanh(x) ** 2 },
  { text: 'relu′(N)', of: null, rightFor: ['relu'], value: (x) => (x > 0 ? 1 : 0) },
];

/** Slips with the factor Σ′ of the layers `first` … k: missing, of another formula, or taken at another place. */
export function derivativeSlips(first: number, trace: Trace): WrongStep[] {
  const { layers } = trace.forward.network;
  const onTheWay = layers.slice(first - 1);
  const out: WrongStep[] = onTheWay.map(({ index }) => ({
    slip: { kind: 'noDerivative', layer: index },
    change: instead([index], layers.length, (_, G) => G),
  }));
  if (onTheWay.length > 1) {
    const all = onTheWay.map(({ index }) => index);
    out.push({ slip: { kind: 'noDerivative', layer: 'all' }, change: instead(all, layers.length, (_, G) => G) });
  }
  out.push(...extraDerivative(first, trace), ...otherFormulas(onTheWay, layers), ...ofValues(onTheWay, layers));
  return out;
}

/** Another formula for Σ′ of one layer, or another place, where Σ′ itself is wanted. */
export function formulaSlips(layer: number, trace: Trace): WrongStep[] {
  const { layers } = trace.forward.network;
  const one = [layers[layer - 1]];
  return [...otherFormulas(one, layers), ...ofValues(one, layers)];
}

/** Σ′_k although it has cancelled, and p ∘ (1 − p) for the Jacobian of softmax. */
function extraDerivative(first: number, { forward, backward }: Trace): WrongStep[] {
  const { layers } = forward.network;
  const k = layers.length;
  const out: WrongStep[] = [];
  const diagonal = ({ Sigma }: LayerForward, G: Matrix) => mapped(G, (g, i) => g * Sigma.data[i] * (1 - Sigma.data[i]));
  const softmaxLast = layers[k - 1].activation.kind === 'softmax';
  if (backward !== null && backward.fused !== null) {
    const twice = (slip: Slip, again: typeof diagonal) =>
      out.push({ slip, change: { start: ({ last, lastDelta }) => again(last, lastDelta) } });
    if (softmaxLast) twice({ kind: 'derivativeTwice', layer: k, diagonal: true }, diagonal);
    twice({ kind: 'derivativeTwice', layer: k, diagonal: false }, timesDerivative);
  }
  for (const { index, activation } of layers.slice(first - 1)) {
    if (activation.kind === 'softmax') {
      out.push({ slip: { kind: 'softmaxDiagonal', layer: index }, change: instead([index], k, diagonal) });
    }
  }
  return out;
}

/** Another formula for Σ′, in one layer and in all that have such an activation. */
function otherFormulas(onTheWay: readonly Layer[], layers: readonly Layer[]): WrongStep[] {
  const out: WrongStep[] = [];
  for (const substitute of SUBSTITUTES) {
    const concerned = onTheWay.filter((layer) => namesOf(layer).some((name) => isTakenFor(substitute, name)));
    const change = (indices: readonly number[]) =>
      instead(indices, layers.length, ({ N, Sigma, dSigma }, G, layer) =>
        mapped(G, (g, i) => {
          const name = nameOf(layer, Math.floor(i / G.cols));
          const taken = isTakenFor(substitute, name);
          return g * (taken ? substitute.value(N.data[i], Sigma.data[i]) : dSigma!.data[i]);
        }),
      );
    const slip = (layer: number | 'all'): Slip => ({ kind: 'otherDerivative', layer, used: substitute.text });
    if (concerned.length > 1) out.push({ slip: slip('all'), change: change(concerned.map(({ index }) => index)) });
    for (const { index } of concerned) out.push({ slip: slip(index), change: change([index]) });
  }
  return out;

  function instead(indices: readonly number[], k: number, f: (at: LayerForward, G: Matrix, layer: Layer) => Matrix) {
    return perLayer(indices, k, (index) => (at, G) => f(at, G, layers[index - 1]));
  }
}

function isTakenFor({ of, rightFor }: Substitute, name: string): boolean {
  return of === null ? name !== 'identity' && name !== 'linear' && !rightFor.includes(name) : of.includes(name);
}

function namesOf({ activation }: Layer): readonly string[] {
  return activation.kind === 'softmax' ? [] : activation.activations.map(({ name }) => name);
}

function nameOf({ activation }: Layer, neuron: number): string {
  return activation.kind === 'softmax' ? 'softmax' : activation.activations[neuron].name;
}

/** σ′(Σ_i) instead of σ′(N_i), in all layers on the way. */
function ofValues(onTheWay: readonly Layer[], layers: readonly Layer[]): WrongStep[] {
  const concerned = onTheWay.filter(({ activation }) => activation.kind !== 'softmax');
  if (concerned.length === 0) return [];
  const indices = concerned.map(({ index }) => index);
  const change = perLayer(indices, layers.length, (index) => ({ Sigma }, G) => {
    const { activation } = layers[index - 1];
    if (activation.kind === 'softmax') return G;
    return mapped(G, (g, i) => g * activation.activations[Math.floor(i / G.cols)].derivative(Sigma.data[i]));
  });
  return [{ slip: { kind: 'derivativeOfValues' }, change }];
}

/** A wrong factor in these layers; in the last one it makes Δ_k from ∇L. */
function instead(indices: readonly number[], k: number, f: (at: LayerForward, G: Matrix) => Matrix): Change {
  return perLayer(indices, k, () => f);
}

function perLayer(
  indices: readonly number[],
  k: number,
  of: (index: number) => (at: LayerForward, G: Matrix) => Matrix,
): Change {
  const inner = indices.filter((index) => index < k);
  return {
    ...(indices.includes(k) ? { start: ({ seed, last }) => of(k)(last, seed) } : {}),
    ...(inner.length > 0 ? { derivative: new Map(inner.map((index) => [index, of(index)])) } : {}),
  };
}
