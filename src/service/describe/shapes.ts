import type { LayerActivation } from '../../functions/builtin/activation';
import { exactText } from '../../numbers/numberText';
import type { CheckedLayer, CheckedSpec } from '../../language/meaning/checked';

const SUPERSCRIPT: Record<string, string> = { '×': 'ˣ' };
for (const [i, c] of [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].entries()) SUPERSCRIPT[String(i)] = c;

/** A size, or ? where no fact states it. */
export function sizeText(size: number | null): string {
  return size === null ? '?' : String(size);
}

function superscript(text: string): string {
  return [...text].map((c) => SUPERSCRIPT[c] ?? c).join('');
}

/** ℝ³, or ℝ³ˣ² for a matrix; ℝ? where a size is unknown. */
export function space(rows: number | null, cols?: number | null): string {
  return `ℝ${superscript(cols === undefined ? sizeText(rows) : `${sizeText(rows)}×${sizeText(cols)}`)}`;
}

/** So many different activations of a layer are named. */
const MOST_RUNS = 24;

/** The name of Σ_i for people: `sigmoid`, `softmax`, or the different ones in order, runs counted: `tanh, 3 relu`; of very many the first. */
export function activationName(activation: LayerActivation | null): string {
  if (activation === null) return '?';
  if (activation.kind === 'softmax') return 'softmax';
  if (activation.uniform) return callText(activation.uniform);
  const runs: { text: string; count: number }[] = [];
  for (const a of activation.activations) {
    const text = callText(a);
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else if (runs.length < MOST_RUNS) runs.push({ text, count: 1 });
    else return `${runsText(runs)}, …`;
  }
  return runsText(runs);
}

function runsText(runs: readonly { readonly text: string; readonly count: number }[]): string {
  return runs.map(({ text, count }) => (count === 1 ? text : `${count} ${text}`)).join(', ');
}

function callText(a: { name: string; parameters: readonly { name: string; value: number }[] }): string {
  return a.parameters.length === 0
    ? a.name
    : `${a.name}(${a.parameters.map((p) => `${p.name} = ${exactText(p.value)}`).join(', ')})`;
}

/** `ℝ³ → ℝ¹ · sigmoid`. */
export function layerSummary(layer: CheckedLayer): string {
  return `${space(layer.inputSize)} → ${space(layer.size)} · ${activationName(layer.activation)}`;
}

/** ℝ² → ℝ³ → ℝ¹; a long chain keeps its ends and the neighbourhood of `around` (an index into sizes). */
export function chain(checked: CheckedSpec, around: number): string {
  const shown = checked.sizes
    .map((size, i) => ({ size, i }))
    .filter(({ i }) => i === 0 || i === checked.sizes.length - 1 || Math.abs(i - around) <= 3);
  return shown
    .map(({ size, i }, at) => {
      const gap = at > 0 && shown[at - 1].i !== i - 1 ? '⋯ → ' : '';
      const text = space(size);
      return gap + (i === around ? `**${text}**` : text);
    })
    .join(' → ');
}

/** A shape shown after a piece of text. */
export interface ShapeHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: 'layer' | 'matrix';
}
