// A spec of ten megabytes stays usable: what is asked at every keystroke or movement of the mouse costs the same
// whatever the number of entries. Work is counted, not timed: characters looked at, pieces cut out, tokens read.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { layerAt, placeAt } from '../../../src/analysis/places';
import { check } from '../../../src/language/meaning/checker';
import type { Diagnostic } from '../../../src/language/text/diagnostic';
import { format } from '../../../src/language/format/format';
import { inEnglish, message } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { Scanner } from '../../../src/language/syntax/scanner';
import type { Spec } from '../../../src/language/syntax/tree';
import { quickFixes } from '../../../src/service/edit/codeActions';
import { completionsAt } from '../../../src/service/complete/completion';
import { extractLet } from '../../../src/service/edit/extractLet';
import { typedPathAt, writtenPaths } from '../../../src/service/describe/filePaths';
import { folds } from '../../../src/service/navigate/folding';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { hoverAt } from '../../../src/service/hover/hover';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import { references } from '../../../src/service/navigate/navigation';
import { networkSummary } from '../../../src/service/hover/networkSummary';
import { outline } from '../../../src/service/navigate/outline';
import { unaskedPaste } from '../../../src/service/paste/pasteMatrix';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { semanticTokens } from '../../../src/service/navigate/semanticTokens';
import { signatureAt } from '../../../src/service/complete/signatureHelp';
import {
  hasManyComments,
  hasManyNames,
  hasManyStatements,
  isFormatted,
  isFormattedOnType,
  restOf,
  restraints,
  shownProblems,
} from '../../../src/service/navigate/longTexts';
import { finish } from '../../../src/steps/steps';

/** What is asked while one types, moves the cursor or the mouse. */
const features: Record<string, (analysis: Analysis, offset: number) => unknown> = {
  hover: (a, at) => hoverAt(a, at, inEnglish),
  'signature help': (a, at) => signatureAt(a, at, inEnglish),
  completion: (a, at) => completionsAt(a, at, inEnglish),
  'inlay hints': (a) => shapeHints(a, { start: 0, end: a.text.length }),
  folding: (a) => folds(a),
  outline: (a) => outline(a.checked),
  'semantic tokens': (a) => semanticTokens(a.checked),
  highlights: (a, at) => references(a.checked, at),
  'quick fixes': (a, at) => quickFixes(a.diagnostics, { start: at, end: at }),
  'extract let': (a, at) => extractLet(a.checked, { start: at, end: at }),
  'inline let': (a, at) => inlineLet(a.checked, at),
  'give a seed': (a, at) => giveSeed(a.checked, at),
  'matrix forms': (a, at) => matrixForms(a.checked, at),
  paste: (a, at) => finish(unaskedPaste('array([[1, 2]])', a.checked.spec, at)),
  'format on type': (a, at) => {
    const done = a.checked.spec.statements.findLast((s) => s.range.end <= at);
    return done && isFormattedOnType(a, done.range) && format(a.checked.spec, done.range);
  },
  links: (a) => writtenPaths(a.checked),
  'typed path': (a, at) => typedPathAt(a.text, at),
  status: (a) => [networkSummary(a.checked), restraints(a)],
  'layer at': (a, at) => [layerAt(a.checked, at), placeAt(a.checked, at)],
};

const forms: Record<string, (rows: readonly string[]) => string> = {
  rows: (rows) => `[\n${rows.join('\n')}\n]`,
  'one line': (rows) => `[${rows.join('; ')}]`,
  nested: (rows) => `[${rows.map((row) => `[${row.replaceAll(' ', ', ')}]`).join(',\n')}]`,
};

/** Wide as always, but long: `rows` rows. */
function spec(rows: number, form: (rows: readonly string[]) => string): string {
  const row = Array.from({ length: 100 }, (_, i) => `0.${i + 101}`).join(' ');
  const W = form(Array.from({ length: rows }, () => row));
  return `let a = 0.5 # a comment\ninput X = [${row}]\nlayer big: tanh\n  W = ${W}\n  b = zeros()\nlayer 1 tanh\n  W = fill(a)\noutput 1\n`;
}

/** Counts what the work looks at. */
function workOf(work: () => unknown): number {
  let count = 0;
  const string = String.prototype;
  // The originals are called with the receiver of each call.
  /* oxlint-disable typescript/unbound-method */
  const { charCodeAt, slice, split, replace } = string;
  const { scan } = Scanner.prototype;
  const { exec } = RegExp.prototype;
  /* oxlint-enable typescript/unbound-method */
  string.charCodeAt = function (at) {
    count++;
    return charCodeAt.call(this, at);
  };
  string.slice = function (start, end) {
    const made = slice.call(this, start, end);
    count += made.length;
    return made;
  };
  string.split = function (this: string, ...args: [never, never?]) {
    count += this.length;
    return split.apply(this, args);
  };
  string.replace = function (this: string, ...args: [never, never]) {
    count += this.length;
    return replace.apply(this, args);
  } as typeof replace;
  Scanner.prototype.scan = function (offset) {
    count += 10;
    return scan.call(this, offset);
  };
  RegExp.prototype.exec = function (text) {
    count += 10;
    return exec.call(this, text);
  };
  try {
    work();
  } finally {
    Object.assign(string, { charCodeAt, slice, split, replace });
    Scanner.prototype.scan = scan;
    RegExp.prototype.exec = exec;
  }
  return count;
}

describe('a long text', () => {
  for (const [name, form] of Object.entries(forms)) {
    it(`of ${name} costs no more than a short one while it is typed in`, async () => {
      // Both are longer than what some features look at around the cursor.
      const [short, long] = await Promise.all([400, 1600].map((rows) => Analysis.of(spec(rows, form))));
      // Made once for each analysis, by whichever feature needs it first.
      for (const analysis of [short, long]) analysis.lines.positionAt(0);
      const places: readonly ((text: string) => number)[] = [
        (text) => text.indexOf('a = 0.5'),
        (text) => text.indexOf('W =') + 400,
        (text) => text.length >> 1,
        (text) => text.indexOf('b = zeros') - 100,
        (text) => text.indexOf('zeros') + 6,
        (text) => text.lastIndexOf('fill(') + 5,
        (text) => text.length,
      ];
      for (const [feature, ask] of Object.entries(features)) {
        for (const [i, place] of places.entries()) {
          const [a, b] = [short, long].map((analysis) => workOf(() => ask(analysis, place(analysis.text))));
          // An entry is found from the 256th before it, so where it stands makes a difference.
          assert.ok(b <= 1.2 * a + 10_000, `${feature} at place ${i}: ${a} in the short text, ${b} in the long one`);
        }
      }
    });
  }

  it('is looked at once typing rests, a short one at once', () => {
    assert.equal(restOf(50_000), 0);
    assert.ok(restOf(300_000) >= 200 && restOf(10_000_000) > restOf(300_000) && restOf(1e9) <= 1000);
  });

  it('says what is left undone', async () => {
    const says = async (text: string) => restraints(await Analysis.of(text)).map((m) => m.template);
    assert.deepEqual(await says(spec(1, forms.rows)), []);
    const [rests, ...more] = await says(spec(400, forms.rows));
    assert.match(rests, /typing pauses/);
    assert.deepEqual(more, []);
    assert.match(
      (await says(`${spec(1, forms.rows)}${' '.repeat(3e6)}`)).join(),
      /Formatting the whole file is skipped/,
    );
    assert.match((await says('#\n'.repeat(50_001))).join(), /comments.*not folded/);
    assert.deepEqual(folds(await Analysis.of('#\n'.repeat(50_001))), []);
    assert.match((await says('let a = 1\n'.repeat(10_001))).join(), /outline.*skipped.*problems/);
  });

  it('is not formatted as a whole, but where it is short', async () => {
    const analysis = await Analysis.of(`${spec(1, forms.rows)}# ${'x'.repeat(2e6)}\n${spec(4000, forms['one line'])}`);
    const tree = analysis.checked.spec;
    const { statements } = tree;
    assert.ok(!isFormatted(tree));
    assert.ok(isFormatted(tree, statements[0].range));
    const longest = statements.findLast((s) => s.kind === 'weights' && s.range.end - s.range.start > 1e6)!;
    assert.ok(
      !isFormatted(tree, { start: longest.range.start + 5, end: longest.range.start + 6 }),
      'its whole statement',
    );
    assert.ok(!isFormattedOnType(analysis, longest.range) && isFormattedOnType(analysis, statements[0].range));
  });

  it('of very many problems shows the first, errors before the rest', () => {
    const make = (severity: Diagnostic['severity'], i: number): Diagnostic => ({
      code: 'unused-let',
      severity,
      message: message('x'),
      range: { start: i, end: i },
      related: [],
      fixes: [],
    });
    const few = [make('hint', 0), make('error', 1)];
    assert.equal(shownProblems(few), few);
    const many = [...Array.from({ length: 2000 }, (_, i) => make('hint', i)), make('error', 2000)];
    const shown = shownProblems(many);
    assert.deepEqual([shown.length, shown[0].range.start, shown[1].range.start], [1000, 2000, 0]);
  });

  it('of many statements has no outline', async () => {
    assert.ok(hasManyStatements(await Analysis.of('let a = 1\n'.repeat(10_001))));
    assert.ok(!hasManyStatements(await Analysis.of('let a = 1\n'.repeat(100))));
  });
});

/** As much of an analysis as the limits look at. */
function analysisOf(of: {
  readonly statements?: number;
  readonly comments?: number;
  readonly weights?: number;
  readonly uses?: readonly number[];
  readonly activations?: number;
  readonly gives?: number;
  readonly asks?: number;
  readonly problems?: number;
  readonly characters?: number;
}): Analysis {
  const many = (count = 0) => Array.from({ length: count });
  const text = ' '.repeat(of.characters ?? 0);
  return {
    text,
    diagnostics: many(of.problems),
    checked: {
      spec: { text, statements: many(of.statements), comments: many(of.comments) },
      symbols: (of.uses ?? []).map((count) => ({ uses: many(count) })),
      layers: [
        { size: of.weights ?? 0, inputSize: 1, statement: { activation: { items: many(of.activations) } } },
        { size: null, inputSize: 5, statement: { activation: null } },
        { size: 5, inputSize: null, statement: { activation: { name: 'tanh' } } },
      ],
      exercises: [{ give: many(of.gives), ask: many(of.asks) }],
    },
  } as unknown as Analysis;
}

describe('The limits of a long text', () => {
  it('200 000 characters or 500 000 weights are looked at once typing rests, for at most a second', () => {
    assert.deepEqual(
      [0, 199_999, 200_000, 14_980_000, 15_000_000, 16_000_000].map((length) => restOf(length)),
      [0, 0, 260, 999, 1000, 1000],
    );
    assert.deepEqual(
      [499_999, 500_000].map((weights) => restOf(0, analysisOf({ weights }))),
      [0, 255],
    );
  });

  it('with up to 10 000 statements each has what is made of it, and with up to 50 000 comments these are folded', () => {
    assert.deepEqual(
      [10_000, 10_001].map((statements) => hasManyStatements(analysisOf({ statements }))),
      [false, true],
    );
    assert.deepEqual(
      [50_000, 50_001].map((comments) => hasManyComments(analysisOf({ comments }))),
      [false, true],
    );
  });

  it('up to 50 000 names are coloured: definitions, their uses, activations and what exercises give and ask for', () => {
    const full = { uses: [10_000, 9_998], activations: 10_000, gives: 10_000, asks: 10_000 };
    assert.equal(hasManyNames(analysisOf(full)), false);
    for (const more of [{ uses: [10_000, 9_999] }, { activations: 10_001 }, { gives: 10_001 }, { asks: 10_001 }])
      assert.equal(hasManyNames(analysisOf({ ...full, ...more })), true, JSON.stringify(more));
  });

  it('up to 2 000 000 characters are formatted at once, and up to 100 000 while they are typed', () => {
    const whole = (length: number) => ({ text: ' '.repeat(length), statements: [] }) as unknown as Spec;
    assert.deepEqual(
      [2_000_000, 2_000_001].map((length) => isFormatted(whole(length))),
      [true, false],
    );
    const text = ' '.repeat(2_000_010);
    const among = (length: number) => {
      const statements = [[0, 3], [5, 5 + length], [2_000_008, 2_000_009]].map(([start, end]) => ({ range: { start, end } })); // prettier-ignore
      return { text, statements } as unknown as Spec;
    };
    for (const [start, end] of [[100, 101], [4, 5], [5, 5]]) {
      const formatted = [1_000_000, 2_000_000, 2_000_001].map((length) => isFormatted(among(length), { start, end }));
      assert.deepEqual(formatted, [true, start >= 5, false], `${start} to ${end}`);
    } // prettier-ignore
    assert.equal(isFormatted(among(2_000_000), { start: 4, end: 4 }), true);
    assert.deepEqual(
      [100_000, 100_001].map((length) => isFormattedOnType(analysisOf({}), { start: 7, end: 7 + length })),
      [true, false],
    );
    assert.equal(isFormattedOnType(analysisOf({ statements: 10_001 }), { start: 0, end: 1 }), false);
  });

  it('up to 1000 problems are all shown', () => {
    const problems = (count: number, severity: string) => Array.from({ length: count }, () => ({ severity })) as unknown as Diagnostic[]; // prettier-ignore
    for (const severity of ['error', 'hint'])
      assert.deepEqual([999, 1000, 1001].map((count) => shownProblems(problems(count, severity)).length), [999, 1000, 1000]); // prettier-ignore
    const mixed = shownProblems([...problems(600, 'hint'), ...problems(600, 'error')]);
    assert.deepEqual(mixed.map(({ severity }) => severity), [...new Array<string>(600).fill('error'), ...new Array<string>(400).fill('hint')]); // prettier-ignore
  });

  it('what is left undone is said from there on, not before', () => {
    const says = (of: Parameters<typeof analysisOf>[0]) => restraints(analysisOf(of)).map(({ template }) => template.split(' ').slice(0, 3).join(' ')); // prettier-ignore
    assert.deepEqual(says({ characters: 199_999, statements: 10_000, comments: 50_000, uses: [49_999], problems: 1000 }), []); // prettier-ignore
    assert.deepEqual(says({ characters: 200_000 }), ['It is analysed']);
    assert.deepEqual(says({ characters: 2_000_000 }), ['It is analysed']);
    assert.deepEqual(says({ characters: 2_000_001 }), ['It is analysed', 'Formatting the whole']);
    assert.deepEqual(says({ statements: 10_001 }), ['Too many statements:']);
    assert.deepEqual(says({ uses: [50_000] }), ['Too many names:']);
    assert.deepEqual(says({ comments: 50_001 }), ['Too many comments:']);
    assert.deepEqual(says({ problems: 1001 }), ['Only the first']);
  });

  it('a matrix of up to 50 000 characters is written in another form', () => {
    const forms = (length: number) => {
      const text = `layer tanh\n  W = [1 2; 3 4${' '.repeat(length - 10)}]`;
      return matrixForms(check(parse(text)), text.indexOf('[')).length;
    };
    assert.deepEqual([50_000, 50_001].map((length) => forms(length) > 0), [true, false]); // prettier-ignore
  });
});
