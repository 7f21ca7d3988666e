import { isFiniteSteps } from '../engine/finite';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import { layerIndex } from '../message/subscript';
import { frozenPart } from '../network/homogeneous';
import type { Layer, Network, Objective } from '../network/network';
import { heatMapBlock, type Pictures } from './heatMap/heatMaps';
import { largestGradientBlocks } from './heatMap/largestGradient';
import { lossKinkNotes, moreOnConventions } from './conventions';
import { sumBlocks, sumOverSamples } from './columnBlocks';
import { columnsSumToOneSteps, lastDelta, stableLastDelta } from '../notation/formula/deltaRecursion';
import { inLetters, type Formula, type Letters } from '../notation/formula/formula';
import { layerOf } from '../notation/formula/stepFormulas';
import {
  deltaBlock,
  generalScalarBlock,
  gradientTuple,
  remarkBlocks,
  scalarFormulas,
  startBlocks,
} from './remarkBlocks';
import { faultNotes, frontFaultNotes } from './faultNotes';
import { frozenNote, unbiasedNote } from './homogeneous/formalNeurons';
import {
  foldedGradient,
  gradientInForm,
  lettersOf,
  SAMPLES,
  shownForm,
  systemInForm,
  type GradientForm,
} from '../notation/formula/forms';
import { formAlone, formLabel, formTag } from './formAlone';
import { layerTitle } from './forwardSection';
import { generalFormulas, generalTex } from '../notation/tex/generalTex';
import { reading } from './gradientReading';
import { jacobianBlocks } from './jacobianBlocks';
import type { Block, Fold, FormulaBlock, Section } from './page';
import { formulaBlock, heading, layerHeading, note, paragraph, words } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { biasGradient, inputGradient, updateFormula } from '../notation/formula/parameterFormulas';
import type { Quantities } from '../notation/formula/quantities';
import { blocksOfLayers, shownLayers } from './shownLayers';
import type { QuantitySymbol } from '../notation/formula/symbol';
import { numericTex, shapedTex, systemTex, valueTex } from '../notation/tex/tex';
import type { TexStyle } from '../notation/tex/texStyle';
import type { Steps } from '../steps/steps';
import { spokenFormula, spokenQuantities, spokenSystem } from '../notation/spoken/spokenFormula';

/** Layers up to which the lines of formula (3) are written without dots. */
const FULL_FORMULA = 6;

/** A line with the factors of so many layers folds what it shares with the one above by itself. */
const LONG = 5;
/** Unfolded, so many layers are written without dots. */
const MOST_UNFOLDED = 40;

/** What of a layer can have no finite value on the way back. */
const FAULTS_OF_LAYER = ['Delta', 'gradW', 'gradb', 'updatedW', 'updatedb'] as const;
/** Lines of Δ or of the proof that are shown before a gradient; of more the last. */
const LINES = 20;

/**
 * Section 3: the chosen form in letters, then with its numbers for every ∇_{W_r} or the chosen one, with ∇_{b_r} and,
 * where there is a rate, the updated parameters; last ∇_X.
 * @param outputs the traces of all outputs, if nothing is chosen to differentiate and all are asked for; else empty.
 */
export function gradientSection(
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
  outputs: readonly Trace[],
  pictures: Pictures = new Map(),
): Section {
  const objective = trace?.backward?.objective ?? network.objective;
  if (objective.kind === 'none') {
    if (outputs.length === 0) return section([nothingChosen(network)]);
    const alone = outputs.flatMap((of, i) => formAlone(network, of, choices, i + 1));
    return section([...(choices.alone ? alone : []), ...jacobianBlocks(network, outputs, choices)]);
  }
  const form = shownForm(choices.form, network, trace);
  const numbers = trace?.backward === null || trace === null ? null : trace;
  const blocks: Block[] = [...noTargetBlocks(objective, trace)];
  if (choices.alone) blocks.push(...formAlone(network, trace, choices));
  const letters = lettersOf(form);
  const system = systemInForm(form, q, network.layers.length, FULL_FORMULA);
  if (choices.general) blocks.push(generalBlock(form), ...(letters === 'numbers' ? [generalScalarBlock()] : []));
  blocks.push(
    formulaBlock(
      'gradient.formula',
      formLabel(form),
      (style) => systemTex(system, style, choices.shapes),
      () => spokenSystem(system),
      formTag(form),
    ),
    {
      kind: 'paragraph',
      id: 'gradient.reading',
      content: [...reading(form, network, q).map(words), moreOnConventions],
    },
    ...largestGradientBlocks(shownLayers(network, choices.layer), q, choices.digits, pictures),
    ...remarkBlocks(form, network, q, choices),
    gradientTuple(network, q, choices, letters),
    ...sumBlocks(network, q, choices.form),
    ...(form === 'delta' || letters === 'numbers' ? startBlocks(q, choices, letters) : []),
    ...(numbers === null ? [] : frontBlocks(form, numbers, q, choices)),
    ...blocksOfLayers(shownLayers(network, choices.layer), 'gradient', (layer) => [
      layerHeading(`gradient.${layer.index}`, layerTitle(layer), layer.index),
      ...layerBlocks(layer, form, network, trace, q, choices),
      ...pictureBlocks(layer, q, choices, pictures),
      ...faultNotes(`gradient.${layer.index}.fault`, trace, FAULTS_OF_LAYER, layer.index),
    ]),
    heading('gradient.X', message('The input')),
    formulaOrShapes(
      'gradient.X.numbers',
      message('The gradient with respect to X'),
      inputGradient(q),
      numbers,
      choices,
      letters,
    ),
    ...faultNotes('gradient.X.fault', trace, ['gradX']),
  );
  return section(blocks);
}

/** What is said where the loss of an input cannot be computed. */
function noTargetBlocks({ kind }: Objective, trace: Trace | null): readonly Block[] {
  if (kind !== 'loss' || trace === null || trace.backward !== null) return [];
  const text = message(
    'This input has no target, so the loss has no value and the formulas are shown without numbers.',
  );
  return [note('gradient.noTarget', 'info', text)];
}

function section(blocks: readonly Block[]): Section {
  return { id: 'gradient', heading: message('Gradient'), blocks };
}

function pictureBlocks({ index }: Layer, q: Quantities, { digits }: PageChoices, pictures: Pictures): readonly Block[] {
  const block = heatMapBlock({ quantity: 'gradW', layer: index }, q, digits, pictures);
  return block === null ? [] : [block];
}

function nothingChosen(network: Network): Block {
  return note(
    'gradient.none',
    'info',
    message(
      'The network has {0} outputs. Choose the one to differentiate from the preview’s “Output” list, or write a line such as “output 1” or “loss half_sse”.',
      network.sizes[network.sizes.length - 1],
    ),
  );
}

/** Finds in steps that can be abandoned what the section asks of every number of a batch; then it is known. */
export function* gradientFacts({ forward, backward }: Trace): Steps<void> {
  if (backward === null) return;
  yield* isFiniteSteps(backward.seed);
  if (backward.fused === 'softmax-cross-entropy') yield* columnsSumToOneSteps(forward.sample.target!);
}

/** ∇L, J and Δ_k with their numbers: what formula (3) begins with. */
function frontBlocks(form: GradientForm, trace: Trace, q: Quantities, choices: PageChoices): readonly Block[] {
  const id = (part: string) => `gradient.start.${part}`;
  const blocks: Block[] = [];
  const value = (part: string, label: Message, symbol: QuantitySymbol) =>
    formulaBlock(
      id(part),
      label,
      (style) => valueTex(q.factor(symbol), { ...choices, id: id(part) }, style, lettersOf(form)),
      () => spokenQuantities([q.factor(symbol)], choices.digits, lettersOf(form)),
    );
  if (q.front?.name === 'lossGradient') {
    blocks.push(
      value('front', message('∇L, the derivative of the loss with respect to the output'), q.front),
      ...lossKinkNotes(id('lossKinks'), trace),
      ...frontFaultNotes(id('fault'), trace),
    );
  }
  if (q.lastDerivative === 'Jacobian' && q.columns === 1) {
    const label = message('The Jacobian J{0} of softmax', trace.forward.layers.length);
    blocks.push(value('Jacobian', label, { name: 'Jacobian', layer: q.last }));
  }
  const stable = stableLastDelta(q, trace);
  // The recursion begins with it anyway.
  if (form !== 'delta' && (stable !== null || q.beginsWithDelta)) {
    const formula = stable ?? lastDelta(q);
    blocks.push(formulaOrShapes(id('Delta'), message('Δ of the last layer'), formula, trace, choices, lettersOf(form)));
  }
  return blocks;
}

function layerBlocks(
  layer: Layer,
  form: GradientForm,
  network: Network,
  trace: Trace | null,
  q: Quantities,
  choices: PageChoices,
): readonly Block[] {
  const { index: r } = layer;
  const numbers = trace?.backward === null ? null : trace;
  const id = (part: string) => `gradient.${r}.${part}`;
  const letters = lettersOf(form);
  const shown = (part: string, label: Message, formula: Formula, fold: Fold | null = null) =>
    formulaOrShapes(id(part), label, formula, numbers, choices, letters, { layer: r, ...(fold && { fold }) });
  const fold = foldOf(form, network, r, choices);
  const folded = fold?.folded === true ? foldedGradient(form, q, r, SAMPLES) : null;
  const formulas = folded === null ? gradientInForm(form, network, trace, r, MOST_UNFOLDED) : [folded];
  // Where all layers are shown, what the gradients of the later ones are made from stands there already.
  const lines = formulas.slice(choices.layer === r ? -LINES : -2);
  const blocks: Block[] = lines.map((formula, i) => {
    const last = i === lines.length - 1;
    const label = last
      ? message('The gradient with respect to W{0}', r)
      : message('One line of the products that give the gradient with respect to W{0}', r);
    // Counted from the layer's own line, so that it keeps its id where the lines before it come and go.
    const part = last ? 'W' : `from.${lines.length - 1 - i}`;
    return form === 'delta' && !last
      ? deltaBlock(id(part), layerOf(formula.left, r), formula, q, numbers !== null, choices)
      : shown(part, label, formula, last ? fold : null);
  });
  if (folded !== null) {
    const sentence = message(
      'What it shares with the line for W{0} is folded into its value, Δ{0}.',
      layerIndex(r + 1),
    );
    blocks.push(paragraph(id('folded'), sentence));
  }
  if (lines.length < formulas.length && choices.layer === r) {
    blocks.unshift(
      note(id('from.gap'), 'info', message('The lines of the layers above {0} are not shown.', r + LINES - 2)),
    );
  }
  if (numbers !== null && q.columns > 1 && q.columns <= SAMPLES) {
    const label = message('The gradient with respect to W{0} as a sum over the samples', r);
    blocks.push(shown('sum', label, sumOverSamples(q, r, q.columns)));
  }
  if (letters === 'numbers') {
    scalarFormulas(q, r).forEach((formula) =>
      blocks.push(
        formula.left.name === 'Delta'
          ? shown('Delta', message('Δ{0} from the layer after it', r), formula)
          : shown('fromDelta', message('The gradient with respect to w{0} from Δ{0}', r), formula),
      ),
    );
  }
  if (layer.formal) blocks.push(frozenNote(id('frozen'), r));
  if (layer.unbiased) blocks.push(unbiasedNote(id('unbiased'), r));
  if (layer.affine) {
    const label = message('The gradient with respect to b{0}', r);
    blocks.push(shown('b', label, biasGradient(q, r)));
  }
  if (numbers !== null && network.rate !== null) {
    const label = message('W{0} after one gradient descent step', r);
    blocks.push(shown('updatedW', label, updateFormula(q, 'W', r, frozenPart(layer))));
    if (layer.affine) {
      const biasLabel = message('b{0} after one gradient descent step', r);
      blocks.push(shown('updatedb', biasLabel, updateFormula(q, 'b', r)));
    }
  }
  return blocks;
}

/** Whether what a line shares with that of the layer above is folded; null where nothing can be. */
function foldOf(form: GradientForm, { layers }: Network, r: number, { expanded }: PageChoices): Fold | null {
  const k = layers.length;
  if (form === 'delta' || form === 'proof' || r === k) return null;
  const key = `gradient.${r}.W:fold`;
  const byItself = k - r + 1 >= LONG;
  return { key, folded: byItself !== expanded.has(key) };
}

function formulaOrShapes(
  id: string,
  label: Message,
  given: Formula,
  numbers: Trace | null,
  choices: PageChoices,
  letters: Letters,
  more: Pick<FormulaBlock, 'layer' | 'fold'> = {},
) {
  const formula = inLetters(given, letters);
  const tag = formula.tag === '6' || formula.tag === '7' ? { tag: `(${formula.tag})` } : {};
  const write = (style: TexStyle) =>
    numbers === null ? shapedTex(formula, style) : numericTex(formula, { ...choices, id }, style);
  const speak = () => spokenFormula(numbers === null ? { ...formula, result: null } : formula, choices.digits);
  return formulaBlock(id, label, write, speak, { ...tag, ...more });
}

/** The form as the paper writes it. */
function generalBlock(form: GradientForm): Block {
  return formulaBlock(
    'gradient.general',
    message('The same with any number of layers k, as in the paper'),
    (style) => generalTex(form, style),
    () => spokenSystem(generalFormulas(form)),
    formTag(form),
  );
}
