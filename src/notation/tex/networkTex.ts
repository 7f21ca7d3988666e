import type { Layer, Network } from '../../network/network';
import type { Letters } from '../formula/formula';
import type { ObjectiveSymbol } from '../formula/symbol';
import { letterTex, ofSample } from './letters';
import { mapTex, objectiveTex, symbolTex } from './symbolTex';
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
    const Sigma = mapTex({ name: 'Sigma', layer: index }, style);
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

/** The weights, or the biases, of all layers at once; where every n_i = 1, too. */
export function allParametersTex(name: 'W' | 'b', style: TexStyle): string {
  return letterTex(style, 'matrix', name, null);
}

/** The function and its parameters, f(X; W) or f(X; W, b); with small letters where every n_i = 1. */
export function functionTex({ layers }: Network, letters: Letters, style: TexStyle): string {
  const all = (name: 'W' | 'b') => allParametersTex(name, style);
  const parameters = layers.some(({ affine }) => affine) ? `${all('W')}, ${all('b')}` : all('W');
  return `f(${inputTex(letters, style)}; ${parameters})`;
}

/** f(X) = f(X; W) = Σ_k(W_k·Σ_{k-1}(… Σ_1(W_1·X) …)), with + b_i where a layer is affine. */
export function compositionTex(network: Network, style: TexStyle, letters: Letters = 'matrices'): string {
  const { layers } = network;
  const letter = letterIn(letters, style);
  const dot = letters === 'matrices' ? '\\cdot' : '\\,';
  let inner = letter('Sigma', 0);
  layers.forEach((layer, i) => {
    const { index } = layer;
    if (layers.length > FULL_COMPOSITION && i >= 2 && i < layers.length - 2) {
      if (i === 2) inner = `\\cdots ${inner} \\cdots`;
      return;
    }
    const bias = layer.affine ? ` + ${letter('b', index)}` : '';
    inner = `${letter('map', index)}(${letter('W', index)} ${dot} ${inner}${bias})`;
  });
  return `f(${inputTex(letters, style)}) = ${functionTex(network, letters, style)} = ${inner}`;
}

/**
 * The same with every N_i marked, as §2 sets it: f(X; W) = Σ_2(⏟W_2·Σ_1(⏟W_1·X⏟_{N_1})⏟_{N_2}); null where there are too
 * many layers to read it.
 */
export function nestedTex(network: Network, style: TexStyle, letters: Letters = 'matrices'): string | null {
  if (network.layers.length > FULL_NESTED) return null;
  const letter = letterIn(letters, style);
  const dot = letters === 'matrices' ? '\\cdot' : '\\,';
  let inner = letter('Sigma', 0);
  for (const { index, affine } of network.layers) {
    const bias = affine ? ` + ${letter('b', index)}` : '';
    const N = `\\underbrace{${letter('W', index)} ${dot} ${inner}${bias}}_{${letter('N', index)}}`;
    inner = `${letter('map', index)}(${N})`;
  }
  return `${functionTex(network, letters, style)} = ${inner}`;
}

/**
 * The product of §2, taken from the right to the left: f(X) = f(X; W) = Σ_k ∘ W_k · Σ_{k−1} ∘ W_{k−1} · … · Σ_1 ∘ W_1 · X;
 * null where there is a bias, which the note does not write so, or softmax, which is no Hadamard product.
 */
export function productTex(network: Network, style: TexStyle): string | null {
  const { layers } = network;
  const inPaper = ({ affine, activation }: Layer) => !affine && activation.kind === 'coordinatewise';
  if (layers.length > FULL_CHAIN || !layers.every(inPaper)) return null;
  const letter = letterIn('matrices', style);
  const factors = [...layers].reverse().map(({ index }) => `${letter('map', index)} \\circ ${letter('W', index)}`);
  return `f(${letter('Sigma', 0)}) = ${functionTex(network, 'matrices', style)} = ${[...factors, letter('Sigma', 0)].join(' \\cdot ')}`;
}

function letterIn(letters: Letters, style: TexStyle) {
  return (name: 'Sigma' | 'map' | 'W' | 'b' | 'N', layer: number) =>
    name === 'map'
      ? mapTex({ name: 'Sigma', layer }, style, letters)
      : symbolTex({ name, layer }, false, style, letters);
}

function inputTex(letters: Letters, style: TexStyle): string {
  return letterTex(style, letters === 'matrices' ? 'matrix' : 'number', 'X', null);
}

/** The value of what is differentiated as a symbol: `f(X)`, `f_2(X)`, `L`; f summed over the samples of a batch. */
export function objectiveValueTex(
  objective: ObjectiveSymbol,
  columns: number,
  letters: Letters,
  style: TexStyle,
): string {
  const symbol = objectiveTex(objective);
  if (objective.letter === 'L') return symbol;
  return columns === 1
    ? `${symbol}(${inputTex(letters, style)})`
    : `\\sum_{s=1}^{${columns}} ${symbol}(${inputTex('matrices', style)}${ofSample('s')})`;
}
