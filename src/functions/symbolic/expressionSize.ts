import { findBuiltinActivation } from '../builtin/activations';
import { extremeFunctions, findUnaryFunction } from '../builtin/functions';
import { partsIn, visitParts } from '../expression/parts';
import type { Condition, Expression } from '../expression/tree';

/** A formula of more parts than this is too long to read. */
export const mostParts = 2_000;

/** How many nodes the expression has; `enough` + 1 if it has more than that. */
export function partsOf(expression: Expression, enough: number): number {
  let count = 0;
  visitParts(expression, () => ++count <= enough);
  return count;
}

/** Every name in the expression, those of functions too. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  visitParts(expression, (part) => {
    if (part.kind === 'name') names.add(part.name.text);
    else if (part.kind === 'call') names.add(part.callee.text);
    return true;
  });
  return names;
}

/** Whether a comparison, or what has a kink or a jump, stands anywhere in it, own functions included. */
export function mayTie(expression: Expression, functions: ReadonlyMap<string, { readonly mayTie: boolean }>): boolean {
  let found = false;
  visitParts(expression, (part) => {
    if (part.kind === 'call') found = callTies(part.callee.text, functions);
    // A root breaks at 0.
    else if (part.kind === 'binary' && part.operator === '^') found = !isWhole(part.right);
    else found = part.kind === 'if';
    return !found;
  });
  return found;
}

function isWhole(e: Expression): boolean {
  if (e.kind === 'unary') return isWhole(e.operand);
  return e.kind === 'number' && Number.isInteger(e.value);
}

function callTies(name: string, functions: ReadonlyMap<string, { readonly mayTie: boolean }>): boolean {
  const unary = findUnaryFunction(name);
  return (
    functions.get(name)?.mayTie ??
    (unary !== null ? unary.isKink !== undefined : extremeFunctions.has(name) || hasKinks(name))
  );
}

function hasKinks(name: string): boolean {
  return findBuiltinActivation(name)?.hasKinks ?? false;
}

/** How many operations an evaluation takes, those of custom functions included. */
export function costOf(
  part: Expression | Condition,
  functions: ReadonlyMap<string, { readonly cost: number }>,
): number {
  const own = part.kind === 'call' ? functions.get(part.callee.text) : undefined;
  return partsIn(part).reduce((sum, inner) => sum + costOf(inner, functions), 1 + (own?.cost ?? 0));
}

/** How many operations are nested in one another, those of own functions included. */
export function heightOf(
  part: Expression | Condition,
  functions: ReadonlyMap<string, { readonly height: number }>,
): number {
  const inside = partsIn(part).reduce((most, inner) => Math.max(most, heightOf(inner, functions)), 0);
  const own = part.kind === 'call' ? functions.get(part.callee.text) : undefined;
  return 1 + inside + (own?.height ?? 0);
}
