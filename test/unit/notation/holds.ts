import assert from 'node:assert/strict';
import { toMatrix, type Entries } from '../../../src/notation/formula/entries';
import { evaluate } from '../../../src/notation/formula/evaluation';
import type { Chain, Formula, Term } from '../../../src/notation/formula/formula';

/**
 * The value has the expected shape and is within 1e-12 of the expected entries, relative to the largest, or within the
 * rounding of the terms that cancelled on the way to it.
 */
export function assertClose(formula: Formula, expected: Entries | null, what: string): void {
  const { value } = evaluate(formula);
  assert.ok(value !== null && expected !== null, `${what} has no numbers`);
  assert.deepEqual([value.rows, value.cols], [expected.rows, expected.cols], `${what}: shape`);
  const wanted = toMatrix(expected);
  const scale = wanted.data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  const terms = evaluate(withoutSigns(formula)).value!;
  value.data.forEach((x, i) => {
    const tolerance = Math.max(1e-12 * scale, 32 * Number.EPSILON * terms.data[i]);
    // Not by assert.ok, for which the words would be put together each time.
    if (!(Math.abs(x - wanted.data[i]) <= tolerance)) assert.fail(`${what}: ${x} instead of ${wanted.data[i]}`);
  });
}

/** The formula with the absolute values of all its factors, so that nothing cancels. */
function withoutSigns({ right, ...formula }: Formula): Formula {
  const bare = (term: Term): Term => {
    if (term.kind === 'parentheses') return { ...term, inner: bareChain(term.inner) };
    if (term.kind === 'ellipsis' || term.value === null) return term;
    const { value } = term;
    return {
      ...term,
      value: { ...value, rows: value.rows, cols: value.cols, entry: (r, c) => Math.abs(value.entry(r, c)) },
    };
  };
  const bareChain = (chain: Chain): Chain => ({
    ...chain,
    terms: chain.terms.map(bare),
    operators: chain.operators.map((operator) => (operator === '−' ? '+' : operator)),
  });
  return { ...formula, right: bareChain(right) };
}

/** Every formula of the list evaluates to what it says it equals. */
export function assertHolds(formulas: readonly Formula[], what: string): void {
  for (const formula of formulas) {
    assert.deepEqual(evaluate(formula).shape, formula.shape, `${what}: shape of the whole`);
    assertClose(formula, formula.result, `${what}, ${JSON.stringify(formula.left)}`);
  }
}
