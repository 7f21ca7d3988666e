import type { Trace } from '../engine/trace';
import { updatedLayer } from '../engine/updated';
import type { Matrix } from '../network/matrix';
import { derivativeSlips } from './derivativeSlips';
import type { WrongStep } from './wrongPass';
import { mapped, product, productWithTransposed, timesDerivative, transposedProduct } from './products';
import type { AskedRef } from './quantity';
import { valuesBefore, type Change } from './wrongPass';

/** Slips on the way back to a gradient or Δ: with Σ′, with W, with ∇L in front, and with the last factor. */
export function backwardSlips({ quantity, layer }: AskedRef, trace: Trace): WrongStep[] {
  const first = Math.max(layer, 1);
  // The layers whose W is passed on the way back.
  const lowest = quantity === 'gradX' ? 1 : first + 1;
  return [
    ...derivativeSlips(first, trace),
    ...leftOut(lowest, trace),
    ...updated(lowest, trace),
    ...untransposed(lowest, trace),
    withoutSeed(),
    ...(quantity === 'gradW' ? lastFactor(first, trace) : []),
  ];
}

/** Δ_{i−1} = Δ_i ∘ Σ′_{i−1}, where the shapes allow it; one row is repeated, as NumPy does. */
function leftOut(lowest: number, { forward }: Trace): WrongStep[] {
  return forward.network.layers.slice(lowest - 1).flatMap(({ index, size, inputSize }): WrongStep[] => {
    if (size !== inputSize && size !== 1) return [];
    const back = (Delta: Matrix): Matrix =>
      size === inputSize
        ? Delta
        : {
            rows: inputSize,
            cols: Delta.cols,
            data: Float64Array.from({ length: inputSize * Delta.cols }, (_, i) => Delta.data[i % Delta.cols]),
          };
    return [{ slip: { kind: 'noWeights', layer: index }, change: { back: new Map([[index, back]]) } }];
  });
}

/** W_i − η∇_{W_i} for W_i: each updated before the next Δ is computed, or all by the right gradient. */
function updated(lowest: number, { forward, backward }: Trace): WrongStep[] {
  const { rate, layers } = forward.network;
  if (rate === null || backward === null) return [];
  const passed = layers.slice(lowest - 1);
  if (passed.length === 0) return [];
  const inTurn: Change['back'] = new Map(
    passed.map(({ index }) => [
      index,
      (Delta, layer, at) => {
        const G = productWithTransposed(Delta, valuesBefore(at, layer.index));
        return transposedProduct(
          mapped(G, (g, i) => layer.weights!.data[i] - rate * g),
          Delta,
        );
      },
    ]),
  );
  const atOnce: Change['back'] = new Map(
    passed.map((layer) => {
      let W: Matrix | null = null;
      return [
        layer.index,
        (Delta: Matrix) => transposedProduct((W ??= updatedLayer(layer, backward, rate).W), Delta),
      ] as const;
    }),
  );
  return [inTurn, atOnce].map((back) => ({ slip: { kind: 'updatedWeights' }, change: { back } }));
}

/** W·Δ for Wᵀ·Δ wherever W is square. */
function untransposed(lowest: number, { forward }: Trace): WrongStep[] {
  const square = forward.network.layers.slice(lowest - 1).filter(({ size, inputSize }) => size === inputSize);
  if (square.length === 0) return [];
  const back: Change['back'] = new Map(
    square.map(({ index }) => [index, (Delta, { weights }) => product(weights!, Delta)]),
  );
  return [{ slip: { kind: 'untransposed' }, change: { back } }];
}

/** Ones for ∇L. */
function withoutSeed(): WrongStep {
  return {
    slip: { kind: 'noSeed' },
    change: {
      start: ({ seed, last }) =>
        timesDerivative(
          last,
          mapped(seed, () => 1),
        ),
    },
  };
}

/** Another matrix for Σ_{r−1} in ∇_{W_r} = Δ_r·Σ_{r−1}ᵀ. */
function lastFactor(r: number, { forward }: Trace): WrongStep[] {
  const out: WrongStep[] = [];
  if (r > 1) {
    out.push({ slip: { kind: 'preActivation', layer: r - 1 }, change: { values: (at) => at.layers[r - 2].N } });
  }
  for (let layer = 0; layer <= forward.layers.length; layer++) {
    if (layer === r - 1) continue;
    out.push({ slip: { kind: 'otherValues', layer }, change: { values: (at) => valuesBefore(at, layer + 1) } });
  }
  return out;
}
