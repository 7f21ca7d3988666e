import { message, type Message } from '../../message/message';
import { entriesOf } from '../../notation/formula/entries';
import type { Formula } from '../../notation/formula/formula';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { spokenFormula, spokenQuantities } from '../../notation/spoken/spokenFormula';
import { lossGradientTex, lossWithNumbersTex } from '../../notation/tex/lossText';
import { matrixOf } from '../../notation/tex/quantityTex';
import { objectiveTex, symbolTex } from '../../notation/tex/symbolTex';
import { letterTex } from '../../notation/tex/letters';
import { numericTex, valueTex } from '../../notation/tex/tex';
import type { TexStyle } from '../../notation/tex/texStyle';
import { numberTex } from '../../numbers/numberText';
import { formulaBlock } from '../../page/pageBlocks';
import type { FormulaBlock } from '../../page/page';
import type { QuantityOfLayer } from '../../language/syntax/quantityWord';
import type { ExerciseItem } from '../../language/meaning/exercises';
import { formulaOf, labelOf, symbolKey, symbolOf, symbolsIn } from './askedSymbol';
import type { PrintedQuantities } from './printedQuantities';
import type { Question, Sheet, SheetExercise } from './sheet';
import { asTheyAre, sheetLook } from './sheetNumbers';

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
}

/** The letter of what is asked, with the indices of an entry. */
export function itemTex(item: ExerciseItem, q: PrintedQuantities, style: TexStyle): string {
  const tex = letterOf(item, q, style);
  return item.entry === null ? tex : `\\left( ${tex} \\right)_{${item.entry.row},${item.entry.column}}`;
}

function letterOf(asked: QuantityOfLayer, q: PrintedQuantities, style: TexStyle): string {
  if (asked.quantity === 'f') return `f(${letterTex(style.alphabet, 'matrix', 'X', null)})`;
  const symbol = symbolOf(asked, q);
  return symbol === null ? objectiveTex(q.objective) : symbolTex(symbol, false, style);
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
  for (const { asked } of given) {
    const symbol = symbolOf(asked, q);
    if (symbol !== null && asked.entry === null) had.add(symbolKey(symbol));
  }
  const steps: WorkedStep[] = [];
  const { asked } = question;
  const symbol = symbolOf(asked, q);
  if (symbol === null) {
    addSteps({ name: 'Sigma', layer: q.last }, steps, had, sheet, q, id);
    steps.push({ symbol: null, formula: null, block: lossBlock(sheet, q, id) });
  } else {
    addSteps(symbol, steps, had, sheet, q, id);
  }
  return { steps, answer: answerBlock(question, q, sheet, `${id}.answer`) };
}

/** The formulas on the way to a symbol, then its own. */
function addSteps(
  symbol: QuantitySymbol,
  steps: WorkedStep[],
  had: Set<string>,
  sheet: Sheet,
  q: PrintedQuantities,
  id: string,
): void {
  if (!q.isComputed(symbol) || had.has(symbolKey(symbol))) return;
  had.add(symbolKey(symbol));
  const formula = formulaOf(symbol, q, sheet.trace);
  const before = formula === null ? [{ name: 'Sigma', layer: q.last } as const] : symbolsIn(formula.right);
  for (const one of before) addSteps(one, steps, had, sheet, q, id);
  const look = sheetLook(`${id}.step.${steps.length + 1}`);
  const factor = q.factor(symbol);
  const block = formulaBlock(
    look.id,
    message('Step {0}', steps.length + 1),
    (style) => {
      if (formula !== null) return numericTex(formula, look, style);
      return [...ruleOf(symbol, sheet, style), valueTex(factor, look, style)].join(', \\qquad ');
    },
    () => (formula === null ? spokenQuantities([factor], asTheyAre, 'matrices') : spokenFormula(formula, asTheyAre)),
  );
  steps.push({ symbol, formula, block });
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

/** L with the output's numbers in its formula. */
function lossBlock({ trace }: Sheet, q: PrintedQuantities, id: string): FormulaBlock {
  const number = (x: number) => numberTex(x, asTheyAre);
  return formulaBlock(
    `${id}.loss`,
    message('The value of the loss L'),
    () => {
      const { objective } = trace.backward!;
      const output = q.factor({ name: 'Sigma', layer: q.last }).value!;
      const target = trace.forward.sample.target!;
      const terms =
        objective.kind === 'loss' && q.columns === 1
          ? lossWithNumbersTex(
              objective.loss,
              Array.from({ length: output.rows }, (_, j) => output.entry(j, 0)),
              target.data,
              1,
              number,
            )
          : null;
      return `${objectiveTex(q.objective)} = ${terms === null ? '' : `${terms} = `}${number(q.loss!)}`;
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
