import type { Trace } from '../../engine/trace';
import { frozenPart } from '../../network/homogeneous';
import { deltaStep, gradientFromDelta, lastDelta, stableLastDelta } from '../formula/deltaRecursion';
import { formula, ordinary, type Formula } from '../formula/formula';
import { activation, activationDerivative, preActivation } from '../formula/forwardFormula';
import { transposedOf } from '../formula/gradientFormula';
import { biasGradient, inputGradient, updateFormula } from '../formula/parameterFormulas';
import type { Quantities } from '../formula/quantities';
import type { QuantitySymbol } from '../formula/symbol';

/** The formula of the shortest way to a quantity, whose entries are rows times columns; null for what the text gives. */
export function entryFormula(symbol: QuantitySymbol, q: Quantities, trace: Trace): Formula | null {
  const { network } = trace.forward;
  if (!('layer' in symbol) || typeof symbol.layer !== 'number') return null;
  const { layer } = symbol;
  switch (symbol.name) {
    case 'N':
      return preActivation(q, layer, network.layers[layer - 1].affine);
    case 'Sigma':
      return layer === 0 ? null : activation(q, layer);
    case 'dSigma':
      return activationDerivative(q, layer);
    case 'Delta':
      return layer < network.layers.length ? deltaStep(q, layer) : (stableLastDelta(q, trace) ?? lastDelta(q));
    case 'gradient':
      return gradientBy(symbol, layer, q);
    case 'updated':
      return updateFormula(q, symbol.of, layer, symbol.of === 'W' ? frozenPart(network.layers[layer - 1]) : null);
    default:
      return null;
  }
}

function gradientBy(
  symbol: Extract<QuantitySymbol, { name: 'gradient' }>,
  layer: number,
  q: Quantities,
): Formula | null {
  switch (symbol.by) {
    case 'W':
      return gradientFromDelta(q, layer);
    case 'b':
      return biasGradient(q, layer);
    case 'X':
      return inputGradient(q);
    case 'N':
      return formula(q.factor(symbol), ordinary([q.factor({ name: 'Delta', layer })]));
    case 'Sigma': {
      if (layer === q.last) return null;
      const next = layer + 1;
      const back = ordinary([
        transposedOf(q, { name: 'W', layer: next }),
        '·',
        q.factor({ name: 'Delta', layer: next }),
      ]);
      return formula(q.factor(symbol), back);
    }
  }
}
