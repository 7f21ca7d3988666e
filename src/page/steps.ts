import { finish, type Steps as EngineSteps } from '../steps/steps';
import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Shape } from '../network/matrix';
import type { Network } from '../network/network';
import { evaluate, evaluating, type Step } from '../notation/formula/evaluation';
import type { Chain, Formula, Term } from '../notation/formula/formula';
import type { FormulaBlock } from './page';
import { formulaIn } from './look';
import type { Look } from '../notation/look';
import { formulaBlock } from './pageBlocks';
import type { GradientForm } from '../notation/formula/forms';
import type { Digits } from '../numbers/numberLayout';
import { matrixOf } from '../notation/tex/quantityTex';
import { layerOf, stretches, type Stretch } from '../notation/formula/stepFormulas';
import { layersWithBlocks, shownLayers } from './shownLayers';
import { chainAt, markedTex, stepTex, termOf } from '../notation/tex/stepTex';
import { valueTex } from '../notation/tex/tex';
import { spokenEquation, spokenFormula, spokenQuantities, spokenStep } from '../notation/spoken/spokenFormula';

/** One step, ready to be shown: a product, a map applied, or a quantity that is given. Steps count from 0. */
export interface StepView {
  readonly index: number;
  /** What the formula gives. */
  readonly title: Message;
  /** The formula in letters, in its TeX the current product marked by `step=left`, `step=operator`, `step=right`. */
  readonly formula: FormulaBlock;
  /** The steps of this formula done before, the earliest first; of very many the latest. */
  readonly done: readonly FormulaBlock[];
  /** How many more were done before those. */
  readonly omitted: number;
  /** The step with its operands, its result and all shapes; null if the formula says it all. */
  readonly current: FormulaBlock | null;
  /** What happens in the step, in words. */
  readonly sentence: Message;
  /** The layer (from 1) that it belongs to. */
  readonly layer: number;
}

/** The way as a whole: how many steps, and where each formula begins. */
export interface StepsOverview {
  readonly count: number;
  readonly formulas: readonly { readonly title: Message; readonly first: number }[];
}

/** Which way is taken, and how its numbers are shown. */
export interface StepChoices extends Look {
  readonly digits: Digits;
  readonly expanded: ReadonlySet<string>;
  /** The form of the gradient; where the network does not have it, (3). */
  readonly form: GradientForm;
  /** The layer (from 1) whose gradient is worked out; null, or one that is not there, for all. */
  readonly layer: number | null;
}

/** Multiplications in one formula up to which its products are taken; beyond, the steps show shapes only. */
const AFFORDABLE = 3e7;
/** Steps done before that are shown. */
const DONE_SHOWN = 12;

interface Place {
  readonly stretch: Stretch;
  readonly first: number;
  /** Shapes only; empty where there is nothing to multiply. */
  readonly steps: readonly Step[];
}

/**
 * The way from X through every gradient of the page to the updates, one product at a time, each formula in its own
 * reading order. Nothing is multiplied before someone looks at it.
 */
export class Steps {
  readonly overview: StepsOverview;
  private readonly places: readonly Place[];
  private evaluated: { readonly formula: Formula; readonly steps: readonly Step[] } | null = null;

  constructor(
    network: Network,
    trace: Trace | null,
    private readonly choices: StepChoices,
  ) {
    const { form, layer } = choices;
    const shown = layersWithBlocks(shownLayers(network, layer)).map(({ index }) => index);
    let first = 0;
    this.places = stretches(network, trace, form, shown).map((stretch) => {
      const steps = stretch.kind === 'formula' ? evaluate(withoutNumbers(stretch.formula)).steps : [];
      const place = { stretch, first, steps };
      first += Math.max(1, steps.length);
      return place;
    });
    this.overview = {
      count: first,
      formulas: this.places.map(({ stretch: { title }, first }) => ({ title, first })),
    };
  }

  /**
   * @param index from 0; beyond the last it is the last.
   */
  view(index: number): StepView {
    return finish(this.viewing(index));
  }

  /** `view` in steps that can be abandoned. */
  *viewing(index: number): EngineSteps<StepView> {
    const at = Math.max(0, Math.min(index, this.overview.count - 1));
    const place = this.placeOf(at);
    const { stretch, first } = place;
    const { title } = stretch;
    const { digits, expanded } = this.choices;
    const block = (...parts: Parameters<typeof formulaBlock>) => formulaIn(this.choices, formulaBlock(...parts));
    const look = (id: string) => ({ digits, expanded, id, shapes: true });
    if (stretch.kind === 'value' || place.steps.length === 0) {
      const formula = block(
        'steps.formula',
        title,
        (style) => {
          if (stretch.kind === 'value') return valueTex(stretch.factor, look(`steps.${at}`), style);
          const { left, result } = stretch.formula;
          const letters = markedTex(stretch.formula, null, style);
          return result === null
            ? letters
            : `${letters} = ${matrixOf(left, false, result, look(`steps.${at}`), style).tex}`;
        },
        () =>
          stretch.kind === 'value'
            ? spokenQuantities([stretch.factor], digits)
            : spokenFormula(stretch.formula, digits),
      );
      const { shape } = stretch.kind === 'value' ? stretch.factor : stretch.formula;
      const sentence = message('No product: a {0} × {1} matrix.', shape!.rows, shape!.cols);
      return { index: at, title, formula, done: [], omitted: 0, current: null, sentence, layer: stretch.layer };
    }
    const steps = yield* this.stepsOf(place, stretch.formula);
    const now = at - first;
    const line = (i: number) =>
      block(
        `steps.${first + i}`,
        sentenceOf(steps[i]),
        (style) => stepTex(stretch.formula, steps[i], i === steps.length - 1, look(`steps.${first + i}`), style),
        () => spokenStep(stretch.formula, steps[i], i === steps.length - 1, digits),
      );
    const from = Math.max(0, now - DONE_SHOWN);
    const { tag } = stretch.formula;
    return {
      index: at,
      title,
      formula: block(
        'steps.formula',
        title,
        (style) => markedTex(stretch.formula, steps[now], style),
        () => [spokenEquation(stretch.formula)],
        tag === null ? {} : { tag: `(${tag})` },
      ),
      done: Array.from({ length: now - from }, (_, i) => line(from + i)),
      omitted: from,
      current: line(now),
      sentence: sentenceOf(steps[now]),
      layer: layerOfStep(steps[now], stretch),
    };
  }

  private placeOf(index: number): Place {
    let low = 0;
    let high = this.places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.places[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    return this.places[low];
  }

  /** The steps of a formula with their numbers, if these can be had. */
  private *stepsOf({ steps }: Place, formula: Formula): EngineSteps<readonly Step[]> {
    if (this.evaluated?.formula === formula) return this.evaluated.steps;
    const cost = steps.reduce((sum, step) => sum + multiplications(step), 0);
    const found = cost <= AFFORDABLE ? (yield* evaluating(formula)).steps : steps;
    this.evaluated = { formula, steps: found };
    return found;
  }
}

function multiplications({ operator, operands, result }: Step): number {
  const { rows, cols } = result.shape;
  const inner = operator === '·' ? operands[0].shape.cols : operator === '•' ? operands[0].shape.rows : 1;
  return rows * cols * inner;
}

function withoutNumbers(formula: Formula): Formula {
  return { ...formula, right: chainWithoutNumbers(formula.right), result: null };
}

function chainWithoutNumbers(chain: Chain): Chain {
  return { ...chain, terms: chain.terms.map(termWithoutNumbers) };
}

function termWithoutNumbers(term: Term): Term {
  switch (term.kind) {
    case 'factor':
      return { ...term, value: null };
    case 'application':
      return { ...term, argument: termWithoutNumbers(term.argument), value: null };
    case 'parentheses':
      return { ...term, inner: chainWithoutNumbers(term.inner) };
    case 'ellipsis':
      return term;
  }
}

function sentenceOf({ operator, operands, result }: Step): Message {
  const size = ({ rows, cols }: Shape) => `${rows} × ${cols}`;
  const [a, b] = operands.map(({ shape }) => size(shape));
  const c = size(result.shape);
  switch (operator) {
    case '·':
      return message('Matrix product: {0} times {1} → {2}.', a, b, c);
    case '•':
      return message('Inverted product, A • B = B · A: {1} times {0} → {2}.', a, b, c);
    case '∘':
      return message('Hadamard (entrywise) product: {0}, {1} → {2}.', a, b, c);
    case '⊗':
      return message('Kronecker product: {0}, {1} → {2}.', a, b, c);
    case '+':
      return message('Entrywise sum: {0}, {1} → {2}.', a, b, c);
    case '−':
      return message('Entrywise difference: {0}, {1} → {2}.', a, b, c);
    case ',':
      return message('Scalar product of two columns: {0}, {1} → a number.', a, b);
    case 'scale':
      return message('Scalar times matrix: {1} → {2}.', a, b, c);
    case 'apply':
      return message('Apply the function to each entry: {0} → {1}.', a, c);
  }
}

/** The layer whose matrix the step brings in; where it is the input of a layer, that of the formula. */
function layerOfStep({ operands, path }: Step, stretch: Extract<Stretch, { kind: 'formula' }>): number {
  const chain = chainAt(stretch.formula.right, path);
  // The product so far comes first from the left, last from the right: what is new is the single term.
  for (const operand of [...operands].reverse()) {
    const term = termOf(operand, chain);
    if (term?.kind === 'factor' && term.symbol.name !== 'Sigma') return layerOf(term.symbol, stretch.layer);
  }
  return stretch.layer;
}
