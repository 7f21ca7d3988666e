import type { Layer, Network } from '../../network/network';
import type { ObjectiveSymbol } from '../formula/symbol';
import { objectiveTex, ofSample, symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** Layers up to which the chain of maps and the composition are written in full. */
const FULL_CHAIN = 6;
const FULL_COMPOSITION = 5;
/** Layers up to which N_i is marked in the composition. */
const FULL_NESTED = 4;

/**
 * The chain of maps of §2: f : ℝⁿ —W_1→ ℝ^{n_1} ⇉^{Σ_1} ℝ^{n_1} …; an affine map carries its bias, softmax, which is not
 * coordinate-wise, a single arrow.
 */
export function chainOfMapsTex(network: Network, style: TexStyle): string {
  const { layers, sizes } = network;
  const space = (n: number) => `\\mathbb{R}^{${n}}`;
  const link = (layer: Layer) => {
    const { index, size } = layer;
    const W = symbolTex({ name: 'W', layer: index }, false, style);
    const map = layer.affine ? `${W},\\, ${symbolTex({ name: 'b', layer: index }, false, style)}` : W;
    const Sigma = symbolTex({ name: 'Sigma', layer: index }, false, style);
    const arrow =
      layer.activation.kind === 'softmax' ? `\\xrightarrow{${Sigma}}` : `\\overset{${Sigma}}{\\rightrightarrows}`;
    return `\\xrightarrow{${map}} ${space(size)} ${arrow} ${space(size)}`;
  };
  const links =
    layers.length <= FULL_CHAIN
      ? layers.map(link)
      : [
          ...layers.slice(0, 3).map(link),
          '\\longrightarrow \\cdots \\longrightarrow',
          space(layers[layers.length - 1].inputSize),
          link(layers[layers.length - 1]),
        ];
  return `f : ${[space(sizes[0]), ...links].join(' ')}`;
}

/** f(X) = Σ_k(W_k·Σ_{k-1}(… Σ_1(W_1·X) …)), with + b_i where a layer is affine. */
export function compositionTex(network: Network, style: TexStyle): string {
  const { layers } = network;
  let inner = symbolTex({ name: 'Sigma', layer: 0 }, false, style);
  layers.forEach((layer, i) => {
    const { index } = layer;
    if (layers.length > FULL_COMPOSITION && i >= 2 && i < layers.length - 2) {
      if (i === 2) inner = `\\cdots ${inner} \\cdots`;
      return;
    }
    const W = symbolTex({ name: 'W', layer: index }, false, style);
    const bias = layer.affine ? ` + ${symbolTex({ name: 'b', layer: index }, false, style)}` : '';
    inner = `${symbolTex({ name: 'Sigma', layer: index }, false, style)}(${W} \\cdot ${inner}${bias})`;
  });
  return `f(X) = ${inner}`;
}

/**
 * The same with every N_i marked, as §2 sets it: f(X) = Σ_2(⏟W_2·Σ_1(⏟W_1·X⏟_{N_1})⏟_{N_2}); null where there are too many
 * layers to read it.
 */
export function nestedTex(network: Network, style: TexStyle): string | null {
  if (network.layers.length > FULL_NESTED) return null;
  const letter = (name: 'Sigma' | 'W' | 'b' | 'N', layer: number) => symbolTex({ name, layer }, false, style);
  let inner = letter('Sigma', 0);
  for (const { index, affine } of network.layers) {
    const bias = affine ? ` + ${letter('b', index)}` : '';
    const N = `\\underbrace{${letter('W', index)} \\cdot ${inner}${bias}}_{${letter('N', index)}}`;
    inner = `${letter('Sigma', index)}(${N})`;
  }
  return `f(X) = ${inner}`;
}

/**
 * The product of §2, taken from the right to the left: f(X) = Σ_k ∘ W_k · Σ_{k−1} ∘ W_{k−1} · … · Σ_1 ∘ W_1 · X; null where
 * there is a bias, which the note does not write so, or softmax, which is no Hadamard product.
 */
export function productTex({ layers }: Network, style: TexStyle): string | null {
  const inPaper = ({ affine, activation }: Layer) => !affine && activation.kind === 'coordinatewise';
  if (layers.length > FULL_CHAIN || !layers.every(inPaper)) return null;
  const letter = (name: 'Sigma' | 'W', layer: number) => symbolTex({ name, layer }, false, style);
  const factors = [...layers].reverse().map(({ index }) => `${letter('Sigma', index)} \\circ ${letter('W', index)}`);
  return `f(X) = ${[...factors, letter('Sigma', 0)].join(' \\cdot ')}`;
}

/** The value of what is differentiated as a symbol: `f(X)`, `f_2(X)`, `L`; f summed over the samples of a batch. */
export function objectiveValueTex(objective: ObjectiveSymbol, columns: number): string {
  const symbol = objectiveTex(objective);
  if (objective.letter === 'L') return symbol;
  return columns === 1 ? `${symbol}(X)` : `\\sum_{s=1}^{${columns}} ${symbol}(X${ofSample('s')})`;
}
