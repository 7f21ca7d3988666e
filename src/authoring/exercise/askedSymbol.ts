import type { Trace } from '../../engine/trace';
import type { QuantityOfLayer } from '../../language/syntax/quantityWord';
import { message, quantities, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import type { AskedRef } from '../../mistakes/quantity';
import { quantityWord } from '../../mistakes/quantityName';
import { frozenPart } from '../../network/homogeneous';
import { deltaStep, gradientFromDelta, lastDelta, stableLastDelta } from '../../notation/formula/deltaRecursion';
import type { Chain, Formula, Term } from '../../notation/formula/formula';
import { activation, activationDerivative, preActivation } from '../../notation/formula/forwardFormula';
import { biasGradient, inputGradient, updateFormula } from '../../notation/formula/parameterFormulas';
import type { Quantities } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';

/** The symbol of a quantity in the formulas; null for L, which is a number without one. f is Σ_k. */
export function symbolOf({ quantity, layer }: QuantityOfLayer, q: Quantities): QuantitySymbol | null {
  switch (quantity) {
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'Delta':
      return { name: quantity, layer: layer! };
    case 'f':
      return { name: 'Sigma', layer: q.last };
    case 'gradW':
    case 'gradb':
      return { name: 'gradient', by: quantity === 'gradW' ? 'W' : 'b', layer: layer!, objective: q.objective };
    case 'gradX':
      return { name: 'gradient', by: 'X', layer: 0, objective: q.objective };
    case 'nextW':
    case 'nextb':
      return { name: 'updated', of: quantity === 'nextW' ? 'W' : 'b', layer: layer! };
    case 'L':
      return null;
  }
}

/** Whether a symbol is worked out, and not a number of the network. */
export function isComputed(symbol: QuantitySymbol): boolean {
  switch (symbol.name) {
    case 'Sigma':
      return symbol.layer !== 0;
    case 'N':
    case 'dSigma':
    case 'Delta':
    case 'lossGradient':
    case 'Jacobian':
    case 'gradient':
    case 'updated':
      return true;
    default:
      return false;
  }
}

/** The formula by which a quantity is worked out, in the usual order; null if it is read off, as X, W and ∇L. */
export function formulaOf(symbol: QuantitySymbol, q: Quantities, trace: Trace): Formula | null {
  const { layers } = trace.forward.network;
  switch (symbol.name) {
    case 'N':
      return preActivation(q, symbol.layer as number, layers[(symbol.layer as number) - 1].affine);
    case 'Sigma':
      return symbol.layer === 0 ? null : activation(q, symbol.layer as number);
    case 'dSigma':
      return activationDerivative(q, symbol.layer as number);
    case 'Delta':
      if (symbol.layer !== layers.length) return deltaStep(q, symbol.layer);
      return stableLastDelta(q, trace) ?? lastDelta(q);
    case 'gradient':
      if (symbol.by === 'X') return inputGradient(q);
      return symbol.by === 'W' ? gradientFromDelta(q, symbol.layer) : biasGradient(q, symbol.layer);
    case 'updated':
      return updateFormula(
        q,
        symbol.of,
        symbol.layer,
        symbol.of === 'W' ? frozenPart(layers[(symbol.layer as number) - 1]) : null,
      );
    default:
      return null;
  }
}

/** The symbols on the right side of a formula. */
export function symbolsIn(chain: Chain): readonly QuantitySymbol[] {
  const of = (term: Term): readonly QuantitySymbol[] => {
    switch (term.kind) {
      case 'factor':
        return [term.symbol];
      case 'application':
        return of(term.argument);
      case 'parentheses':
        return symbolsIn(term.inner);
      case 'ellipsis':
        return [];
    }
  };
  return chain.terms.flatMap(of);
}

/** A name under which what is known of a symbol is kept. */
export function symbolKey(symbol: QuantitySymbol): string {
  const which = symbol.name === 'gradient' ? symbol.by : symbol.name === 'updated' ? symbol.of : '';
  return `${symbol.name} ${which} ${'layer' in symbol ? (symbol.layer as number) : ''}`;
}

/** The quantity whose slips lead to wrong answers: for what a step of descent gives, the gradient. */
export function slipQuantity({ quantity, layer }: QuantityOfLayer, layers: number): AskedRef {
  switch (quantity) {
    case 'f':
      return { quantity: 'Sigma', layer: layers };
    case 'gradX':
      return { quantity, layer: 0 };
    case 'nextW':
    case 'nextb':
      return { quantity: quantity === 'nextW' ? 'gradW' : 'gradb', layer: layer! };
    case 'L':
      return { quantity, layer: layers };
    default:
      return { quantity, layer: layer! };
  }
}

/** A quantity in running text: ∇W₁, Δ₂, the updated W₁. */
export function labelOf(asked: QuantityOfLayer, layers: number): Message {
  const { quantity, layer } = asked;
  if (quantity === 'f') return quantities(quantity);
  if (quantity === 'nextW' || quantity === 'nextb') {
    return message('{0} after one step', quantities(`${quantity === 'nextW' ? 'W' : 'b'}${subscript(layer!)}`));
  }
  return quantityWord(slipQuantity(asked, layers));
}
