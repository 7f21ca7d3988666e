import type { Letters } from '../formula/formula';
import type { LayerIndex, ObjectiveSymbol, QuantitySymbol } from '../formula/symbol';
import type { TexStyle } from './texStyle';

/**
 * A symbol as TeX, as the paper writes it: `\Sigma'_k`, `W_{k-1}^T`, `X^T` for Σ_0ᵀ; as a number `\sigma'_k`, `w_k`, `x`.
 */
export function symbolTex(
  symbol: QuantitySymbol,
  transposed: boolean,
  style: TexStyle,
  letters: Letters = 'matrices',
): string {
  const target = targetOf(symbol);
  const tex = letters === 'matrices' ? matrixSymbol(symbol, transposed) : smallSymbol(symbol, letters);
  return target === null ? tex : style.data(`t=${target}`, tex);
}

/** An index as a subscript: `_k`, `_{k-1}`, `_{12}`. */
export function subscript(index: LayerIndex): string {
  const tex = indexTex(index);
  return tex.length === 1 ? `_${tex}` : `_{${tex}}`;
}

function indexTex(index: LayerIndex): string {
  if (typeof index === 'number') return String(index);
  const { letter, offset } = index;
  if (offset === 0) return letter;
  return offset > 0 ? `${letter}+${offset}` : `${letter}${offset}`;
}

/** A superscript of a superscript needs parentheses: (X^{(1)})ᵀ. */
function matrixSymbol(symbol: QuantitySymbol, transposed: boolean): string {
  const tex = bareSymbol(symbol);
  if (!transposed) return tex;
  if (symbol.name === 'ones' && symbol.size === 1) return tex;
  return symbol.name === 'column' ? `(${tex})^T` : `${tex}^T`;
}

function bareSymbol(symbol: QuantitySymbol): string {
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'N':
      return `${symbol.name}${subscript(symbol.layer)}`;
    case 'Sigma':
      return symbol.layer === 0 ? 'X' : `\\Sigma${subscript(symbol.layer)}`;
    case 'dSigma':
      return `\\Sigma'${subscript(symbol.layer)}`;
    case 'diagonal':
      return `\\widehat{\\Sigma}'${subscript(symbol.layer)}`;
    case 'Jacobian':
      return `J${subscript(symbol.layer)}`;
    case 'Delta':
      return `\\Delta${subscript(symbol.layer)}`;
    case 'column':
      return `${bareSymbol({ name: symbol.of, layer: symbol.layer })}${ofSample(symbol.index)}`;
    case 'Y':
      return 'Y';
    case 'lossGradient':
      return '\\nabla L';
    case 'rate':
      return '\\eta';
    case 'indicator':
      return `${symbol.columns === 1 ? 'e' : 'E'}${subscript(symbol.output)}`;
    case 'ones':
      return symbol.size === 1 ? '1' : '\\mathbf{1}';
    case 'mask':
      return `M${subscript(symbol.layer)}`;
    case 'reciprocal':
      return `\\tfrac{1}{${symbol.of}}`;
    case 'gradient':
      return `\\nabla_{${by(symbol)}} ${objectiveTex(symbol.objective)}`;
    case 'updated':
      return `${symbol.of}${subscript(symbol.layer)}^{+}`;
  }
}

/** The symbol where every n_i = 1. */
function smallSymbol(symbol: QuantitySymbol, letters: Letters): string {
  const argument = (layer: LayerIndex) => (letters === 'numbers with arguments' ? `(N${subscript(layer)})` : '');
  switch (symbol.name) {
    case 'W':
      return `w${subscript(symbol.layer)}`;
    case 'Sigma':
      return symbol.layer === 0 ? 'x' : `\\sigma${subscript(symbol.layer)}${argument(symbol.layer)}`;
    case 'dSigma':
      return `\\sigma'${subscript(symbol.layer)}${argument(symbol.layer)}`;
    case 'gradient':
      return symbol.by === 'W'
        ? `\\nabla_{w${subscript(symbol.layer)}} ${objectiveTex(symbol.objective)}`
        : bareSymbol(symbol);
    default:
      return bareSymbol(symbol);
  }
}

/** f, f_j, L or L^{(s)}. */
export function objectiveTex({ letter, output, column }: ObjectiveSymbol): string {
  return `${letter}${output === null ? '' : subscript(output)}${column === null ? '' : ofSample(column)}`;
}

/** What marks sample s of a batch: the superscript (s). */
export function ofSample(s: number | 's'): string {
  return `^{(${s})}`;
}

function by({ by: what, layer }: Extract<QuantitySymbol, { name: 'gradient' }>): string {
  if (what === 'X') return 'X';
  return `${what === 'Sigma' ? '\\Sigma' : what}${subscript(layer)}`;
}

/** What a click on the symbol goes to, as page.ts writes it (`W.2`), or null. */
function targetOf(symbol: QuantitySymbol): string | null {
  switch (symbol.name) {
    case 'W':
    case 'b':
      return place(symbol.name, symbol.layer);
    case 'updated':
      return place(symbol.of, symbol.layer);
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'diagonal':
    case 'Jacobian':
    case 'Delta':
    case 'column':
      return place('Sigma', symbol.layer);
    case 'gradient':
      return place(symbol.by === 'W' || symbol.by === 'b' ? symbol.by : 'Sigma', symbol.layer);
    case 'Y':
      return 'target.0';
    case 'lossGradient':
      return 'loss.0';
    case 'rate':
    case 'indicator':
    case 'ones':
    case 'mask':
    case 'reciprocal':
      return null;
  }
}

function place(quantity: 'W' | 'b' | 'Sigma', layer: LayerIndex): string | null {
  if (typeof layer !== 'number') return null;
  return layer === 0 ? 'X.0' : `${quantity}.${layer}`;
}

/** What a click on entry (r, c), from 0, of the matrix that stands for the symbol goes to, or null. */
export function entryTarget(symbol: QuantitySymbol, transposed: boolean, r: number, c: number): string | null {
  if (symbol.name === 'column') {
    // Column s of X is a part of what is written; of the others nothing is.
    if (symbol.layer !== 0) return null;
    return `X.0.${transposed ? c : r}.${symbol.index - 1}`;
  }
  const parameter =
    symbol.name === 'W' ||
    symbol.name === 'b' ||
    symbol.name === 'updated' ||
    symbol.name === 'Y' ||
    (symbol.name === 'gradient' && symbol.by !== 'Sigma' && symbol.by !== 'N') ||
    (symbol.name === 'Sigma' && symbol.layer === 0);
  const target = parameter ? targetOf(symbol) : null;
  if (target === null) return null;
  return transposed ? `${target}.${c}.${r}` : `${target}.${r}.${c}`;
}
