import type { Letters } from '../formula/formula';
import { shifted, type LayerIndex, type ObjectiveSymbol, type QuantitySymbol } from '../formula/symbol';
import { letterTex, ofSample, subscript, type LetterName, type Marks } from './letters';
import { targetOf } from './symbolTarget';
import type { TexStyle } from './texStyle';

/**
 * A symbol as TeX: `\Sigma'_k`, `W_{k-1}^T`, `X^T` for Σ_0ᵀ; as a number `\sigma'_k`, `w_k`, `x`; in the letters of a
 * course `g'^{[k]}`, `W^{[k-1]T}`, `x^T`.
 */
export function symbolTex(
  symbol: QuantitySymbol,
  transposed: boolean,
  style: TexStyle,
  letters: Letters = 'matrices',
): string {
  const tex = letters === 'matrices' ? matrixSymbol(symbol, transposed, style) : smallSymbol(symbol, letters, style);
  return marked(symbol, tex, style);
}

/** The same for a map in front of its argument: of Σ_i(N_i) the Σ_i. */
export function mapTex(symbol: QuantitySymbol, style: TexStyle, letters: Letters = 'matrices'): string {
  if (symbol.name !== 'Sigma') return symbolTex(symbol, false, style, letters);
  const kind = letters === 'matrices' ? 'matrix' : 'number';
  return marked(symbol, letterTex(style, kind, 'map', symbol.layer), style);
}

function marked(symbol: QuantitySymbol, tex: string, style: TexStyle): string {
  const target = targetOf(symbol);
  return target === null ? tex : style.data(`t=${target}`, tex);
}

/** A letter of matrices in the alphabet of the style; Σ_0 is X. */
function letter(style: TexStyle, name: LetterName, layer: LayerIndex | null, marks?: Marks): string {
  const input = name === 'Sigma' && layer === 0;
  return letterTex(style, 'matrix', input ? 'X' : name, input ? null : layer, marks);
}

function matrixSymbol(symbol: QuantitySymbol, transposed: boolean, style: TexStyle): string {
  if (!transposed) return bareSymbol(symbol, style);
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'diagonal':
    case 'Jacobian':
    case 'Delta':
    case 'mask':
      return letter(style, symbol.name, symbol.layer, { transposed });
    case 'Y':
      return letter(style, 'Y', null, { transposed });
    case 'start':
      return letter(style, symbol.of, symbol.layer, { transposed });
    case 'along':
      return symbol.of === 'V' || symbol.of === 'v'
        ? letter(style, symbol.of, symbol.layer, { transposed })
        : composedTransposed(symbol, symbol.of.startsWith('R'), style);
    case 'ones':
      return symbol.size === 1 ? bareSymbol(symbol, style) : composedTransposed(symbol, false, style);
    default:
      return composedTransposed(symbol, symbol.name === 'column' || symbol.name === 'row', style);
  }
}

/** A superscript of a superscript needs parentheses: (X^{(1)})ᵀ. */
function composedTransposed(symbol: QuantitySymbol, parentheses: boolean, style: TexStyle): string {
  const tex = bareSymbol(symbol, style);
  return parentheses ? `(${tex})^T` : `${tex}^T`;
}

/** The letters of the R-operator; R itself is upright, as it is no matrix. */
function alongTex({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>, style: TexStyle): string {
  const changeOf = (name: LetterName) => `\\operatorname{R} ${letter(style, name, layer)}`;
  switch (of) {
    case 'V':
    case 'v':
    case 'd2Sigma':
      return letter(style, of, layer);
    case 'RN':
      return changeOf('N');
    case 'RSigma':
      return changeOf('Sigma');
    case 'RDelta':
      return changeOf('Delta');
    case 'RSeed':
      return '\\operatorname{R} \\nabla L';
    case 'd2Loss':
      return '\\nabla^2 L';
    case 'HV':
    case 'Hv':
      return letterTex(style, 'matrix', of, layer);
  }
}

function rowTex({ of, layer, index, objective }: Extract<QuantitySymbol, { name: 'row' }>, style: TexStyle): string {
  switch (of) {
    case 'transposedW': {
      const W = letter(style, 'W', layer, { transposed: true });
      return style.alphabet === 'paper' ? `(${W})^{${index}}` : `(${W})_{${index}}`;
    }
    case 'gradW':
      return `\\nabla_{${letter(style, 'W', layer, { row: index })}} ${objectiveTex(objective)}`;
    case 'gradSigma':
      return `\\nabla_{${letter(style, 'Sigma', layer, { row: index })}} ${objectiveTex(objective)}`;
    default:
      return letter(style, of, layer, { row: index });
  }
}

/** ∇_{W_r^i}(W_r^i·Σ_{r−1}), ∇_{W_r^i} Σ_r^i, ∇_{Σ_r^i} Σ_{r+1}; the latter two also with the argument of the map. */
function localTex({ of, layer, index, written }: Extract<QuantitySymbol, { name: 'local' }>, style: TexStyle): string {
  const at = of === 'next layer' ? shifted(layer, 1) : layer;
  const rows: Marks = of === 'next layer' ? {} : { row: index };
  const product = `${letter(style, 'W', at, rows)} \\cdot ${letter(style, 'Sigma', shifted(at, -1))}`;
  const by = letter(style, of === 'next layer' ? 'Sigma' : 'W', layer, { row: index });
  if (of === 'product') return `\\nabla_{${by}} (${product})`;
  if (written === 'short') return `\\nabla_{${by}} ${letter(style, 'Sigma', at, rows)}`;
  const bias = written === 'affine' ? ` + ${letter(style, 'b', at, rows)}` : '';
  return `\\nabla_{${by}} (${letter(style, 'map', at, rows)}(${product}${bias}))`;
}

/** Quantities that are a letter with the number of their layer. */
const LETTERS = ['W', 'b', 'N', 'Sigma', 'dSigma', 'diagonal', 'Jacobian', 'Delta', 'mask'] as const;
type LetterSymbol = Extract<QuantitySymbol, { name: (typeof LETTERS)[number] }>;

function isLetter(symbol: QuantitySymbol): symbol is LetterSymbol {
  return LETTERS.some((name) => name === symbol.name);
}

function bareSymbol(symbol: QuantitySymbol, style: TexStyle): string {
  if (isLetter(symbol)) return letter(style, symbol.name, symbol.layer);
  switch (symbol.name) {
    case 'column':
      return symbol.of === 'lossGradient'
        ? `\\nabla L${ofSample(symbol.index)}`
        : letter(style, symbol.of, symbol.layer, { sample: symbol.index });
    case 'start':
      return letter(style, symbol.of, symbol.layer);
    case 'row':
      return rowTex(symbol, style);
    case 'along':
      return alongTex(symbol, style);
    case 'local':
      return localTex(symbol, style);
    case 'Y':
      return letter(style, 'Y', null);
    case 'lossGradient':
      return '\\nabla L';
    case 'rate':
      return '\\eta';
    case 'indicator':
      return `${symbol.columns === 1 ? 'e' : 'E'}${subscript(symbol.output)}`;
    case 'ones':
      // One page may have two of them, of different lengths.
      return symbol.size === 1 ? '1' : `\\mathbf{1}_{${symbol.size}}`;
    case 'reciprocal':
      return `\\tfrac{1}{${symbol.of}}`;
    case 'gradient':
      return `\\nabla_{${by(symbol, 'matrix', style)}} ${objectiveTex(symbol.objective)}`;
    case 'updated':
      return letter(style, symbol.of, symbol.layer, { updated: true });
  }
}

/** The symbol where every n_i = 1. */
function smallSymbol(symbol: QuantitySymbol, letters: Letters, style: TexStyle): string {
  const small = (name: LetterName, layer: LayerIndex | null, marks?: Marks) =>
    letterTex(style, 'number', name, layer, marks);
  const withArgument = letters === 'numbers with arguments';
  const argument = (layer: LayerIndex) => (withArgument ? `(${small('N', layer)})` : '');
  switch (symbol.name) {
    case 'W':
      return small('W', symbol.layer);
    case 'Sigma':
      if (symbol.layer === 0) return small('X', null);
      return `${small(withArgument ? 'map' : 'Sigma', symbol.layer)}${argument(symbol.layer)}`;
    case 'dSigma':
      return `${small('dSigma', symbol.layer)}${argument(symbol.layer)}`;
    case 'gradient':
      return `\\nabla_{${by(symbol, 'number', style)}} ${objectiveTex(symbol.objective)}`;
    case 'start':
      return symbol.of === 'W' ? small('W', symbol.layer) : bareSymbol(symbol, style);
    case 'updated':
      return small(symbol.of, symbol.layer, { updated: true });
    case 'Y':
      return small('Y', null);
    default:
      return bareSymbol(symbol, style);
  }
}

/** f, f_j, L or L^{(s)}. */
export function objectiveTex({ letter, output, column }: ObjectiveSymbol): string {
  return `${letter}${output === null ? '' : subscript(output)}${column === null ? '' : ofSample(column)}`;
}

function by(
  { by: what, layer }: Extract<QuantitySymbol, { name: 'gradient' }>,
  kind: 'matrix' | 'number',
  style: TexStyle,
): string {
  return what === 'X' ? letterTex(style, kind, 'X', null) : letterTex(style, kind, what, layer);
}
