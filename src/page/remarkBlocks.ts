import { message } from '../message/message';
import type { Network } from '../network/network';
import { deltaStep, deltaStepFromLeft, gradientFromDelta, hasStart, nextOf } from '../notation/formula/deltaRecursion';
import { entrywiseEntries } from '../notation/formula/entries';
import { ChainBuilder, type Formula, type Letters } from '../notation/formula/formula';
import type { GradientForm } from '../notation/formula/forms';
import { transposedOf, weightGradient } from '../notation/formula/gradientFormula';
import { generalQuantities, type Quantities } from '../notation/formula/quantities';
import { scalarDelta, scalarGradient } from '../notation/formula/scalarForm';
import type { LayerIndex } from '../notation/formula/symbol';
import { generalScalarTex } from '../notation/tex/generalTex';
import { allParametersTex } from '../notation/tex/networkTex';
import { objectiveTex, symbolTex } from '../notation/tex/symbolTex';
import { equalitiesTex, leftTex, rightTex, systemTex, valueTex } from '../notation/tex/tex';
import type { TexStyle } from '../notation/tex/texStyle';
import { tupleTex } from '../notation/tex/tupleTex';
import { layersDown } from '../notation/formula/gradientSystem';
import type { Block } from './page';
import { formulaBlock, paragraph } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { spokenEqualities, spokenQuantities, spokenSystem, spokenTuple } from '../notation/spoken/spokenFormula';
import { spokenFactor, spokenObjective, spokenSymbol } from '../notation/spoken/spokenSymbol';

/** Layers up to which a display has a line for each. */
const LINES = 6;

/** ∇_W f = (∇_{W_k} f, …, ∇_{W_1} f). */
export function gradientTuple(network: Network, q: Quantities, choices: PageChoices, letters: Letters): Block {
  const id = 'gradient.tuple';
  const members = [...network.layers].reverse().map(({ index }) => q.factor(weightGradient(q, index)));
  const left = (style: TexStyle) => `\\nabla_${allParametersTex('W', style)} ${objectiveTex(q.objective)}`;
  return formulaBlock(
    id,
    message('The gradient as a whole'),
    (style) => tupleTex(left(style), members, letters, { ...choices, id }, style),
    () =>
      spokenTuple(
        message('the gradient of {0} with respect to {1}', spokenObjective(q.objective), 'W'),
        members,
        letters,
        choices.digits,
      ),
  );
}

/** The remarks of §5 that belong to a form, with the network's own shapes and numbers. */
export function remarkBlocks(
  form: GradientForm,
  network: Network,
  q: Quantities,
  choices: PageChoices,
): readonly Block[] {
  if (form === '3') return scalarLastLayer(network, q, choices);
  return form === 'delta' ? shapesOfFactors(network, q) : [];
}

/** Remark 2: Σ′_k • W_kᵀ is the number Σ′_k times W_kᵀ because n_k = 1; over a batch Σ′_k is a row, and it is not. */
function scalarLastLayer({ layers, sizes }: Network, q: Quantities, choices: PageChoices): readonly Block[] {
  const k = layers.length;
  if (k < 2 || sizes[k] > 1 || q.columns > 1 || !hasStart(q)) return [];
  const id = 'gradient.remark2';
  const derivative = q.factor({ name: 'dSigma', layer: k });
  const W = transposedOf(q, { name: 'W', layer: k });
  const product = (operator: '•' | 'scale') => ({
    right: new ChainBuilder('left-to-right').add(operator, derivative).add(operator, W).chain(),
    letters: 'matrices' as const,
  });
  const value = derivative.value && W.value && entrywiseEntries(derivative.value, W.value);
  const result = { symbol: null, transposed: false, value };
  return [
    paragraph(
      'gradient.remark2.words',
      message(
        'The last layer has one neuron, so Σ′ of that layer is a number, and its ∙ with the transposed W is that number times the matrix. The paper writes ⋅ for it.',
      ),
    ),
    formulaBlock(
      id,
      message('The first product, where the last layer has one neuron'),
      (style) =>
        equalitiesTex(
          rightTex(product('•'), style, choices.shapes),
          [product('scale')],
          result,
          { ...choices, id },
          style,
        ),
      () => {
        const shape = value && { rows: value.rows, cols: value.cols };
        return spokenEqualities(null, [product('•'), product('scale')], { shape, value }, choices.digits);
      },
    ),
  ];
}

/** Remark 4: a column with n_i entries times a row with n_{i−1} is a matrix of the shape of W_i. */
function shapesOfFactors({ layers }: Network, q: Quantities): readonly Block[] {
  const rows = layersDown(layers.length, 1, LINES);
  const lines = rows.map((i) => (i === 'dots' ? null : gradientFromDelta(q, i)));
  return [
    paragraph(
      'gradient.remark4.words',
      message(
        'Δ of a layer has one row per neuron, and the transpose of the previous layer’s Σ has one column per neuron of that layer, so the gradient has the shape of W.',
      ),
    ),
    formulaBlock(
      'gradient.remark4',
      message('The shapes of Δ, Σ and the gradient'),
      (style) => systemTex(lines, style, true),
      () => spokenSystem(lines),
    ),
  ];
}

/** Where the recursion starts: Δ_{k+1} = W_{k+1}ᵀ = 1, with a loss Δ_{k+1} = ∇L; nothing if it starts with Δ_k itself. */
export function startBlocks(q: Quantities, choices: PageChoices, letters: Letters): readonly Block[] {
  if (!hasStart(q)) return [];
  const id = 'gradient.start.beyond';
  const Delta = q.factor(nextOf(q, 'Delta', q.last));
  const W = letters === 'matrices' ? transposedOf(q, nextOf(q, 'W', q.last)) : q.factor(nextOf(q, 'W', q.last));
  const look = { ...choices, id };
  const front = (style: TexStyle) => (q.front === null ? '' : ` = ${symbolTex(q.front, false, style, letters)}`);
  return [
    formulaBlock(
      id,
      message('Where the recursion for Δ starts'),
      (style) => {
        const value = valueTex(Delta, look, style, letters);
        const given = `${symbolTex(Delta.symbol, false, style, letters)}${front(style)}`;
        const start = value.includes('=') ? `${given}${value.slice(value.indexOf(' = '))}` : given;
        return `${start}, \\qquad ${valueTex(W, look, style, letters)}`;
      },
      () => [
        ...(q.front === null
          ? []
          : [message('{0} equals {1}', spokenFactor(Delta, letters), spokenSymbol(q.front, false, letters))]),
        ...spokenQuantities([Delta, W], choices.digits, letters),
      ],
    ),
  ];
}

/** Δ_i of remark 3, from the left and from the right, each with its numbers; for i = k from Δ_{k+1} where it can be. */
export function deltaBlock(
  id: string,
  i: number,
  given: Formula,
  q: Quantities,
  numbers: boolean,
  choices: PageChoices,
): Block {
  const last = i === q.last;
  const both = !last || hasStart(q) ? [deltaStepFromLeft(q, i), deltaStep(q, i)] : [];
  // Δ_k as the engine finds it, e.g. Σ_k − Y, comes last.
  const members = last ? [...both, given] : both;
  const look = { ...choices, id, shapes: choices.shapes || !numbers };
  const result = q.factor(given.left);
  return formulaBlock(
    id,
    message('Δ{0}, from the left and from the right', i),
    (style) => equalitiesTex(leftTex(given, style, look.shapes), members, result, look, style),
    () => spokenEqualities(spokenSymbol(given.left), members, result, choices.digits),
    { layer: i },
  );
}

/** §4's recursion for one layer: Δ_i = Δ_{i+1} w_{i+1} σ′_i and ∇_{w_i} f = Δ_i σ_{i−1}. */
export function scalarFormulas(q: Quantities, i: number): readonly Formula[] {
  return [...(i < (q.last as number) || hasStart(q) ? [scalarDelta(q, i)] : []), scalarGradient(q, i)];
}

/** §4's recursion as it is there, for a general k. */
export function generalScalarBlock(): Block {
  const i: LayerIndex = { letter: 'i', offset: 0 };
  const q = generalQuantities;
  return formulaBlock(
    'gradient.general.recursion',
    message('The recursion for Δ with any number of layers k, as in the paper'),
    (style) => generalScalarTex(scalarDelta(q, i), scalarGradient(q, i), style),
    () => spokenSystem([scalarDelta(q, i), scalarGradient(q, i)]),
  );
}
