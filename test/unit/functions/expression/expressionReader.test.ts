import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printExpression } from '../../../../src/functions/expression/expressionPrinter';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import type { Expression } from '../../../../src/functions/expression/tree';
import { parse } from '../../../../src/language/syntax/parser';
import { anyExpression, runs } from '../randomExpression';

/** What the parser of the language makes of it. */
function parsed(text: string): Expression {
  const { statements, diagnostics } = parse(`rate = ${text}`);
  const [statement] = statements;
  assert.ok(statements.length === 1 && statement.kind === 'rate' && diagnostics.length === 0, text);
  return statement.value!;
}

function withoutRanges(e: Expression): unknown {
  return JSON.parse(JSON.stringify(e, (key, value: unknown) => (key === 'range' ? undefined : value)));
}

describe('the reader of formulas', () => {
  const texts = [
    '1 - 2 - 3*4/5/6',
    '-x^2^-3',
    '2^-x*-y',
    '.5e-3 + 1.e2',
    'f(x, a = 2, b_1 = -y)',
    'if not not x < 0 and ((y) > 1 or (x == y)) then 0 else if (x + 1)*2 >= 1 then -x else x',
    'if (x <= 1) then σ1(х) else ((x))',
    'if (if x > 0 then 1 else 2) != 2 then x else y',
  ];

  it('reads as the parser of the language does', () => {
    for (const text of texts) assert.deepEqual(withoutRanges(expressionOf(text)), withoutRanges(parsed(text)), text);
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const text = printExpression(tree);
        assert.deepEqual(withoutRanges(expressionOf(text)), withoutRanges(parsed(text)), text);
      }),
      { numRuns: runs },
    );
  }).timeout(20_000 + 40 * runs);

  it('refuses what is not an expression', () => {
    for (const text of [
      '',
      'x +',
      '(x',
      'x)',
      'x y',
      '2 3',
      'f()',
      'if x then 1 else 2',
      'x < 1',
      'x ? y',
      '1..2',
      'then',
    ]) {
      assert.throws(() => expressionOf(text), /Not an expression/, text);
    }
  });
});
