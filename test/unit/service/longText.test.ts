// A spec of ten megabytes stays usable: what is asked at every keystroke or movement of the mouse costs the same
// whatever the number of entries. Work is counted, not timed: characters looked at, pieces cut out, tokens read.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { layerAt, placeAt } from '../../../src/analysis/places';
import type { Diagnostic } from '../../../src/language/text/diagnostic';
import { format } from '../../../src/language/format/format';
import { inEnglish, message } from '../../../src/message/message';
import { Scanner } from '../../../src/language/syntax/scanner';
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
