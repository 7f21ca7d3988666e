import { axisText, powerOfTen } from '../../numbers/numberText';

/** A labelled place on an axis, from 0 (start) to 1 (end). */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Where numbers lie on an axis. */
export interface Scale {
  readonly logarithmic: boolean;
  readonly ticks: readonly Tick[];
  /** From 0 to 1. */
  place(value: number): number;
}

/** From this ratio of the largest to the smallest number on, a logarithmic scale shows more. */
const LOGARITHMIC = 50;
/** Differences below this part of the numbers themselves are rounding. */
const NOISE = 1e-12;
/** Below this the arithmetic of doubles has few digits left. */
const TINY = 1e-290;
/** About so many labels on an axis. */
const LABELS = 5;

/** An axis that holds these finite numbers, at least one: logarithmic if all are positive and far apart. */
export function scaleFor(values: readonly number[]): Scale {
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return least > TINY && most / least >= LOGARITHMIC ? logarithmic(least, most) : linear(least, most);
}

/** A linear axis whose ends are round numbers at or beyond both. */
export function linear(least: number, most: number): Scale {
  const size = Math.max(Math.abs(least), Math.abs(most));
  // What differs by rounding only lies on a level line, in the middle.
  const level = most - least <= NOISE * size;
  const spread = level ? (size > TINY ? size : 1) : Math.max(most - least, TINY);
  const step = roundUp(spread / LABELS);
  const first = Math.floor((least - (level ? spread / 2 : 0)) / step);
  const last = Math.ceil((most + (level ? spread / 2 : 0)) / step);
  const place = (value: number): number => (value / step - first) / (last - first);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return { at: place(value), label: axisText(value) };
  });
  return { logarithmic: false, ticks, place };
}

/** Whole powers of ten at the ends. */
function logarithmic(least: number, most: number): Scale {
  const first = Math.floor(Math.log10(least));
  const last = Math.max(Math.ceil(Math.log10(most)), first + 1);
  const place = (value: number): number => (Math.log10(value) - first) / (last - first);
  const every = Math.ceil((last - first) / LABELS);
  const ticks: Tick[] = [];
  for (let power = first; power <= last; power += every) {
    ticks.push({ at: (power - first) / (last - first), label: powerOfTen(power) });
  }
  return { logarithmic: true, ticks, place };
}

/** The next of …, 0.5, 1, 2, 5, 10, 20, …; x is positive. */
export function roundUp(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  const digit = [1, 2, 5, 10].find((d) => d * power >= x * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(3));
}
