import type { Letters } from '../formula/formula';
import { shifted, type LayerIndex, type ObjectiveSymbol, type QuantitySymbol } from '../formula/symbol';
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
  const composed = symbol.name === 'along' && symbol.of.startsWith('R');
  return composed || symbol.name === 'column' || symbol.name === 'row' ? `(${tex})^T` : `${tex}^T`;
}

/** The letter of a layer's quantity with a superscript; behind a prime, which is one itself, it has to come first. */
function raised(name: Extract<QuantitySymbol, { layer: LayerIndex }>['name'], layer: LayerIndex, sup: string): string {
  if (name === 'dSigma') return `\\Sigma'${sup}${subscript(layer)}`;
  if (name === 'diagonal') return `\\widehat{\\Sigma}'${sup}${subscript(layer)}`;
  return `${bareSymbol({ name, layer } as QuantitySymbol)}${sup}`;
}

/** The letters of the R-operator; R itself is upright, as it is no matrix. */
function alongTex({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>): string {
  const at = subscript(layer);
  switch (of) {
    case 'V':
    case 'v':
      return `${of}${at}`;
    case 'RN':
      return `\\operatorname{R} N${at}`;
    case 'RSigma':
      return `\\operatorname{R} \\Sigma${at}`;
    case 'RDelta':
      return `\\operatorname{R} \\Delta${at}`;
    case 'RSeed':
      return '\\operatorname{R} \\nabla L';
    case 'd2Sigma':
      return `\\Sigma''${at}`;
    case 'd2Loss':
      return '\\nabla^2 L';
    case 'HV':
    case 'Hv':
      return `(${of})${at}`;
  }
}

function rowTex({ of, layer, index, objective }: Extract<QuantitySymbol, { name: 'row' }>): string {
  const sup = `^{${index}}`;
  switch (of) {
    case 'transposedW':
      return `(W${subscript(layer)}^T)${sup}`;
    case 'gradW':
      return `\\nabla_{W${subscript(layer)}${sup}} ${objectiveTex(objective)}`;
    case 'gradSigma':
      return `\\nabla_{\\Sigma${subscript(layer)}${sup}} ${objectiveTex(objective)}`;
    default:
      return raised(of, layer, sup);
  }
}

/** ∇_{W_r^i}(W_r^i·Σ_{r−1}), ∇_{W_r^i} Σ_r^i, ∇_{Σ_r^i} Σ_{r+1}; the latter two also with the argument of the map. */
function localTex({ of, layer, index, written }: Extract<QuantitySymbol, { name: 'local' }>): string {
  const at = of === 'next layer' ? shifted(layer, 1) : layer;
  const sup = `^{${index}}`;
  const rows = of === 'next layer' ? '' : sup;
  const product = `W${subscript(at)}${rows} \\cdot ${bareSymbol({ name: 'Sigma', layer: shifted(at, -1) })}`;
  const by = of === 'next layer' ? `\\Sigma${subscript(layer)}${sup}` : `W${subscript(layer)}${sup}`;
  if (of === 'product') return `\\nabla_{${by}} (${product})`;
  const map = `\\Sigma${subscript(at)}${rows}`;
  if (written === 'short') return `\\nabla_{${by}} ${map}`;
  const bias = written === 'affine' ? ` + b${subscript(at)}${rows}` : '';
  return `\\nabla_{${by}} (${map}(${product}${bias}))`;
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
      return symbol.of === 'lossGradient'
        ? `\\nabla L${ofSample(symbol.index)}`
        : raised(symbol.of, symbol.layer, ofSample(symbol.index));
    case 'start':
      return `${symbol.of === 'W' ? 'W' : '\\Delta'}${subscript(symbol.layer)}`;
    case 'row':
      return rowTex(symbol);
    case 'along':
      return alongTex(symbol);
    case 'local':
      return localTex(symbol);
    case 'Y':
      return 'Y';
    case 'lossGradient':
      return '\\nabla L';
    case 'rate':
      return '\\eta';
    case 'indicator':
      return `${symbol.columns === 1 ? 'e' : 'E'}${subscript(symbol.output)}`;
    case 'ones':
      // One page may have two of them, of different lengths.
      return symbol.size === 1 ? '1' : `\\mathbf{1}_{${symbol.size}}`;
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
      return `\\nabla_{${smallBy(symbol)}} ${objectiveTex(symbol.objective)}`;
    case 'start':
      return symbol.of === 'W' ? `w${subscript(symbol.layer)}` : bareSymbol(symbol);
    case 'updated':
      return `${symbol.of === 'W' ? 'w' : 'b'}${subscript(symbol.layer)}^{+}`;
    case 'Y':
      return 'y';
    default:
      return bareSymbol(symbol);
  }
}

function smallBy(symbol: Extract<QuantitySymbol, { name: 'gradient' }>): string {
  switch (symbol.by) {
    case 'W':
      return `w${subscript(symbol.layer)}`;
    case 'Sigma':
      return `\\sigma${subscript(symbol.layer)}`;
    case 'X':
      return 'x';
    default:
      return by(symbol);
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
      return place('Sigma', symbol.layer);
    case 'column':
      return symbol.of === 'lossGradient' ? 'loss.0' : place('Sigma', symbol.layer);
    case 'row':
      return place(rowParameter(symbol.of) ?? 'Sigma', symbol.layer);
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
    case 'start':
    case 'local':
      return null;
    case 'along':
      return alongTarget(symbol);
  }
}

/** A direction where it is written; what the R-operator gives, at what it is the change of. */
function alongTarget({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>): string | null {
  switch (of) {
    case 'V':
    case 'v':
      return place(of, layer);
    case 'HV':
      return place('W', layer);
    case 'Hv':
      return place('b', layer);
    case 'RSeed':
    case 'd2Loss':
      return 'loss.0';
    default:
      return place('Sigma', layer);
  }
}

/** The parameter that a row, or the gradient by it, belongs to. */
function rowParameter(of: Extract<QuantitySymbol, { name: 'row' }>['of']): 'W' | 'b' | null {
  if (of === 'W' || of === 'transposedW' || of === 'gradW') return 'W';
  return of === 'b' ? 'b' : null;
}

function place(quantity: 'W' | 'b' | 'V' | 'v' | 'Sigma', layer: LayerIndex): string | null {
  if (typeof layer !== 'number') return null;
  return layer === 0 ? 'X.0' : `${quantity}.${layer}`;
}

/** The same for entry c, from 0, of a row of a parameter. */
function rowEntryTarget({ of, layer, index }: Extract<QuantitySymbol, { name: 'row' }>, c: number): string | null {
  const parameter = rowParameter(of);
  const target = parameter === null ? null : place(parameter, layer);
  if (target === null || index === 'i') return null;
  return of === 'transposedW' ? `${target}.${c}.${index - 1}` : `${target}.${index - 1}.${c}`;
}

/** What a click on entry (r, c), from 0, of the matrix that stands for the symbol goes to, or null. */
export function entryTarget(symbol: QuantitySymbol, transposed: boolean, r: number, c: number): string | null {
  if (symbol.name === 'column') {
    // Column s of X is a part of what is written; of the others nothing is.
    if (symbol.of !== 'Sigma' || symbol.layer !== 0 || symbol.index === 's') return null;
    return `X.0.${transposed ? c : r}.${symbol.index - 1}`;
  }
  if (symbol.name === 'row') return rowEntryTarget(symbol, transposed ? r : c);
  const parameter =
    symbol.name === 'W' ||
    symbol.name === 'b' ||
    symbol.name === 'updated' ||
    symbol.name === 'Y' ||
    (symbol.name === 'along' && ['V', 'v', 'HV', 'Hv'].includes(symbol.of)) ||
    (symbol.name === 'gradient' && symbol.by !== 'Sigma' && symbol.by !== 'N') ||
    (symbol.name === 'Sigma' && symbol.layer === 0);
  const target = parameter ? targetOf(symbol) : null;
  if (target === null) return null;
  return transposed ? `${target}.${c}.${r}` : `${target}.${r}.${c}`;
}
