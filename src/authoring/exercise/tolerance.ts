import type { Trace } from '../../engine/trace';
import type { QuantityOfLayer } from '../../language/syntax/quantityWord';
import { roundingBounds, significantDigits } from '../../mistakes/roundingBounds';
import type { Matrix } from '../../network/matrix';
import { slipQuantity } from './askedSymbol';
import { inFractions } from './sheetFractions';
import { DIGITS, printed } from './sheetNumbers';

/** Half a unit of the last printed digit. */
const half = significantDigits(DIGITS);

/**
 * How far a correct answer may be from the one that the key prints, entry by entry: whatever is rounded on the way to as
 * many digits as are printed, and whichever of the usual ways is taken.
 * @param full the value that is kept in full.
 */
export function tolerances(asked: QuantityOfLayer, trace: Trace, full: Matrix, shown: Matrix): readonly number[] {
  const way = boundsOf(asked, trace);
  return Array.from(full.data, (x, i) => {
    const off = way[i] + halfUnit(x, way[i]) + Math.abs(shown.data[i] - x);
    return roundedUp(Math.max(off, halfUnit(x, 0)));
  });
}

/** How far a number may be from itself rounded to as many digits as are printed. */
export function roundingOf(x: number): number {
  return x === 0 ? 0 : roundedUp(halfUnit(x, 0));
}

function boundsOf(asked: QuantityOfLayer, trace: Trace): ArrayLike<number> {
  const { forward } = trace;
  const { quantity, layer } = asked;
  const of = slipQuantity(asked, forward.layers.length);
  if (of.quantity === 'L') return [lossBound(trace)];
  const bounds = roundingBounds({ quantity: of.quantity, layer: of.layer }, trace, half, readAsDecimals)!;
  if (quantity !== 'nextW' && quantity !== 'nextb') return bounds.data;
  const rate = Math.abs(forward.network.rate ?? 0);
  const { weights, bias } = forward.network.layers[layer! - 1];
  const eBefore = readAsDecimals(quantity === 'nextW' ? weights! : bias!);
  const gradient = quantity === 'nextW' ? trace.backward!.gradW[layer! - 1].toMatrix() : trace.backward!.gradb[layer! - 1]!; // prettier-ignore
  return bounds.data.map((e, i) => {
    const step = rate * (e + halfUnit(gradient.data[i], e));
    const ofRate = asDecimal(rate) * (Math.abs(gradient.data[i]) + e);
    return step + ofRate + (eBefore?.data[i] ?? 0) + halfUnit(rate * gradient.data[i], step);
  });
}

/** L with a rounded output, and with every term rounded. */
function lossBound(trace: Trace): number {
  const { forward, backward } = trace;
  if (backward?.objective.kind !== 'loss') return 0;
  const { loss, reduction } = backward.objective;
  const output = forward.output;
  const target = forward.sample.target!;
  const eOutput = roundingBounds({ quantity: 'Sigma', layer: forward.layers.length }, trace, half, readAsDecimals)!;
  const eTarget = readAsDecimals(target);
  let sum = 0;
  output.data.forEach((y, i) => {
    const e = eOutput.data[i] + halfUnit(y, eOutput.data[i]);
    const there = loss.value(y, target.data[i]);
    const moved = [-1, -0.5, 0.5, 1].flatMap((share) =>
      (eTarget === null ? [0] : [-eTarget.data[i], eTarget.data[i]]).map((off) =>
        Math.abs(loss.value(y + share * e, target.data[i] + off) - there),
      ),
    );
    const term = Math.max(...moved.filter(Number.isFinite), 0);
    // A difference and a term are rounded too.
    sum +=
      term + halfUnit(there, term) + halfUnit(y - target.data[i], e) * Math.abs(loss.derivative(y, target.data[i]));
  });
  return sum / ((reduction === 'mean' ? target.cols : 1) * (loss.meanOverCoordinates ? target.rows : 1));
}

/** The errors of whoever starts from decimals with as many digits as are printed where the sheet has fractions. */
function readAsDecimals(A: Matrix): Matrix | null {
  return inFractions(A) && { ...A, data: A.data.map(asDecimal) };
}

function asDecimal(x: number): number {
  return printed(x) === x ? 0 : halfUnit(x, 0);
}

/** For 0, which has no last digit, that of a number of the size of 0.1. */
function halfUnit(x: number, carried: number): number {
  return x === 0 && carried === 0 ? 0.5 * 10 ** -DIGITS : half('Delta', 0, x, 0, carried);
}

/** A number that is said easily: 1, 2 or 5 times a power of ten, not less. */
function roundedUp(x: number): number {
  const power = Math.floor(Math.log10(x));
  for (const digit of [1, 2, 5, 10]) {
    const round = Number(`${digit}e${power}`);
    if (round >= x) return round;
  }
  return Number(`1e${power + 1}`);
}
