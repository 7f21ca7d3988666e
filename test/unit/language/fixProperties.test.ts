import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../../src/language/meaning/checker';
import type { CheckedSpec } from '../../../src/language/meaning/checked';
import type { Fix } from '../../../src/language/text/diagnostic';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { safeEdits } from '../../../src/service/edit/codeActions';
import { brokenSpec, breaks } from './brokenSpec';
import { applied } from './checkerFixture';
import { isLess, listed, problemCounts } from './problemCounts';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 1000);
const checked = (text: string) => check(parse(text));
/** The numbers of every statement whose text is the same before and after. */
function assertRestUnchanged(before: CheckedSpec, after: CheckedSpec): void {
  if (before.layers.length !== after.layers.length) return;
  for (const [i, layer] of before.layers.entries()) {
    const now = after.layers[i];
    for (const which of ['weights', 'bias'] as const) {
      const then = layer[which];
      const written = (s: CheckedSpec) => {
        const range = s.layers[i][which === 'weights' ? 'weightsStatement' : 'biasStatement']?.range;
        return range && s.spec.text.slice(range.start, range.end);
      };
      if (then === null || written(before) !== written(after)) continue;
      if (layer.size !== now.size || layer.inputSize !== now.inputSize) continue;
      assert.deepEqual(now[which]?.data, then.data);
    }
  }
}

describe('Quick fixes on random networks with one mistake', () => {
  const offered = new Map<string, number>();

  it('each leave less to be said, no error that was not there, and the rest as it was', function () {
    this.timeout(0);
    fc.assert(
      fc.property(brokenSpec, ({ text, mistake }) => {
        const before = checked(text);
        for (const found of before.diagnostics) {
          found.fixes.forEach((fix: Fix, i) => {
            offered.set(mistake, (offered.get(mistake) ?? 0) + 1);
            const mended = applied(text, found, i);
            const after = checked(mended);
            const story = () =>
              `${mistake}\n${text}\n--- ${found.code}: ${say(fix.title)}\n${mended}\n--- before\n${listed(before)}\n--- after\n${listed(after)}`;
            // What a removed one alone used or stated may then be said to be unused, or missing.
            const removed = found.code.startsWith('unused-') && fix.edits.every((edit) => edit.newText === '');
            const better = removed
              ? after.spec.statements.length < before.spec.statements.length
              : isLess(problemCounts(after), problemCounts(before));
            if (!better) assert.fail(story());
            assertRestUnchanged(before, after);
          });
        }
      }),
      { numRuns },
    );
  });

  it('"fix all" leaves less to be said, or has nothing to do', function () {
    this.timeout(0);
    fc.assert(
      fc.property(brokenSpec, ({ text }) => {
        const before = checked(text);
        const edits = safeEdits(before.diagnostics);
        if (edits.length === 0) return;
        const mended = [...edits]
          .sort((a, b) => b.range.start - a.range.start)
          .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
        const after = checked(mended);
        assert.ok(
          isLess(problemCounts(after), problemCounts(before)),
          `${text}\n---\n${mended}\n---\n${listed(after)}`,
        );
      }),
      { numRuns },
    );
  });

  it('are there for every one of the mistakes', () => {
    assert.deepEqual(
      Object.keys(breaks).filter((mistake) => !offered.has(mistake)),
      [],
    );
  });
});
