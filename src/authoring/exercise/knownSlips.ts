import { message, type Message } from '../../message/message';
import { slipsFor } from '../../mistakes/knownSlips';
import type { AskedRef } from '../../mistakes/quantity';
import { quantityWord } from '../../mistakes/quantityName';
import type { Slip } from '../../mistakes/slip';
import { slipText } from '../../mistakes/slipText';
import { mapped } from '../../mistakes/products';
import type { Matrix } from '../../network/matrix';
import { slipQuantity } from './askedSymbol';
import type { Question, Sheet } from './sheet';

/** What comes out for a question by a known slip: one entry where one is asked. */
export interface SlipAnswer {
  readonly value: Matrix;
  /** Which slip it is: the same in every variant. */
  readonly key: string;
  readonly said: () => readonly Message[];
}

/** The answers of every known slip that have the shape of the correct one. */
export function* slipAnswers({ asked, full }: Question, sheet: Sheet): Generator<SlipAnswer> {
  const { trace, network } = sheet;
  const known = slipQuantity(asked, network.layers.length);
  const isNext = asked.quantity === 'nextW' || asked.quantity === 'nextb';
  const old = isNext ? network.layers[known.layer - 1][asked.quantity === 'nextW' ? 'weights' : 'bias'] : null;
  for (const { slip, value } of slipsFor(known, trace)) {
    if (isNext && !goesIntoStep(slip)) continue;
    const key = `${asked.item.name.text} ${JSON.stringify(slip)}`;
    const said = () => sentences(slip, known, sheet, isNext);
    const whole = old === null ? value : stepped(old, value, network.rate ?? 0);
    if (whole === null) continue;
    if (asked.entry !== null) {
      const { row, column } = asked.entry;
      if (row > whole.rows || column > whole.cols) continue;
      const x = whole.data[(row - 1) * whole.cols + column - 1];
      yield { value: { rows: 1, cols: 1, data: Float64Array.of(x) }, key, said };
    } else if (whole.rows === full.rows && whole.cols === full.cols) {
      yield { value: whole, key, said };
    }
  }
}

/** A wrong gradient goes into the step; the step itself, or another matrix, does not. */
function goesIntoStep({ kind }: Slip): boolean {
  return !['timesRate', 'other', 'nextPoint', 'withBias', 'formal'].includes(kind);
}

function stepped(old: Matrix, gradient: Matrix, rate: number): Matrix | null {
  if (old.rows !== gradient.rows || old.cols !== gradient.cols) return null;
  return mapped(old, (x, i) => x - rate * gradient.data[i]);
}

function sentences(slip: Slip, known: AskedRef, { trace }: Sheet, isNext: boolean): readonly Message[] {
  const said = slipText(slip, known, trace);
  return isNext ? [message('The gradient {0} is wrong:', quantityWord(known)), ...said] : said;
}
