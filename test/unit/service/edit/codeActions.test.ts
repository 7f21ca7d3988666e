import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import type { Diagnostic, TextEdit } from '../../../../src/language/text/diagnostic';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';
import { quickFixes, safeEdits, seededWeights } from '../../../../src/service/edit/codeActions';
import { fixture } from '../../language/fixture';
import { meaningCases } from '../../language/meaningCases';
import { namesCases } from '../../language/namesCases';
import { sizesCases } from '../../language/sizesCases';

const problems = (text: string) => check(parse(text)).diagnostics;

function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

describe('Quick fixes', () => {
  it('are those of the problems that touch the range', () => {
    const { text, cursors } = fixture('input X = [1 2]\nlayer 1 tan<|>f\n  W = [1 2]\nlos<|>t half_sse');
    const titles = (at: number) => quickFixes(problems(text), { start: at, end: at }).map(({ fix }) => say(fix.title));
    assert.deepEqual(titles(cursors[0]), ['Write tanh']);
    assert.deepEqual(titles(cursors[1]), ['Write loss']);
    assert.deepEqual(titles(3), []);
  });

  it('"fix all" takes the preferred ones, at several places at once', () => {
    const text = 'input X = [1 2]\nlayer 2 tanf\n  W = [1 2; 3 4]\nlayer 1 sigmiod\n  W = [1,2]\n  b = [sqr(4)]';
    const after = edited(text, safeEdits(problems(text)));
    assert.equal(after, text.replace('tanf', 'tanh').replace('sigmiod', 'sigmoid').replace('sqr(', 'sqrt('));
    assert.deepEqual(problems(after), []);
  });

  it('"fix all" leaves alone what is not almost certainly meant', () => {
    const text = 'let c = 1\ninput X = [1 2]\nlayer 1 tanh\n  W = [1 2]';
    assert.equal(problems(text)[0].fixes.length, 1);
    assert.deepEqual(safeEdits(problems(text)), []);
  });

  it('"fix all" never edits a place twice', () => {
    const { range, fixes } = problems('layer 1 tanf')[0];
    const twice = [...problems('layer 1 tanf').filter((d) => d.fixes === fixes), ...problems('layer 1 tanf')];
    assert.ok(range.end > range.start);
    assert.equal(safeEdits(twice).length, 1);
  });

  it('"fix all" takes fixes until it has 1000 edits, each of them whole', () => {
    const [problem] = problems('layer 1 tanf');
    const mended = (at: number, edits: number): Diagnostic => ({
      ...problem,
      fixes: [{ ...problem.fixes[0], preferred: true, edits: Array.from({ length: edits }, (_, i) => ({ range: { start: at + 2 * i, end: at + 2 * i }, newText: 'x' })) }],
    }); // prettier-ignore
    const ones = Array.from({ length: 1002 }, (_, i) => mended(2 * i, 1));
    assert.deepEqual(
      [999, 1000, 1001, 1002].map((n) => safeEdits(ones.slice(0, n)).length),
      [999, 1000, 1000, 1000],
    );
    assert.equal(safeEdits([...ones.slice(0, 999), mended(5000, 3), mended(9000, 1)]).length, 1002);
  });

  for (const [code, those] of Object.entries({ ...namesCases, ...sizesCases, ...meaningCases })) {
    for (const { name, wrong } of those) {
      const { text } = fixture(wrong);
      const found = problems(text);
      const edits = safeEdits(found);
      if (edits.length === 0) continue;
      it(`"fix all" leaves less to say: ${code}: ${name}`, () => {
        assert.ok(problems(edited(text, edits)).length < found.length);
      });
    }
  }
});

describe('Seeded weights', () => {
  it('are given to every layer that has none, and zeros to an announced b', () => {
    const text = 'input X = [1 2]\nlayer 3 tanh\n  b\nlayer 2 tanh\n  W = glorot()\n  b\nlayer 1 tanh\n';
    const after = edited(text, seededWeights(problems(text)));
    assert.equal(
      after,
      'input X = [1 2]\nlayer 3 tanh\n  W = glorot(seed = 1)\n  b = zeros()\nlayer 2 tanh\n  W = glorot()\n' +
        '  b = zeros()\nlayer 1 tanh\n  W = glorot(seed = 1)\n',
    );
    assert.deepEqual(problems(after), []);
  });
});
