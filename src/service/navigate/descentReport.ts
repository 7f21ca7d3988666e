import type { Descent } from '../../engine/descent';
import { message, type Message } from '../../message/message';
import { numberText } from '../../numbers/numberText';
import { linear, roundUp, scaleFor, type Tick } from '../describe/plotScale';

/** What a descent came to, for people: a plot of the objective, a table of it, and a sentence or two. */
export interface DescentReport {
  readonly sentences: readonly Message[];
  /** Whether the steps were too long: the objective has grown, or is no longer a number. */
  readonly diverged: boolean;
  readonly plot: DescentPlot;
  /** The objective at chosen steps, the first and the last among them. */
  readonly rows: readonly { readonly step: number; readonly value: string }[];
  /** The last step whose parameters are numbers. */
  readonly lastStep: number;
}

/** Places from 0 to 1, x to the right and y upwards. */
export interface DescentPlot {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly logarithmic: boolean;
}

/** Of longer descents a plot shows the least and the largest value of each of so many parts. */
const PARTS = 250;
const ROWS = 12;

/** @throws RangeError if the objective was not finite to begin with. */
export function descentReport({ values, rate }: Descent): DescentReport {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) throw new RangeError('The objective has no value to begin with.');
  const lastStep = finite.length - 1;
  const overflowed = finite.length < values.length;
  const grown = finite[lastStep] > finite[0];
  return {
    sentences: sentences(finite, rate, overflowed),
    diverged: overflowed || grown,
    plot: plotOf(finite),
    rows: tableSteps(lastStep).map((step) => ({ step, value: numberText(finite[step]) })),
    lastStep,
  };
}

function sentences(values: readonly number[], rate: number, overflowed: boolean): readonly Message[] {
  const steps = values.length - 1;
  const [first, last] = [values[0], values[steps]];
  const rises = values.filter((value, i) => i > 0 && value > values[i - 1]).length;
  const summary = message(
    'With η = {0} the objective goes from {1} (step 0) to {2} (step {3}).',
    rate,
    numberText(first),
    numberText(last),
    steps,
  );
  if (overflowed) {
    const what = message('At step {0} it is no longer finite: the steps are too large. Try a smaller rate.', steps + 1);
    return [summary, what];
  }
  if (last > first) return [summary, message('It increased: the steps are too large. Try a smaller rate.')];
  return rises > 0 ? [summary, message('Steps where it increased: {0}.', rises)] : [summary];
}

function plotOf(values: readonly number[]): DescentPlot {
  const x = linear(0, Math.max(values.length - 1, 1));
  const y = scaleFor(values);
  return {
    points: shownSteps(values).map((step) => ({ x: x.place(step), y: y.place(values[step]) })),
    // A step is a whole number.
    xTicks: x.ticks.filter(({ label }) => Number.isInteger(Number(label))),
    yTicks: y.ticks,
    logarithmic: y.logarithmic,
  };
}

/** All steps, or of many the extremes of each part, so that no leap is lost. */
function shownSteps(values: readonly number[]): number[] {
  if (values.length <= 2 * PARTS) return values.map((_, i) => i);
  const shown = new Set([0, values.length - 1]);
  for (let part = 0; part < PARTS; part++) {
    const from = Math.floor((part * values.length) / PARTS);
    const to = Math.floor(((part + 1) * values.length) / PARTS);
    let [least, most] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i] < values[least]) least = i;
      if (values[i] > values[most]) most = i;
    }
    shown.add(least).add(most);
  }
  return [...shown].sort((a, b) => a - b);
}

/** Every so many steps, a round number of them, and the last. */
function tableSteps(last: number): number[] {
  const every = Math.max(1, roundUp(last / ROWS));
  const steps = Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => i * every);
  return steps.at(-1) === last ? steps : [...steps, last];
}
