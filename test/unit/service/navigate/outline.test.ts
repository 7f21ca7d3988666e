import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import { say } from '../../../../src/message/message';
import { parse } from '../../../../src/language/syntax/parser';
import { networkSummary, sizesText } from '../../../../src/service/hover/networkSummary';
import { outline, type OutlineItem } from '../../../../src/service/navigate/outline';
import { fixture } from '../../language/fixture';

const checked = (text: string) => check(parse(text));

/** Name, detail and kind of each item, those below another one indented. */
function lines(items: readonly OutlineItem[], indent = ''): string[] {
  return items.flatMap(({ name, detail, kind, children }) => [
    `${indent}${name} (${kind}) ${detail}`.trimEnd(),
    ...lines(children, `${indent}  `),
  ]);
}

describe('The outline', () => {
  const marked = `‹network|network "Two"|›
‹constant|let c = 1|›
‹function|activation f(x) = c*x|›
‹input|input A = [1 c]|›
‹target|target = 1|›
‹layer|layer hidden: 2 f
  ‹weights|W = [1 2
       3 4]|›
  ‹bias|b = [0 0]|›|›
‹layer|layer 1 f
  ‹weights|W = [1 1]|›|›
‹objective|loss sse|›
rate = 0.1
`;
  const { text, ranges } = fixture(marked);
  const items = outline(checked(text));

  it('has each statement with a name or a meaning of its own, W and b below their layer', () => {
    assert.deepEqual(lines(items), [
      'Two (network)',
      'c (constant) let',
      'f (function) activation',
      'A (input) input 2 × 1',
      'target (target) target',
      'layer 1 · hidden (layer) ℝ² → ℝ² · f',
      '  W (weights) 2 × 2',
      '  b (bias) 2 × 1',
      'layer 2 (layer) ℝ² → ℝ¹ · f',
      '  W (weights) 1 × 2',
      'sse (objective) loss',
    ]);
  });

  it('knows where each is, and what to select in it', () => {
    const all = items.flatMap((item) => [item, ...item.children]);
    assert.deepEqual(
      all.map(({ kind, range }) => ({ label: kind, start: range.start, end: range.end })),
      ranges,
    );
    for (const { range, selection } of all) {
      assert.ok(range.start <= selection.start && selection.end <= range.end && selection.start < selection.end);
    }
  });

  it('names each kind of statement, also without a name or a title', () => {
    const text = `network ""
batch flowers = [1 2; 3 4; 5 6]
target = [1 2]
derivative tanh(x) = 1
layer tanh
  W = [1 2 3]
loss sse
exercise "By hand"
  give Sigma1
  ask N1
exercise ""
  ask N1
`;
    const found = outline(checked(text));
    assert.deepEqual(lines(found), [
      'network (network)',
      'flowers (input) batch 3 × 2',
      'target (target) target',
      'tanh′ (function) derivative',
      'layer 1 (layer) ℝ³ → ℝ¹ · tanh',
      '  W (weights) 1 × 3',
      'sse (objective) loss',
      'By hand (exercise) exercise',
      'exercise (exercise) exercise',
    ]);
    assert.deepEqual(lines(outline(checked('loss (y, t) = y - t\noutput 2\nexercise ""'))), ['loss (objective) loss', 'output (objective) 2', 'exercise (exercise) exercise']); // prettier-ignore
    const at = ({ range }: OutlineItem) => text.slice(range.start, range.end);
    assert.deepEqual(found.slice(-2).map(at), ['exercise "By hand"\n  give Sigma1\n  ask N1', 'exercise ""\n  ask N1']);
  });

  it('is there for broken texts too', () => {
    assert.deepEqual(lines(outline(checked('layer\n  W = [1\nfoo\nlet = 2\nlayer x: relu'))), [
      'layer 1 (layer) ℝ? → ℝ? · ?',
      '  W (weights) ? × ?',
      'layer 2 · x (layer) ℝ? → ℝ? · ?',
    ]);
  });
});

describe('The status of a network', () => {
  const status = (text: string) => {
    const spec = checked(text);
    const summary = networkSummary(spec);
    return [sizesText(spec), summary && say(summary)];
  };
  const cases: [string, string, string | null][] = [
    ['input 1\nlayer 1 relu', '1-1', '1 parameter, homogeneous; objective: f'],
    ['input 2\nlayer 3 relu\nlayer 1 relu', '2-3-1', '9 parameters, homogeneous; objective: f'],
    ['input 2\nlayer 3 relu\n  b', '2-3', '9 parameters, affine; no objective yet'],
    ['input 2\nlayer 3 relu\noutput 2', '2-3', '6 parameters, homogeneous; objective: f(2)'],
    ['input 2\nlayer 1 relu\nb\nloss sse', '2-1', '3 parameters, affine; objective: the loss sse'],
    [
      'input X = [5 1]\nlayer [tanh identity]\n  W = [1 2; 0 1]\nlayer 1 relu\n  W = [3 4]',
      '2-2-1',
      '4 parameters, affine in homogeneous form; objective: f',
    ],
    ['input 2\nlayer relu\nlayer 1 relu', '2-?-1', null],
    [`input 1\n${'layer 2 relu\n'.repeat(20)}`, '1-2-2-2-…-2-2', '78 parameters, homogeneous; no objective yet'],
  ];
  for (const [text, sizes, summary] of cases) {
    it(summary ?? sizes, () => assert.deepEqual(status(text), [sizes, summary]));
  }
});
