import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../../src/language/meaning/checker';
import type { Fix } from '../../../src/language/text/diagnostic';
import { printExpression } from '../../../src/functions/expression/expressionPrinter';
import { parse } from '../../../src/language/syntax/parser';
import { addBias } from '../../../src/service/edit/addBias';
import { extractLet } from '../../../src/service/edit/extractLet';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { fixture } from '../language/fixture';
import { anyExpression } from '../functions/randomExpression';

const runs = Number(process.env.NNET_FUZZ ?? 300);
const checked = (text: string) => check(parse(text));

function after(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

function forms(marked: string): string[] {
  const { text, cursors } = fixture(marked);
  return matrixForms(checked(text), cursors[0]).map((fix) => after(text, fix));
}

describe('The forms of a matrix', () => {
  const lines = 'layer 2 tanh\n  W = [1 -2\n       3 4]';
  const oneLine = 'layer 2 tanh\n  W = [1 -2; 3 4]';
  const nested = 'layer 2 tanh\n  W = [[1 -2], [3 4]]';

  it('become each other', () => {
    assert.deepEqual(forms(oneLine.replace('-2', '<|>-2')), [lines, nested]);
    assert.deepEqual(forms(lines.replace('-2', '<|>-2')), [oneLine, nested]);
    assert.deepEqual(forms(nested.replace('-2', '<|>-2')), [oneLine, lines]);
  });
  it('keep commas, expressions, numbers as written and a transposition', () => {
    const written = "let c = 1\nlayer 2 tanh\nW = [<|>c, - 2.50; [c + 1], 4]'".replace('[c + 1]', 'c + 1');
    assert.equal(forms(written)[1], "let c = 1\nlayer 2 tanh\nW = [[c, - 2.50], [c + 1, 4]]'");
  });
  it('are not offered where something would be lost', () => {
    assert.deepEqual(forms('layer 2 tanh\nW = [1 2 # a\n 3 <|>4]'), []);
    assert.deepEqual(forms('layer 2 tanh\nW = [1 2; <|>3]'), []);
    assert.deepEqual(forms('layer 2 tanh\nW = [1 <|>2]'), []);
    assert.deepEqual(forms('layer 2 tanh\nW = np.array([[1, <|>2], [3, 4]])'), []);
    assert.deepEqual(forms('layer <|>2 tanh\nW = [1 2; 3 4]'), []);
  });
  it('have the same entries, whatever they are', () => {
    const entry = anyExpression.map((e) => `(${printExpression(e)})`);
    const some = fc.oneof(fc.constantFrom('-1', '2.50', '+ 3', 'x', '-x', '1/3'), entry);
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some), { minLength: 2, maxLength: 4 }), (rows) => {
        const head = 'let x = 0.3\nlet y = 0.7\nlayer tanh\nW = ';
        const text = `${head}[${rows.map((row) => row.join(', ')).join('; ')}]`;
        const shape = (t: string) => {
          const W = parse(t).statements[3];
          assert.ok(W.kind === 'weights' && !W.broken && W.value?.kind === 'literal', t);
          const { entries, rowLengths } = W.value;
          const shown =
            entries.kind === 'numbers' ? [...entries.values].map(String) : entries.nodes.map(printExpression);
          return [[...rowLengths], shown];
        };
        for (const form of matrixForms(checked(text), head.length)) {
          assert.deepEqual(shape(after(text, form)), shape(text));
        }
      }),
      { numRuns: runs },
    );
  });
});

function inlined(marked: string): string | null {
  const { text, cursors } = fixture(marked);
  const fix = inlineLet(checked(text), cursors[0]);
  return fix && after(text, fix);
}

describe('Inlining a let', () => {
  it('puts the value in the place of each use, in parentheses where it needs them', () => {
    assert.equal(
      inlined('let c<|> = 1 + 2\nlet d = 3*c\ninput X = [c -c]'),
      'let d = 3*(1 + 2)\ninput X = [(1 + 2) -(1 + 2)]',
    );
    assert.equal(inlined('let c = -2\nlet d = <|>c^2'), 'let d = (-2)^2');
    assert.equal(inlined('let c = 0.50# half\nlet d = <|>c'), '# half\nlet d = 0.50');
    assert.equal(inlined('let c = sqrt (2)\ninput X = [<|>c 1]'), 'input X = [(sqrt (2)) 1]');
  });
  it('is not offered where the meaning would change', () => {
    assert.equal(inlined('let a = 1\nlet c<|> = 2*a\nactivation f(x, a = 3) = c*x'), null);
    assert.equal(inlined('let c<|> = 1'), null);
    assert.equal(inlined('let c<|> = (1 + # one\n 2)\nlet d = c'), null);
  });
});

function extracted(marked: string): string | null {
  const { text, ranges } = fixture(marked);
  const fix = extractLet(checked(text), ranges[0]);
  return fix && after(text, fix);
}

describe('Extracting a let', () => {
  it('names what is selected', () => {
    assert.equal(extracted('let d = 3*‹|sqrt(2)|›'), 'let value = sqrt(2)\nlet d = 3*value');
    assert.equal(
      extracted('layer tanh\n  W = [1 ‹|-2.50|›; 3 4]'),
      'layer tanh\n  let value = -2.50\n  W = [1 value; 3 4]',
    );
    assert.equal(
      extracted('let value = 1\nrate = ‹| value + 1 |›'),
      'let value = 1\nlet value2 = value + 1\nrate =  value2 ',
    );
  });
  it('is not offered for a part that is no expression, a whole let, or what depends on a parameter', () => {
    assert.equal(extracted('rate = 1 - ‹|2 - 3|›'), null);
    assert.equal(extracted('let a = ‹|2 - 3|›'), null);
    assert.equal(extracted('activation f(x) = 2*‹|x|›'), null);
    assert.equal(extracted('activation f(x) = ‹|x < 1|›'), null);
    assert.equal(extracted('rate = ‹||›1'), null);
  });
  it('and inlining again gives the same value', () => {
    const value = (text: string) => checked(text).symbols.find(({ name }) => name === 'r')!.value;
    fc.assert(
      fc.property(anyExpression, anyExpression, fc.nat(), fc.nat(), (a, b, from, length) => {
        const text = `let x = 0.3\nlet y = ${printExpression(a).replace(/\by\b/g, 'x')}\nlet r = ${printExpression(b)}`;
        const before = checked(text);
        if (before.diagnostics.some(({ severity }) => severity === 'error')) return;
        const y = inlineLet(before, text.indexOf('y ='));
        if (y !== null) assert.equal(value(after(text, y)), value(text), text);
        const start = text.indexOf('r = ') + 4;
        const body = text.length - start;
        const selected = { start: start + (from % body), end: 0 };
        selected.end = selected.start + 1 + (length % (text.length - selected.start));
        const fix = extractLet(before, selected);
        if (fix === null) return;
        const withLet = after(text, fix);
        assert.equal(value(withLet), value(text), withLet);
        const back = after(withLet, inlineLet(checked(withLet), withLet.indexOf('value'))!);
        assert.equal(value(back), value(text), back);
      }),
      { numRuns: runs },
    );
  });
});

describe('Adding a bias', () => {
  const given = (marked: string): string | null => {
    const { text, cursors } = fixture(marked);
    const fix = addBias(checked(text), cursors[0]);
    return fix && after(text, fix);
  };
  it('stands below W, or below the layer', () => {
    assert.equal(
      given('input 2\nlayer<|> 1 tanh\n  W = [1\n       2]\nrate = 1'),
      'input 2\nlayer 1 tanh\n  W = [1\n       2]\n  b = zeros()\nrate = 1',
    );
    assert.equal(given('input 2\nlayer 1 tanh\nW = [1<|> 2]'), 'input 2\nlayer 1 tanh\nW = [1 2]\nb = zeros()');
    assert.equal(given('input 2\nlayer 1 ta<|>nh'), 'input 2\nlayer 1 tanh\n  b = zeros()');
  });
  it('is not offered to a layer that has one, and elsewhere', () => {
    assert.equal(given('layer<|> 1 tanh\n  b'), null);
    assert.equal(given('layer<|> 1 tanh\n  W = [1 2\n  b = 1'), null);
    assert.equal(given('input<|> 2\nlayer 1 tanh'), null);
  });
});

describe('Writing the seed', () => {
  const given = (marked: string): string | null => {
    const { text, cursors } = fixture(marked);
    const before = checked(text);
    const fix = giveSeed(before, cursors[0]);
    if (fix === null) return null;
    const weights = (t: string) => checked(t).layers[0].weights?.data;
    assert.deepEqual(weights(after(text, fix)), weights(text));
    assert.ok(weights(text));
    return after(text, fix).split(' = ').slice(2).join(' = ');
  };
  const spec = 'input X = [1 2]\nlayer 1 tanh\nW = ';
  it('keeps the numbers', () => {
    assert.equal(given(`${spec}glo<|>rot()`), 'glorot(seed = 0)');
    assert.equal(given(`${spec}uniform(-1, high = 1<|>)'`), "uniform(-1, high = 1, seed = 0)'");
  });
  it('is not offered where there is one, or nothing random', () => {
    assert.equal(given(`${spec}glo<|>rot(7)`), null);
    assert.equal(given(`${spec}normal(0, 1, seed = <|>2)`), null);
    assert.equal(given(`${spec}zer<|>os()`), null);
  });
});
