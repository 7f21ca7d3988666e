import type { Expression } from './tree';

/** An expression without the parentheses around it. */
export function ungrouped(e: Expression): Expression {
  return e.kind === 'group' ? ungrouped(e.inner) : e;
}

/** Whether it is the number 1. */
export function isOne(e: Expression): boolean {
  const plain = ungrouped(e);
  return plain.kind === 'number' && plain.value === 1;
}

/** u of a call f(u) of that function; null if it is something else. */
export function argumentOf(name: string, e: Expression): Expression | null {
  const call = ungrouped(e);
  if (call.kind !== 'call' || call.callee.text !== name || call.arguments.length !== 1) return null;
  return call.arguments[0].name === null ? call.arguments[0].value : null;
}
