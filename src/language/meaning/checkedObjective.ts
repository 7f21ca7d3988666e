import type { LayerActivation } from '../../functions/builtin/activation';
import type { Objective } from '../../network/network';
import type { Structure } from './structure';
import type { Note } from './checked';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import type { Definitions } from './definitions';
import { findBuiltinLoss, type LossName } from '../../functions/builtin/losses';
import { message, type Message } from '../../message/message';
import type { NumberLiteral } from '../../functions/expression/tree';
import type { OutputStatement } from '../syntax/tree';

/** What is differentiated: as the text says, otherwise the only output, otherwise nothing. */
export function checkedObjective(
  { objective }: Structure,
  outputs: number | null,
  definitions: Definitions,
): Objective {
  if (objective?.kind === 'loss') {
    const loss = definitions.losses.get(objective) ?? null;
    if (loss === null) return { kind: 'none' };
    return { kind: 'loss', loss, reduction: objective.reduction?.value ?? loss.defaultReduction };
  }
  const index = objective === null ? 1 : (objective.index?.value ?? NaN);
  const isOne = outputs !== null && Number.isInteger(index) && index >= 1 && index <= outputs;
  return isOne && (objective !== null || outputs === 1) ? { kind: 'output', index } : { kind: 'none' };
}

/** What is wrong with `output J`. */
export function outputProblem({ index, broken }: OutputStatement, outputs: number | null): Diagnostic | null {
  if (index === null || broken || Number.isNaN(index.value)) return null;
  const { value, range } = index;
  if (!Number.isInteger(value)) {
    return diagnostic('bad-number', range, message('Expected an output number (1, 2, …), found {0}.', value), {
      fixes: outputs === null ? [] : [write(index, Math.min(outputs, Math.max(1, Math.round(value))))],
    });
  }
  if (value < 1)
    return diagnostic('output-range', range, message('Outputs are numbered from 1.'), { fixes: [write(index, 1)] });
  if (outputs === null || value <= outputs) return null;
  return diagnostic(
    'output-range',
    range,
    message('There is no output {0}: the outputs are numbered from 1 to {1}.', value, outputs),
    { fixes: [write(index, outputs)] },
  );
}

function write({ range }: NumberLiteral, value: number) {
  return { title: message('Write {0}', value), edits: [{ range, newText: String(value) }], preferred: false };
}

/**
 * What those who know each loss from a library have to know of it beside a last layer with or without softmax; null where
 * nothing has to be said.
 */
const fromLibraries: Readonly<Record<LossName, ((last: LayerActivation) => Message | null) | null>> = {
  half_sse: null,
  sse: null,
  mse: null,
  l1: null,
  huber: null,
  cross_entropy: ({ kind }) =>
    kind === 'softmax'
      ? null
      : message(
          'cross_entropy takes the outputs as probabilities. PyTorch’s cross_entropy includes the softmax: to get the same values, use softmax as the last layer.',
        ),
  // As in PyTorch, it takes probabilities; with logits it has another name there.
  binary_cross_entropy: null,
};

/** What is worth knowing of the loss beside this last layer. */
export function lossNotes({ objective }: Structure, last: LayerActivation | null): readonly Note[] {
  if (objective?.kind !== 'loss' || objective.name === null || last === null) return [];
  const builtin = findBuiltinLoss(objective.name.text);
  const said = builtin && fromLibraries[builtin.name]?.(last);
  return said ? [{ range: objective.name.range, message: said }] : [];
}
