import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import { gradientFromDelta } from '../notation/formula/deltaRecursion';
import { formula, ordinary, transposedFactor, type Formula, type Term } from '../notation/formula/formula';
import { transposedEntries } from '../notation/formula/entries';
import { ellipsis, weightGradient } from '../notation/formula/gradientFormula';
import { MOST_SAMPLES, type GradientForm } from '../notation/formula/forms';
import type { Block } from './page';
import { formulaBlock, note } from './pageBlocks';
import type { Operator } from '../notation/formula/product';
import { generalQuantities, type Quantities } from '../notation/formula/quantities';
import { samplesShown } from '../notation/formula/sampleForms';
import { shifted, type LayerIndex } from '../notation/formula/symbol';
import { rightTex, symbolicTex } from '../notation/tex/tex';
import { spokenEqualities } from '../notation/spoken/spokenFormula';
import { spokenSymbol } from '../notation/spoken/spokenSymbol';

/** Samples up to which the sum over them is written without dots. */
const SUMMANDS = 3;

/**
 * A batch's gradient as the sum of the shares of its samples, n_i × n_{i−1}:
 * ∇_{W_i} L = Δ_i^{(1)} · (Σ_{i−1}^{(1)})ᵀ + … + Δ_i^{(m)} · (Σ_{i−1}^{(m)})ᵀ.
 * @param limit samples beyond which dots stand for those in the middle; then the formula is for reading only.
 */
export function sumOverSamples(q: Quantities, i: LayerIndex, m: number, limit = Infinity): Formula {
  const parts: (Term | Operator)[] = [];
  for (const s of samplesShown(m, limit)) {
    if (parts.length > 0) parts.push('+');
    if (s === null) {
      parts.push(ellipsis);
      continue;
    }
    const Sigma = q.factor({ name: 'column', of: 'Sigma', layer: shifted(i, -1), index: s });
    parts.push(
      q.factor({ name: 'column', of: 'Delta', layer: i, index: s }),
      '·',
      transposedFactor(Sigma, transposedEntries),
    );
  }
  return formula(q.factor(weightGradient(q, i)), ordinary(parts));
}

/** How the one sample that is looked at stands to its batch; nothing unless there is one. */
export function columnBlocks({ column, objective }: Quantities): readonly Block[] {
  if (column === null) return [];
  const { index, of } = column;
  return [
    note(
      'forward.column',
      'info',
      message('Showing only sample {0} of {1} in the batch: X is column {0}.', index, of),
      ...(objective.letter === 'L'
        ? [message('Its L is its share of the batch’s L; the shares of all samples add up to it.')]
        : [message('The f of the batch is the sum of f over all samples.')]),
      { kind: 'choose', text: message('Show all samples'), column: null },
    ),
  ];
}

/** For a whole batch, that the last product is a sum over the samples, in letters; nothing for one sample. */
export function sumBlocks(network: Network, q: Quantities, chosen: GradientForm): readonly Block[] {
  const { columns: m } = q;
  if (m === 1) return [];
  const letters: Quantities = { ...q, factor: (symbol) => generalQuantities.factor(symbol) };
  const i: LayerIndex = { letter: 'i', offset: 0 };
  const whole = gradientFromDelta(letters, i);
  const sum = sumOverSamples(letters, i, m, SUMMANDS);
  return [
    formulaBlock(
      'gradient.sum',
      message('The gradient of the batch as a sum over its samples'),
      (style) => `${symbolicTex(whole, style)} = ${rightTex(sum, style)}`,
      () => spokenEqualities(spokenSymbol(whole.left), [whole, sum], { shape: null, value: null }, null),
    ),
    oneSampleNote(network, chosen, m),
  ];
}

/** What a batch does not have, or has as a sum, and how to come by it. */
export function oneSampleNote({ sizes }: Network, chosen: GradientForm, m: number): Block {
  return note('gradient.oneSample', 'info', ofOneSample(sizes, chosen, m), {
    kind: 'choose',
    text: message('Show only sample 1'),
    column: 1,
  });
}

function ofOneSample(sizes: readonly number[], chosen: GradientForm, m: number): Message {
  if (m > MOST_SAMPLES) return message('Formulas (4) and (5) are shown for at most {0} samples.', MOST_SAMPLES);
  if (!sizes.every((size) => size === 1)) {
    return message('Formulas (4) and (5) are sums over the samples, because ⊗ does not sum by itself.');
  }
  return chosen === '1' || chosen === '2'
    ? message('Formula ({0}) covers one sample, so the batch is shown with formula (3).', chosen)
    : message('Formulas (1) and (2) cover one sample.');
}
