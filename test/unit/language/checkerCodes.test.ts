import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { applied, expectProblems } from './checkerFixture';
import { fixture } from './fixture';
import { meaningCases } from './meaningCases';
import { namesCases } from './namesCases';
import { sizesCases } from './sizesCases';
import { isLess, listed, problemCounts } from './problemCounts';

const cases = Object.entries({ ...namesCases, ...sizesCases, ...meaningCases });

describe('Every code of the checker', () => {
  for (const [code, those] of cases) {
    describe(code, () => {
      for (const { name, wrong, right } of those) {
        it(name, () => {
          expectProblems(wrong);
          expectProblems(right);
        });
      }
    });
  }
});

describe('Every fix leaves less to say', () => {
  for (const [code, those] of cases) {
    for (const { name, wrong } of those) {
      const { text } = fixture(wrong);
      const before = check(parse(text));
      for (const found of before.diagnostics) {
        found.fixes.forEach(({ title }, index) => {
          it(`${code}: ${name}: ${say(title)}`, () => {
            const after = check(parse(applied(text, found, index)));
            assert.ok(isLess(problemCounts(after), problemCounts(before)), listed(after));
          });
        });
      }
    }
  }
});
