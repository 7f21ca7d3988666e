import { chainOf, inParentheses, ordinary, scalarProduct, type Chain, type Factor, type Term } from './formula';
import { transposedOf } from './gradientFormula';
import type { Operator } from './product';
import type { Quantities } from './quantities';
import { shifted, type DerivedSymbol, type LayerIndex } from './symbol';

/** A chain of equalities: what each right side comes to is `left`. */
export interface Equalities {
  readonly left: Factor;
  readonly members: readonly Chain[];
}

/** Neuron i (from 1) of layer r, or the letters of a general one. */
export interface Neuron {
  readonly layer: LayerIndex;
  readonly index: number | 'i';
}

type RowOf = Extract<DerivedSymbol, { name: 'row' }>['of'];

/** Row i of a quantity of the neuron's layer: W_r^i, Σ_r^i, ∇_{W_r^i} f, …. */
export function rowFactor(q: Quantities, of: RowOf, { layer, index }: Neuron): Factor {
  return q.factor({ name: 'row', of, layer, index, objective: q.objective });
}

/** The rule ∇_A(A·B) = Bᵀ for the row W_r^i and the column Σ_{r−1}: 1 × n_{r−1}. */
export function productRule(q: Quantities, { layer, index }: Neuron): Equalities {
  const left = q.factor({ name: 'local', of: 'product', layer, index, written: 'short' });
  return { left, members: [ordinary([transposedOf(q, { name: 'Sigma', layer: shifted(layer, -1) })])] };
}

/**
 * (6) for one neuron: ∇_{W_r^i} f = ∇_{Σ_r^i} f · ∇_{W_r^i} Σ_r^i = … = ∇_{Σ_r^i} f · Σ′_r^i · Σ_{r−1}ᵀ, 1 × n_{r−1}. After
 * softmax, where N_r^i acts on all of Σ_r, it is ⟨∇_{Σ_r} f, (J_r^i)ᵀ⟩ · Σ_{r−1}ᵀ; where that would lose digits, Δ_r^i · Σ_{r−1}ᵀ.
 * @param affine whether the layer has a bias.
 */
export function weightCoordinate(q: Quantities, neuron: Neuron, affine: boolean): Equalities {
  const left = rowFactor(q, 'gradW', neuron);
  const { layer, index } = neuron;
  const previous = transposedOf(q, { name: 'Sigma', layer: shifted(layer, -1) });
  if (layer === q.last && q.beginsWithDelta) {
    return { left, members: [ordinary([rowFactor(q, 'Delta', neuron), '·', previous])] };
  }
  if (layer === q.last && q.lastDerivative === 'Jacobian') {
    const all = scalarProduct([activationGradient(q, layer)], [transposedRow(q, 'Jacobian', neuron)]);
    return { left, members: [ordinary([all, '·', previous])] };
  }
  const outer = rowFactor(q, 'gradSigma', neuron);
  const inner = (written: 'short' | 'homogeneous' | 'affine') =>
    ordinary([outer, '·', q.factor({ name: 'local', of: 'neuron', layer, index, written })]);
  return {
    left,
    members: [
      inner('short'),
      inner(affine ? 'affine' : 'homogeneous'),
      ordinary([outer, '·', rowFactor(q, 'dSigma', neuron), '·', previous]),
    ],
  };
}

/**
 * (7) for one neuron of a layer r < k: ∇_{Σ_r^i} f = ⟨∇_{Σ_{r+1}} f, ∇_{Σ_r^i} Σ_{r+1}⟩ = … = (∇_{Σ_{r+1}} f) ∘ Σ′_{r+1} • (W_{r+1}ᵀ)^i,
 * a number. (W_{r+1}ᵀ)^i is a row, so it is transposed where it meets a column.
 * @param affine whether layer r + 1 has a bias.
 */
export function activationCoordinate(q: Quantities, neuron: Neuron, affine: boolean): Equalities {
  const left = rowFactor(q, 'gradSigma', neuron);
  const { layer, index } = neuron;
  const next = shifted(layer, 1);
  const row = rowFactor(q, 'transposedW', { layer: next, index });
  const column = transposedRow(q, 'transposedW', { layer: next, index });
  if (next === q.last && q.beginsWithDelta) {
    const Delta = q.factor({ name: 'Delta', layer: next });
    return { left, members: [ordinary([scalarProduct([Delta], [column])]), fromLeft([Delta, '•', row])] };
  }
  const outer = activationGradient(q, next);
  const local = (written: 'short' | 'homogeneous' | 'affine') =>
    ordinary([scalarProduct([outer], [q.factor({ name: 'local', of: 'next layer', layer, index, written })])]);
  const inParens = inParentheses(ordinary([outer]));
  const through =
    next === q.last && q.lastDerivative === 'Jacobian'
      ? throughJacobian(q, next, outer, row, column)
      : throughDerivative(q, next, outer, inParens, row, column);
  return { left, members: [local('short'), local(affine ? 'affine' : 'homogeneous'), ...through] };
}

function throughDerivative(
  q: Quantities,
  layer: LayerIndex,
  outer: Factor,
  inParens: Term,
  row: Factor,
  column: Factor,
): readonly Chain[] {
  const derivative = q.factor({ name: 'dSigma', layer });
  return [
    ordinary([scalarProduct([outer], [derivative, '∘', column])]),
    ordinary([scalarProduct([inParens, '∘', derivative], [column])]),
    fromLeft([inParens, '∘', derivative, '•', row]),
  ];
}

/** The same where the map is softmax: J is symmetric, but is transposed where it changes sides. */
function throughJacobian(
  q: Quantities,
  layer: LayerIndex,
  outer: Factor,
  row: Factor,
  column: Factor,
): readonly Chain[] {
  const Jacobian = q.factor({ name: 'Jacobian', layer });
  const transposed = transposedOf(q, { name: 'Jacobian', layer });
  return [
    ordinary([scalarProduct([outer], [Jacobian, '·', column])]),
    ordinary([scalarProduct([transposed, '·', outer], [column])]),
    fromLeft([inParentheses(ordinary([outer])), '•', transposed, '•', row]),
  ];
}

function activationGradient(q: Quantities, layer: LayerIndex): Factor {
  return q.factor({ name: 'gradient', by: 'Sigma', layer, objective: q.objective });
}

function transposedRow(q: Quantities, of: 'transposedW' | 'Jacobian', { layer, index }: Neuron): Factor {
  return transposedOf(q, { name: 'row', of, layer, index, objective: q.objective });
}

function fromLeft(parts: readonly (Term | Operator)[]): Chain {
  return chainOf('left-to-right', parts);
}
