import { formula, inParentheses, ordinary, type Formula, type Term } from './formula';
import { ellipsis, weightGradient, type LayerList } from './gradientFormula';
import type { ExplicitForm } from './gradientSystem';
import type { Operator } from './product';
import type { Quantities } from './quantities';
import type { LayerIndex, QuantitySymbol } from './symbol';

/**
 * The quantities of sample s of a batch (from 1, or the letter s): the columns of what has one for every sample. What is
 * differentiated stays that of the batch.
 */
export function sampleQuantities(q: Quantities, s: number | 's'): Quantities {
  const ofSample = (symbol: QuantitySymbol): QuantitySymbol => {
    switch (symbol.name) {
      case 'Sigma':
      case 'dSigma':
      case 'diagonal':
      case 'Delta':
        return { name: 'column', of: symbol.name, layer: symbol.layer, index: s };
      case 'lossGradient':
        return { name: 'column', of: 'lossGradient', layer: q.last, index: s };
      case 'indicator':
        return { ...symbol, columns: 1 };
      default:
        return symbol;
    }
  };
  return { ...q, columns: 1, front: q.front, factor: (symbol) => q.factor(ofSample(symbol)) };
}

/** Samples in the order of a sum; `null` stands for those left out where there are more than `limit`. */
export function samplesShown(m: number, limit: number): readonly (number | null)[] {
  return m <= limit ? Array.from({ length: m }, (_, s) => s + 1) : [1, 2, null, m];
}

/** (4) or (5) over a batch: ⊗ does not sum over the samples, so ∇_{W_r} L is the sum of the form for each of them. */
export function sumOfForm(form: ExplicitForm, q: Quantities, r: LayerIndex, layers: LayerList, limit: number): Formula {
  const parts: (Term | Operator)[] = [];
  for (const s of samplesShown(q.columns, limit)) {
    if (parts.length > 0) parts.push('+');
    parts.push(s === null ? ellipsis : inParentheses(form(sampleQuantities(q, s), r, layers).right));
  }
  const { tag } = form(sampleQuantities(q, 's'), r, layers);
  return formula(q.factor(weightGradient(q, r)), ordinary(parts), tag);
}

/** The same in letters, with a sum sign: for reading only. */
export function sumSignOfForm(form: ExplicitForm, q: Quantities): ExplicitForm {
  return (_, r, layers) => {
    const { right, tag } = form(sampleQuantities(q, 's'), r, layers);
    const whole = formula(q.factor(weightGradient(q, r)), ordinary([inParentheses(right)]), tag);
    return { ...whole, result: null, samples: q.columns };
  };
}
