import { message, quantities, type Message } from '../../message/message';
import { entriesOf, toMatrix } from '../../notation/formula/entries';
import { formula, ordinary, type Factor, type Formula } from '../../notation/formula/formula';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { spokenFormula, spokenQuantities } from '../../notation/spoken/spokenFormula';
import { lossGradientTex, lossTex, lossWithNumbersTex } from '../../notation/tex/lossText';
import { matrixOf } from '../../notation/tex/quantityTex';
import { objectiveTex, symbolTex } from '../../notation/tex/symbolTex';
import { letterTex } from '../../notation/tex/letters';
import { fractionTex } from '../../notation/tex/fractionTex';
import { numericTex, valueTex } from '../../notation/tex/tex';
import type { TexStyle } from '../../notation/tex/texStyle';
import { numberTex } from '../../numbers/numberText';
import { formulaBlock } from '../../page/pageBlocks';
import type { FormulaBlock } from '../../page/page';
import type { QuantityOfLayer } from '../../language/syntax/quantityWord';
import type { ExerciseItem } from '../../language/meaning/exercises';
import { entryTex, indicesOf } from './askedEntry';
import { formulaOf, labelOf, symbolKey, symbolOf } from './askedSymbol';
import { directlyFrom, type PrintedQuantities } from './printedQuantities';
import type { Question, Sheet, SheetExercise } from './sheet';
import { shortFraction } from './sheetFractions';
import { asTheyAre, LONGEST, sheetLook } from './sheetNumbers';

/** How an answer is found, and what it is. */
export interface Solution {
  /** Every formula on the way that no given quantity and no earlier answer spares. */
  readonly steps: readonly WorkedStep[];
  /** The answer with its tolerance. */
  readonly answer: FormulaBlock;
}

/** One formula of a solution. */
export interface WorkedStep {
  readonly symbol: QuantitySymbol | null;
  /** null where there is no formula of the paper: ∇L, L. */
  readonly formula: Formula | null;
  readonly block: FormulaBlock;
  /** It only gives another name to what the step before it gave. */
  readonly renames?: true;
}

/** The letter of what is asked, with the indices of an entry. */
export function itemTex(item: ExerciseItem, q: PrintedQuantities, style: TexStyle): string {
  return entryTex(letterOf(item, q, style), indicesOf(item));
}

function letterOf(asked: QuantityOfLayer, q: PrintedQuantities, style: TexStyle): string {
  if (asked.quantity === 'f') return outputTex(style);
  const symbol = symbolOf(asked, q);
  return symbol === null ? objectiveTex(q.objective) : symbolTex(symbol, false, style);
}

function outputTex(style: TexStyle): string {
  return `f(${letterTex(style, 'matrix', 'X', null)})`;
}

/** @param had what was worked out before, by `symbolKey`; what is worked out here is added. */
export function solution(
  question: Question,
  exercise: SheetExercise,
  sheet: Sheet,
  id: string,
  had: Set<string>,
): Solution {
  const { printed: q, given } = exercise;
  const { asked } = question;
  for (const { asked } of given) {
    const symbol = symbolOf(asked, q);
    if (symbol !== null && asked.entry === null) had.add(symbolKey(symbol));
  }
  const writer = new SolutionWriter(exercise, sheet, id, had);
  const symbol = symbolOf(asked, q);
  if (symbol === null) writer.loss();
  else writer.answer(symbol, asked.quantity === 'f');
  return { steps: writer.steps, answer: answerBlock(question, q, sheet, `${id}.answer`) };
}

class SolutionWriter {
  readonly steps: WorkedStep[] = [];

  constructor(
    private readonly exercise: SheetExercise,
    private readonly sheet: Sheet,
    private readonly id: string,
    private readonly had: Set<string>,
  ) {}

  loss(): void {
    const { printed: q } = this.exercise;
    this.add({ name: 'Sigma', layer: q.last });
    this.steps.push({ symbol: null, formula: null, block: lossBlock(this.sheet, q, this.id) });
  }

  /** The way to what is asked; its own formula is there also if it was worked out before. */
  answer(symbol: QuantitySymbol, isOutput: boolean): void {
    const { printed: q } = this.exercise;
    this.had.delete(symbolKey(symbol));
    this.add(symbol);
    if (!isOutput) return;
    const block = formulaBlock(
      `${this.id}.output`,
      quantities('f'),
      (style) => `${outputTex(style)} = ${valueTex(q.factor(symbol), sheetLook(`${this.id}.output`), style)}`,
      () => [],
    );
    this.steps.push({ symbol, formula: null, block, renames: true });
  }

  /** The formulas on the way to a symbol, then its own. */
  private add(symbol: QuantitySymbol): void {
    const { exercise, sheet, steps, had } = this;
    const q = exercise.printed;
    if (!q.isComputed(symbol) || had.has(symbolKey(symbol))) return;
    had.add(symbolKey(symbol));
    const equal = exercise.readOff.get(symbolKey(symbol));
    const rule = equal === undefined ? formulaOf(symbol, q, sheet.trace) : equality(q.factor(symbol), q.factor(equal));
    if (equal === undefined) for (const one of directlyFrom(symbol, q, sheet.trace)) this.add(one);
    const look = sheetLook(`${this.id}.step.${steps.length + 1}`);
    const factor = q.factor(symbol);
    const block = formulaBlock(
      look.id,
      message('Step {0}', steps.length + 1),
      (style) => {
        if (rule !== null) return numericTex(rule, look, style);
        return [...ruleOf(symbol, sheet, style), valueTex(factor, look, style)].join(', \\qquad ');
      },
      () => (rule === null ? spokenQuantities([factor], asTheyAre, 'matrices') : spokenFormula(rule, asTheyAre)),
    );
    steps.push({ symbol, formula: rule, block });
  }
}

/** A quantity that is read off another. */
function equality(left: Factor, right: Factor): Formula {
  return formula(left, ordinary([right]));
}

/** How ∇L, or softmax's Jacobian, is made from the output. */
function ruleOf(symbol: QuantitySymbol, { network, trace }: Sheet, style: TexStyle): readonly string[] {
  if (symbol.name === 'Jacobian') {
    const Sigma = { name: 'Sigma', layer: symbol.layer } as const;
    const [J, a, transposed] = [
      symbolTex(symbol, false, style),
      symbolTex(Sigma, false, style),
      symbolTex(Sigma, true, style),
    ];
    return [`${J} = \\operatorname{diag}(${a}) - ${a} ${transposed}`];
  }
  const { objective } = network;
  if (symbol.name !== 'lossGradient' || objective.kind !== 'loss') return [];
  const tex = lossGradientTex(objective.loss, objective.reduction, network.sizes.at(-1)!, trace.forward.sample.X.cols);
  return tex === null ? [] : [tex];
}

/** L with the output's numbers in its formula; of many, the formula alone. */
function lossBlock({ trace }: Sheet, q: PrintedQuantities, id: string): FormulaBlock {
  const number = (x: number) => {
    const fraction = Number(x.toPrecision(LONGEST)) === x ? null : shortFraction(x);
    return fraction === null ? numberTex(x, asTheyAre) : fractionTex(fraction);
  };
  return formulaBlock(
    `${id}.loss`,
    message('The value of the loss L'),
    () => {
      const { objective } = trace.backward!;
      const output = toMatrix(q.factor({ name: 'Sigma', layer: q.last }).value!);
      const letter = objectiveTex(q.objective);
      if (objective.kind !== 'loss') return `${letter} = ${number(q.loss!)}`;
      const { loss, reduction } = objective;
      // The sum runs over the entries of all samples; the mean over the coordinates of each.
      const samples = (reduction === 'mean' ? output.cols : 1) / (loss.meanOverCoordinates ? output.cols : 1);
      const terms = lossWithNumbersTex(loss, output.data, trace.forward.sample.target!.data, samples, number);
      const formula = terms === null ? lossTex(loss, reduction, output.rows, output.cols) : `${letter} = ${terms}`;
      return `${formula ?? letter} = ${number(q.loss!)}`;
    },
    () => [],
  );
}

/** `∇W₁ = [ … ] (± 0.001)`: one tolerance where all entries have the same. */
function answerBlock(question: Question, q: PrintedQuantities, { network }: Sheet, id: string): FormulaBlock {
  const { asked, shown, tolerance } = question;
  const look = sheetLook(id);
  const same = tolerance.every((x) => x === tolerance[0]);
  const label: Message = labelOf(asked, network.layers.length);
  return formulaBlock(
    id,
    label,
    (style: TexStyle) => {
      const value = matrixOf(null, false, entriesOf(shown), look, style).tex;
      const off = same
        ? numberTex(tolerance[0], asTheyAre)
        : matrixOf(null, false, entriesOf({ ...shown, data: Float64Array.from(tolerance) }), look, style).tex;
      return `${itemTex(asked, q, style)} = ${value} \\;\\pm\\; ${off}`;
    },
    () => [],
  );
}
