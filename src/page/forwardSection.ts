import type { Trace } from '../engine/trace';
import { saidNumber } from '../notation/spoken/spokenNumbers';
import { message, type Message } from '../message/message';
import type { Reduction } from '../functions/builtin/loss';
import type { Layer, Network, Sample } from '../network/network';
import type { Rational } from '../functions/numbers/rational';
import { batchSize } from '../network/sampleColumn';
import { exactnessBlocks } from './exactnessBlocks';
import { inLetters, type Formula, type Letters } from '../notation/formula/formula';
import { lettersOf, shownForm } from '../notation/formula/forms';
import { fractionTex, isReadable } from '../notation/tex/fractionTex';
import { activation, activationDerivative, preActivation } from '../notation/formula/forwardFormula';
import { lossWithNumbersTex } from '../notation/tex/lossText';
import { objectiveValueTex } from '../notation/tex/networkTex';
import { numberTex } from '../numbers/numberText';
import type { Block, Section } from './page';
import { kinkNotes } from './conventions';
import { faultNotes } from './faultNotes';
import { columnBlocks } from './columnBlocks';
import { heatMapBlock, type Pictures } from './heatMap/heatMaps';
import { formulaBlock, layerHeading } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import type { Quantities } from '../notation/formula/quantities';
import { blocksOfLayers } from './shownLayers';
import { objectiveTex, symbolTex } from '../notation/tex/symbolTex';
import { numericTex, shapedTex, valueTex } from '../notation/tex/tex';
import type { TexStyle } from '../notation/tex/texStyle';
import { toldNumber } from '../notation/tex/writtenNumbers';
import type { QuantitySymbol } from '../notation/formula/symbol';
import { spokenFormula, spokenQuantities } from '../notation/spoken/spokenFormula';
import { spokenObjective } from '../notation/spoken/spokenSymbol';

/** Section 2: for each layer N_i, Σ_i and Σ′_i with their numbers, then the value of f or L. */
export function forwardSection(
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
  pictures: Pictures,
): Section {
  const picture = (quantity: 'X' | 'W', layer: number) => {
    const block = heatMapBlock({ quantity, layer }, q, choices.digits, pictures);
    return block === null ? [] : [block];
  };
  const blocks: Block[] = [...columnBlocks(q), ...(trace === null ? [] : exactnessBlocks(network, q, choices))];
  const letters = lettersOf(shownForm(choices.form, network, trace));
  const X = q.factor({ name: 'Sigma', layer: 0 });
  if (X.value !== null) {
    const Y = q.factor({ name: 'Y' });
    const given = Y.value === null ? [X] : [X, Y];
    blocks.push(
      formulaBlock(
        'forward.X',
        message('The input X'),
        (style) =>
          given.map((factor) => valueTex(factor, { ...choices, id: 'forward.X' }, style, letters)).join(', \\qquad '),
        () => spokenQuantities(given, choices.digits, letters),
      ),
      ...picture('X', 0),
    );
  }
  blocks.push(
    ...blocksOfLayers(network.layers, 'forward', (layer) => [
      layerHeading(`forward.${layer.index}`, layerTitle(layer), layer.index),
      ...layerBlocks(layer, trace, q, choices, letters),
      ...picture('W', layer.index),
      ...(trace === null ? [] : kinkNotes(network, trace, layer.index)),
      ...faultNotes(`forward.${layer.index}.fault`, trace, ['N', 'Sigma', 'dSigma'], layer.index),
    ]),
  );
  if (trace !== null) blocks.push(...valueBlocks(trace, q, choices, letters));
  blocks.push(...faultNotes('forward.value.fault', trace, ['lossTerm', 'value']));
  return { id: 'forward', heading: message('Forward'), blocks };
}

/** The heading over a layer's formulas. */
export function layerTitle({ index, name }: Layer) {
  return name === null ? message('Layer {0}', index) : message('Layer {0}: {1}', index, name);
}

/** Samples up to which Σ_i and Σ′_i stand side by side. */
const SIDE_BY_SIDE = 2;

function layerBlocks(
  layer: Layer,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
  letters: Letters,
): readonly Block[] {
  const { index } = layer;
  const block = (part: string, label: Message, ...formulas: readonly Formula[]) => {
    const id = `forward.${index}.${part}`;
    const write = (written: Formula, style: TexStyle) => {
      const formula = inLetters(written, letters);
      return trace === null ? shapedTex(formula, style) : numericTex(formula, { ...choices, id }, style);
    };
    const all = (style: TexStyle) => formulas.map((formula) => write(formula, style)).join(', \\qquad ');
    const speak = () => formulas.flatMap((formula) => spokenFormula(inLetters(formula, letters), choices.digits));
    return formulaBlock(id, label, all, speak, { layer: index });
  };
  const N = block('N', message('The pre-activations N{0}', index), preActivation(q, index, layer.affine));
  const Sigma = activation(q, index);
  const SigmaLabel = message('The activations Σ{0} of N{0}', index);
  if (layer.activation.kind === 'softmax') return [N, block('Sigma', SigmaLabel, Sigma)];
  const derivative = activationDerivative(q, index);
  if (q.columns <= SIDE_BY_SIDE) {
    return [
      N,
      block('Sigma', message('The activations Σ{0} and the derivatives Σ′{0} at N{0}', index), Sigma, derivative),
    ];
  }
  return [
    N,
    block('Sigma', SigmaLabel, Sigma),
    block('dSigma', message('The derivatives Σ′{0} at N{0}', index), derivative),
  ];
}

/** The m of a mean. */
function share(sample: Sample, { reduction }: { reduction: Reduction }): number {
  return reduction === 'mean' ? batchSize(sample) : 1;
}

/** f(X) = Σ_k, and L or the chosen output with its number. */
function valueBlocks(
  { forward, backward, exact }: Trace,
  q: Quantities,
  choices: PageChoices,
  letters: Letters,
): readonly Block[] {
  if (backward === null) return [];
  const format = (x: number, fraction: Rational | null | undefined) =>
    choices.digits.kind === 'fractions' && fraction && isReadable(fraction)
      ? fractionTex(fraction)
      : numberTex(x, choices.digits);
  const value = format(backward.value, exact?.value);
  const { objective } = backward;
  const label = objective.kind === 'loss' ? message('The value of the loss L') : message('The value of f');
  return [
    formulaBlock(
      'forward.value',
      label,
      (style) => {
        toldNumber(style, { kind: 'objective' }, value);
        if (objective.kind === 'output') {
          const last = symbolTex({ name: 'Sigma', layer: q.last }, false, style, letters);
          const name = objectiveValueTex(q.objective, q.columns, letters, style);
          return q.columns === 1 && q.objective.output === null ? `${name} = ${last} = ${value}` : `${name} = ${value}`;
        }
        const target = forward.sample.target;
        const terms =
          q.columns === 1 && target !== null
            ? lossWithNumbersTex(
                objective.loss,
                forward.output.data,
                target.data,
                share(forward.sample, objective),
                (x, of, row) => {
                  const fraction = (of === 'output' ? exact?.layers.at(-1)?.Sigma : exact?.target)?.data[row];
                  const symbol: QuantitySymbol = of === 'output' ? { name: 'Sigma', layer: q.last } : { name: 'Y' };
                  return toldNumber(style, { kind: 'entry', symbol, row, column: 0 }, format(x, fraction));
                },
              )
            : null;
        return `${style.data('t=loss.0', objectiveTex(q.objective))} = ${terms === null ? '' : `${terms} = `}${value}`;
      },
      () => [message('{0} is {1}', spokenObjective(q.objective), saidNumber(backward.value, choices.digits))],
    ),
  ];
}
