import { findBuiltinActivation } from '../builtin/activations';
import { newTies } from '../evaluate/algebra';
import { compile } from '../evaluate/compile';
import { doubles } from '../evaluate/doubleAlgebra';
import { builtinNames } from '../evaluate/names';
import { argumentsInOrder } from '../expression/argumentsInOrder';
import { numberOf } from '../expression/madeExpression';
import type { Call, Expression } from '../expression/tree';
import { toDouble } from '../numbers/rational';
import { difference, differences, linearRoots } from './breaks';

/** Where an expression may bend or jump, in ascending order: ties of its choices, of min and max, of functions with kinks. */
export function tiePoints(e: Expression, variable: string): readonly number[] {
  const found = tiesIn(e).flatMap((zero) => linearRoots(zero, variable)?.map(toDouble) ?? searched(zero, variable));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Of functions that jump everywhere, the jumps nearest to 0. */
const jumps: ReadonlyMap<string, readonly number[]> = new Map([
  ['floor', [-2, -1, 0, 1, 2]],
  ['ceil', [-2, -1, 0, 1, 2]],
  ['round', [-1.5, -0.5, 0.5, 1.5]],
]);

/** What is 0 where a part of the expression has a tie. */
function tiesIn(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'number':
    case 'name':
      return [];
    case 'group':
      return tiesIn(e.inner);
    case 'unary':
      return tiesIn(e.operand);
    case 'binary':
      return [...tiesIn(e.left), ...tiesIn(e.right)];
    case 'if':
      return [...differences(e.condition), ...tiesIn(e.then), ...tiesIn(e.else)];
    case 'call': {
      const parts = e.arguments.map((a) => a.value);
      return [...parts.flatMap(tiesIn), ...ownTies(e, parts)];
    }
  }
}

function ownTies(call: Call, parts: readonly Expression[]): readonly Expression[] {
  const name = call.callee.text;
  if (parts.length === 0) return [];
  if (name === 'min' || name === 'max') {
    return parts.flatMap((u, i) => parts.slice(i + 1).map((v) => difference(u, v)));
  }
  const at = jumps.get(name) ?? kinksOf(call);
  return at === null ? [parts[0]] : at.map((kink) => difference(parts[0], numberOf(kink)));
}

/** The kinks of a built-in activation; null for another function, whose only one may be at 0. */
function kinksOf(call: Call): readonly number[] | null {
  const builtin = findBuiltinActivation(call.callee.text);
  if (builtin === null) return null;
  const [, ...given] = argumentsInOrder(call.arguments, ['x', ...builtin.parameters.map((p) => p.name)]);
  const values = builtin.parameters.map((parameter, i) => {
    const written = given[i];
    return written === undefined || written === null ? parameter.default : valueAt(written.value, '', 0);
  });
  return builtin.kinks(...values);
}

function valueAt(e: Expression, variable: string, x: number): number {
  return compile(e, builtinNames([variable], doubles), doubles)([x], newTies());
}

/** How far from 0 zeros are looked for, and how finely. */
const REACH = 20;
const PER_UNIT = 64;

/**
 * The zeros of a curve that are doubles: those between two points of a grid where it changes its sign, and those on the
 * grid. Where no double is a zero, no number of a network is on the tie.
 */
function searched(e: Expression, variable: string): readonly number[] {
  const f = compile(e, builtinNames([variable], doubles), doubles);
  const at = (x: number): number => f([x], newTies());
  const found: number[] = [];
  let before = NaN;
  for (let i = -REACH * PER_UNIT; i <= REACH * PER_UNIT; i++) {
    const x = i / PER_UNIT;
    const value = at(x);
    if (value === 0) found.push(x);
    else if (before * value < 0) {
      const zero = bisected(at, x - 1 / PER_UNIT, x);
      if (zero !== null) found.push(zero);
    }
    before = value;
  }
  return found;
}

function bisected(f: (x: number) => number, from: number, to: number): number | null {
  let [low, high] = [from, to];
  const sign = Math.sign(f(low));
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return null;
    const value = f(middle);
    if (value === 0) return middle;
    if (Math.sign(value) === sign) low = middle;
    else high = middle;
  }
}
