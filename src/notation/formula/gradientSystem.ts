import type { Formula } from './formula';
import type { LayerList } from './gradientFormula';
import type { Quantities } from './quantities';
import { shifted, type LayerIndex } from './symbol';

/** One of the explicit forms (1)–(5): ∇_{W_r} f from the layers k … r. */
export type ExplicitForm = (q: Quantities, r: LayerIndex, layers: LayerList) => Formula;

/**
 * Layers k … r, from the last downward; with more than `limit` of them the first three and the last two, dots between.
 */
export function layersDown(k: number, r: number, limit = Infinity): LayerList {
  const all = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
  if (k - r + 1 <= limit) return all(k, r);
  return [...all(k, k - 2), 'dots', ...all(r + 1, r)];
}

/**
 * A form for every layer r = k, …, 1; with more than `limit` layers (5 or more) for those of the paper's display, k,
 * k − 1, k − 2 and 1. A null stands for the line of dots.
 */
export function gradientSystem(
  form: ExplicitForm,
  q: Quantities,
  k: number,
  limit: number,
): readonly (Formula | null)[] {
  const rows = k <= limit ? layersDown(k, 1) : [k, k - 1, k - 2, 'dots' as const, 1];
  return rows.map((r) => (typeof r === 'number' ? form(q, r, layersDown(k, r, limit)) : null));
}

/** A form as it stands in the paper, for a general k. */
export function generalGradientSystem(form: ExplicitForm, q: Quantities): readonly (Formula | null)[] {
  const [k, k1, k2] = [0, -1, -2].map((by) => shifted(q.last, by));
  return [form(q, k, [k]), form(q, k1, [k, k1]), form(q, k2, [k, k1, k2]), null, form(q, 1, [k, k1, k2, 'dots', 2, 1])];
}
