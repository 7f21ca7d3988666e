import { exactEntries } from '../engine/exact/exactProduct';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Layer, Network } from '../network/network';
import { oneSampleNote } from './columnBlocks';
import { moreOnConventions } from './conventions';
import { diagonalBracket } from '../notation/formula/diagonalForm';
import { withExact, withFormal, type Entries } from '../notation/formula/entries';
import type { Formula } from '../notation/formula/formula';
import { gradientInForm, shownForm } from '../notation/formula/forms';
import { shapeOfGradient } from './gradientReading';
import { layersDown } from '../notation/formula/gradientSystem';
import type { Block } from './page';
import { formulaBlock, heading, note } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { biasGradient, inputGradient } from '../notation/formula/parameterFormulas';
import { quantitiesOf } from '../notation/formula/quantities';
import { blocksOfLayers, shownLayers } from './shownLayers';
import { numericTex } from '../notation/tex/tex';
import { spokenFormula } from '../notation/spoken/spokenFormula';

/** Outputs that are shown; of more the first so many. */
const OUTPUTS = 10;
/** Layers up to which the bracket of (5) is written without dots. */
const FULL_BRACKET = 6;

/**
 * The Jacobian of a network with several outputs, output by output: ∇_{W_r} f_j for every j, and for one sample the
 * bracket of (5) without an indicator, whose column j is ∇_{N_r} f_j.
 * @param outputs the trace of f_j at index j − 1, for all outputs.
 */
export function jacobianBlocks(network: Network, outputs: readonly Trace[], choices: PageChoices): readonly Block[] {
  const blocks: Block[] = [
    note(
      'gradient.jacobian',
      'info',
      message(
        'The network has {0} outputs, so its derivative with respect to a W is one matrix per output. Formulas (3) and (4) without the unit vector of an output would give the gradient of the sum of all outputs.',
        outputs.length,
      ),
      shapeOfGradient,
      moreOnConventions,
    ),
  ];
  const { cols } = outputs[0].forward.sample.X;
  if (cols > 1) blocks.push(oneSampleNote(network, choices.form, cols));
  outputs.slice(0, OUTPUTS).forEach((trace, j) => blocks.push(...outputBlocks(network, trace, j + 1, choices)));
  if (outputs.length > OUTPUTS) {
    blocks.push(
      note(
        'gradient.jacobian.more',
        'info',
        message('Showing the first {0} outputs; choose one to see another.', OUTPUTS),
      ),
    );
  }
  return [...blocks, ...bracketBlocks(network, outputs, choices)];
}

/** ∇_{W_r} f_j, where it is affine ∇_{b_r} f_j, for every layer, and ∇_X f_j. */
function outputBlocks(network: Network, trace: Trace, j: number, choices: PageChoices): readonly Block[] {
  const form = shownForm(choices.form, network, trace);
  const q = quantitiesOf(network, trace);
  const block = (id: string, label: Message, formula: Formula, layer?: number) =>
    formulaBlock(
      id,
      label,
      (style) => numericTex(formula, { ...choices, id }, style),
      () => spokenFormula(formula, choices.digits),
      layer === undefined ? {} : { layer },
    );
  const layerBlocks = ({ index, affine }: Layer) => {
    const id = `gradient.f${j}.${index}`;
    const formulas = gradientInForm(form, network, trace, index, FULL_BRACKET);
    return [
      ...formulas
        .slice(-2, -1)
        .map((formula) =>
          block(
            `${id}.from`,
            message('The products that give the gradient of output {0} with respect to W{1}', j, index),
            formula,
            index,
          ),
        ),
      block(
        `${id}.W`,
        message('The gradient of output {0} with respect to W{1}', j, index),
        formulas[formulas.length - 1],
        index,
      ),
      ...(affine
        ? [
            block(
              `${id}.b`,
              message('The gradient of output {0} with respect to b{1}', j, index),
              biasGradient(q, index),
              index,
            ),
          ]
        : []),
    ];
  };
  return [
    heading(`gradient.f${j}`, message('Output {0}', j)),
    ...blocksOfLayers(shownLayers(network, choices.layer), `gradient.f${j}`, layerBlocks),
    block(`gradient.f${j}.X`, message('The gradient of output {0} with respect to X', j), inputGradient(q)),
  ];
}

function bracketBlocks(network: Network, outputs: readonly Trace[], choices: PageChoices): readonly Block[] {
  const columns = outputs[0].forward.sample.X.cols;
  if (columns > 1) return [];
  return [
    heading('gradient.bracket', message('The bracket of formula (5)')),
    note(
      'gradient.bracket.note',
      'info',
      message(
        'With {0} outputs the bracket of (5) has {0} columns. Column j is the gradient of output j with respect to N; times the last row, it is the gradient of output j with respect to W.',
        outputs.length,
      ),
    ),
    ...blocksOfLayers(shownLayers(network, choices.layer), 'gradient.bracket', ({ index }) => {
      const id = `gradient.bracket.${index}`;
      const formula = bracket(network, outputs, index);
      return [
        formulaBlock(
          id,
          message('The bracket of formula (5) for layer {0}', index),
          (style) => numericTex(formula, { ...choices, id }, style),
          () => spokenFormula(formula, choices.digits),
          { layer: index },
        ),
      ];
    }),
  ];
}

/** The bracket of (5) for layer r, n_r × n_k, with the engine's Δ_r of every output as its columns. */
export function bracket(network: Network, outputs: readonly Trace[], r: number): Formula {
  const q = { ...quantitiesOf(network, outputs[0]), front: null };
  const rounded: Entries = {
    rows: network.sizes[r],
    cols: outputs.length,
    entry: (i, j) => outputs[j].backward!.Delta[r - 1].data[i],
  };
  const columns = outputs.map(({ exact }) => exact?.layers[r - 1].Delta ?? null);
  const exact = exactEntries(rounded.rows, rounded.cols, (i, j) => columns[j]?.data[i] ?? null);
  const left = { name: 'gradient', by: 'N', layer: r, objective: { letter: 'f', output: null, column: null } } as const;
  const result = withExact(withFormal(rounded, q.factor(left).value?.formal ?? null), exact);
  return {
    left,
    right: diagonalBracket(q, layersDown(network.layers.length, r, FULL_BRACKET)),
    shape: { rows: result.rows, cols: result.cols },
    result,
    tag: null,
    letters: 'matrices',
  };
}
