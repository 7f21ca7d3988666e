import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { check } from '../../../../src/language/meaning/checker';
import type { TextEdit } from '../../../../src/language/text/diagnostic';
import { say } from '../../../../src/message/message';
import { parse } from '../../../../src/language/syntax/parser';
import { folds } from '../../../../src/service/navigate/folding';
import { references, rename, symbolAt } from '../../../../src/service/navigate/navigation';
import { selectionRanges } from '../../../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../../../src/service/navigate/semanticTokens';
import { fixture } from '../../language/fixture';

const SPEC = `network "names"
let c = sqrt(2)/2
activation bump(x, a = 1) = c*exp(-a*x^2)
activation twice(x) = bump(x)*2
derivative twice(x) = 2*x
input X = [1 c]
target X = [c]
# a
# b
layer hidden: 2 bump(2)
  W = [c 0
       0 c]
  b = [c, c]
layer 1 twice
  W = [1 1]
loss sse
`;

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, e) => t.slice(0, e.range.start) + e.newText + t.slice(e.range.end), text);
}

function checked(text: string): ReturnType<typeof check> {
  return check(parse(text));
}

describe('references', () => {
  const cases: [string, string][] = [
    ['a let', 'let ‹|<|>c|› = 2\nlet d = 2*‹|c|›\ninput X = [‹|c|› d ‹|c|›]\nlayer relu\nW = [1 1 1]'],
    ['a parameter hides a let', 'let c = 2\nactivation f(x, ‹|c|› = 1) = ‹|c<|>|›*x\ninput [c]\nlayer f\nW = [1]'],
    ['an activation', 'activation ‹|f|›(x) = x\nactivation g(x) = ‹|<|>f|›(x)\nlayer [‹|f|› g]\nW = [1; 2]'],
    [
      'an input and its target',
      'input ‹|A|› = [1]\ninput B = [2]\ntarget ‹|<|>A|› = [1]\nlayer relu\nW = [1]\nloss sse',
    ],
  ];
  for (const [name, marked] of cases) {
    it(name, () => {
      const { text, ranges, cursors } = fixture(marked);
      const found = references(checked(text), cursors[0]);
      assert.deepEqual(
        found.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start),
        ranges.map(({ start, end }) => ({ start, end })),
      );
    });
  }
  it('says nothing of built-ins', () => {
    const { text, cursors } = fixture('layer rel<|>u\nW = [1]');
    assert.deepEqual(references(checked(text), cursors[0]), []);
  });
});

describe('rename', () => {
  function renamed(marked: string, name: string): string {
    const { text, cursors } = fixture(marked);
    const made = rename(checked(text), cursors[0], name);
    return made.kind === 'edits' ? applied(text, made.edits) : `refused: ${say(made.reason)}`;
  }
  it('changes the definition and every use', () => {
    assert.equal(renamed('let <|>c = 2\ninput X = [c, 2*c]', 'γ'), 'let γ = 2\ninput X = [γ, 2*γ]');
  });
  it('refuses what is taken, built in, hidden or no name', () => {
    assert.match(renamed('let <|>c = 2\nlet d = 1', 'd'), /^refused: There is already another d/);
    assert.match(renamed('let <|>c = 2', 'pi'), /^refused: pi is built in/);
    assert.match(renamed('activation <|>f(x) = x', 'relu'), /^refused: relu is built in/);
    assert.match(renamed('let <|>c = 2\nactivation f(x) = c*x', 'x'), /^refused: There is already another x/);
    assert.match(renamed('let c = 2\nactivation f(<|>x) = c*x', 'c'), /^refused: There is already another c/);
    assert.match(renamed('let <|>c = 2', '2c'), /^refused: 2c is not a name/);
    assert.match(renamed('let <|>c = 2', 'then'), /^refused: then is a keyword/);
    assert.match(renamed('layer rel<|>u', 'x'), /^refused: Only names/);
  });
  it('lets names of other name spaces be', () => {
    assert.equal(renamed('let c = 2\nlayer <|>h: relu\nW = [c]', 'c'), 'let c = 2\nlayer c: relu\nW = [c]');
    assert.equal(
      renamed('activation f(<|>x) = x\nactivation g(y) = y', 'y'),
      'activation f(y) = y\nactivation g(y) = y',
    );
  });
  it('and its inverse restore the file', function () {
    this.timeout(120_000);
    const { symbols } = checked(SPEC);
    assert.ok(symbols.length >= 8);
    fc.assert(
      fc.property(fc.nat(symbols.length - 1), fc.constantFrom('q', 'ζ₁', '_w', 'Слой', 'abc9'), (i, name) => {
        const { definition, name: old } = symbols[i];
        const there = rename(checked(SPEC), definition.start, name);
        assert.equal(there.kind, 'edits');
        const text = applied(SPEC, there.kind === 'edits' ? there.edits : []);
        assert.notEqual(text, SPEC);
        assert.equal(checked(text).diagnostics.length, checked(SPEC).diagnostics.length);
        const back = rename(checked(text), text.indexOf(name, definition.start), old);
        assert.equal(applied(text, back.kind === 'edits' ? back.edits : []), SPEC);
      }),
    );
  });
});

describe('selection ranges', () => {
  it('grow from the entry to the file, each inside the next', () => {
    const { text, cursors } = fixture('input 2\nlayer relu\n  W = [1 <|>22\n       3 4]\n');
    const parts = selectionRanges(checked(text), cursors[0]).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(parts, [
      '22',
      '1 22',
      '1 22\n       3 4',
      '[1 22\n       3 4]',
      'W = [1 22\n       3 4]',
      'layer relu\n  W = [1 22\n       3 4]',
      text,
    ]);
  });
  it('nest at every offset', () => {
    const spec = checked(SPEC);
    for (let offset = 0; offset <= SPEC.length; offset++) {
      const ranges = selectionRanges(spec, offset);
      ranges.forEach((range, i) => {
        assert.ok(range.start <= offset && offset <= range.end);
        if (i > 0) assert.ok(range.start <= ranges[i - 1].start && range.end >= ranges[i - 1].end);
      });
      assert.equal(symbolAt(spec, offset) === null || ranges.length > 1, true);
    }
  });
});

describe('folding', () => {
  it('folds layers, wrapped matrices, comments and regions', async () => {
    const text = '# region A\n# one\nlayer relu\n  W = [1\n       2]\n  b = [1 2]\n# endregion\n';
    const analysis = await Analysis.of(text);
    assert.deepEqual(folds(analysis), [
      { start: 2, end: 5, kind: 'block' },
      { start: 3, end: 4, kind: 'block' },
      { start: 0, end: 6, kind: 'region' },
    ]);
    const comments = await Analysis.of('# a\n# b\n\nlayer relu # c\n# d\n');
    assert.deepEqual(folds(comments), [{ start: 0, end: 1, kind: 'comment' }]);
  });
});

describe('semantic tokens', () => {
  it('tell names apart, in text order', () => {
    const { text, ranges } = fixture(
      'let ‹variable|c|› = 1\nactivation ‹function|f|›(‹parameter|x|›) = ‹variable|c|›*‹parameter|x|›\nlayer ‹class|h|›: [‹function|f|› ‹function|relu|›]\n',
    );
    assert.deepEqual(
      semanticTokens(checked(text)).map(({ range, type }) => ({ label: type, start: range.start, end: range.end })),
      ranges.map(({ label, start, end }) => ({ label, start, end })),
    );
  });
  it('are few in a file of many numbers', () => {
    const row = Array.from({ length: 2000 }, (_, i) => `${i}.5`).join(' ');
    assert.equal(semanticTokens(checked(`input 2000\nlayer 1 relu\nW = [${row}]`)).length, 1);
  });
});
