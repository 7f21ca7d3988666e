// Every service at every place of an exercise, on one text.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { format, withEdits } from '../../../src/language/format/format';
import { parse } from '../../../src/language/syntax/parser';
import { inEnglish } from '../../../src/message/message';
import { translation } from '../../../src/message/translation';
import { completionsAt } from '../../../src/service/complete/completion';
import { hoverAt } from '../../../src/service/hover/hover';
import { folds } from '../../../src/service/navigate/folding';
import { outline } from '../../../src/service/navigate/outline';
import { fixture } from '../language/fixture';

/** Two layers, the second without a bias; a loss; no rate. */
const NETWORK =
  'input X = [1 2]\ntarget = 1\nlayer 2 tanh\nW = [1 2; 3 4]\nb = [0 1]\nlayer 1 identity\nW = [1 -1]\nloss half_sse\n';

async function offered(marked: string, translate = inEnglish) {
  const { text, cursors } = fixture(NETWORK + marked);
  const { items, replaceFrom } = completionsAt(await Analysis.of(text), cursors[0], translate);
  return { items, labels: items.map(({ label }) => label), typed: text.slice(replaceFrom, cursors[0]) };
}

describe('completion in an exercise', () => {
  it('offers the statement, with quotes for its title', async () => {
    const { items, typed } = await offered('exer<|>');
    assert.equal(typed, 'exer');
    assert.equal(items.find(({ label }) => label === 'exercise')?.snippet, 'exercise "${1}"');
  });

  it('offers its parts below it, and not where there is none', async () => {
    const below = await offered('exercise "A"\n  <|>');
    for (const word of ['give', 'ask', 'note']) assert.ok(below.labels.includes(word), word);
    assert.equal(below.items.find(({ label }) => label === 'note')?.snippet, 'note "${1}"');
    assert.equal(below.items.find(({ label }) => label === 'ask')?.snippet, 'ask $0');
    const without = await offered('<|>');
    for (const word of ['give', 'ask', 'note']) assert.equal(without.labels.includes(word), false, word);
  });

  const all = [
    'N2', 'Sigma2', 'dSigma2', 'Delta2', 'gradW2',
    'N1', 'Sigma1', 'dSigma1', 'Delta1', 'gradW1', 'gradb1', 'gradX', 'f', 'L',
  ]; // prettier-ignore

  it('offers every quantity of the network, the last layer first, and none that there is not', async () => {
    for (const line of ['give <|>', 'ask <|>'])
      assert.deepEqual((await offered(`exercise "A"\n${line}`)).labels, all, line);
    assert.deepEqual((await offered('rate = 1\nexercise "A"\nask <|>')).labels.filter((label) => label.startsWith('next')), ['nextW2', 'nextW1', 'nextb1']); // prettier-ignore
  });

  it('offers no quantity twice in an exercise, but anew in the next', async () => {
    const rest = all.filter((label) => !['N1', 'Delta2', 'gradW1'].includes(label));
    assert.deepEqual((await offered('exercise "A"\ngive N1\nask Δ₂: 2 <|> gradW1')).labels, rest);
    assert.deepEqual((await offered('exercise "A"\ngive N1\nexercise "B"\nask <|>')).labels, all);
    // The word that is being typed is no other.
    const { labels, typed } = await offered('exercise "A"\nask N1<|>');
    assert.equal(typed, 'N1');
    assert.ok(labels.includes('N1'));
  });

  it('offers nothing where a number or text goes', async () => {
    for (const line of [
      'ask Delta2:<|>',
      'ask Delta2: <|>',
      'ask gradW1[<|>',
      'ask gradW1[1, <|>',
      'note "<|>"',
      'note <|>',
    ]) {
      assert.deepEqual((await offered(`exercise "A"\n${line}`)).labels, [], line);
    }
    assert.deepEqual((await offered('exercise <|>')).labels, []);
    assert.deepEqual((await offered('exercise "<|>"')).labels, []);
    assert.notDeepEqual((await offered('exercise "A"\nask Delta2: 2 <|>')).labels, []);
  });

  it('offers what is missing of a network that differentiates nothing, or has softmax', async () => {
    const text = async (network: string) => {
      const { text, cursors } = fixture(`${network}\nexercise "A"\nask <|>`);
      return completionsAt(await Analysis.of(text), cursors[0], inEnglish).items.map(({ label }) => label);
    };
    assert.deepEqual(await text('input X = [1 2]\nlayer 2 tanh\nW = [1 2; 3 4]'), ['N1', 'Sigma1', 'dSigma1', 'f']);
    const softmax = await text(
      'input X = [1 2]\ntarget = onehot([1])\nlayer 2 softmax\nW = [1 2; 3 4]\nloss cross_entropy',
    );
    assert.deepEqual(softmax, ['N1', 'Sigma1', 'Delta1', 'gradW1', 'gradX', 'f', 'L']);
  });

  it('explains each in the language of the reader', async () => {
    for (const language of ['en', 'ru'] as const) {
      const { items } = await offered('exercise "A"\nask <|>', translation(language));
      for (const { label, documentation } of items) {
        assert.match(documentation, language === 'ru' ? /[а-я]/ : /^[A-Z]/, label);
      }
    }
  });
});

describe('hovers in an exercise', () => {
  it('explain each word of a statement, in the language of the reader', async () => {
    const text = `${NETWORK}exercise "A"\n  give N1\n  ask f\n  note "x"\n`;
    const analysis = await Analysis.of(text);
    for (const [word, said] of [
      ['exercise', /title/],
      ['give', /prints/],
      ['ask', /left blank/],
      ['note', /printed/],
    ] as const) {
      const at = text.lastIndexOf(`${word} `) + 1;
      assert.match(hoverAt(analysis, at, inEnglish)?.markdown ?? '', said, word);
      assert.match(hoverAt(analysis, at, translation('ru'))?.markdown ?? '', /[а-я]/, word);
    }
  });

  it('show the numbers of every quantity that there is', async () => {
    const words = ['N1', 'Sigma1', 'dSigma1', 'Delta1', 'gradW1', 'gradb1', 'nextW1', 'nextb1', 'gradX', 'f', 'L'];
    const text = `input X = [1 2]\ntarget = 3\nlayer square\nW = [1 -1]\nb = [3]\nloss half_sse\nrate = 1/4\nexercise "A"\nask ${words.filter((word) => word !== 'f').join(' ')}\nexercise "B"\nask f\n`;
    const analysis = await Analysis.of(text);
    assert.deepEqual(
      analysis.diagnostics.map(({ code }) => code),
      [],
    );
    await analysis.trace();
    // N = 1 − 2 + 3 = 2, Σ = 4, Σ′ = 4, L = (4 − 3)²/2, Δ = (4 − 3)·4 = 4, ∇W = [4 8], W⁺ = [0 −3], b⁺ = 2, ∇X = (4, −4).
    const numbers: Record<string, string> = { N1: '2', Sigma1: '4', dSigma1: '4', Delta1: '4', gradW1: '4 8', gradb1: '4', nextW1: '0 -3', nextb1: '2', gradX: '4 -4', f: '4', L: '0.5' }; // prettier-ignore
    for (const word of words) {
      const { markdown, range } = hoverAt(analysis, text.indexOf(word, text.indexOf('ask')), inEnglish)!;
      assert.equal(text.slice(range.start, range.end), word);
      const shown = markdown.split('```')[1] ?? '';
      const said = shown.slice(shown.indexOf('=') + 1).replace(/−/g, '-');
      const found: readonly string[] = said.match(/-?\d+(?:\.\d+)?/g) ?? [];
      for (const number of numbers[word].split(' ')) assert.ok(found.includes(number), `${word}: ${markdown}`);
    }
  });
});

describe('an exercise in the outline, and folded', () => {
  it('ends with its last line, before the next one', async () => {
    const text = `${NETWORK}exercise "One"\n  ask f\n  note "x"\n\n# between\nexercise "Two"\n  ask L\n`;
    const analysis = await Analysis.of(text);
    const items = outline(analysis.checked).filter(({ kind }) => kind === 'exercise');
    assert.deepEqual(
      items.map(({ name, detail, range, selection }) => [name, detail, text.slice(range.start, range.end), text.slice(selection.start, selection.end)]), // prettier-ignore
      [
        ['One', 'exercise', 'exercise "One"\n  ask f\n  note "x"', '"One"'],
        ['Two', 'exercise', 'exercise "Two"\n  ask L', '"Two"'],
      ],
    );
    assert.deepEqual(folds(analysis).slice(-2), [
      { start: 8, end: 10, kind: 'block' },
      { start: 13, end: 14, kind: 'block' },
    ]);
  });
});

describe('formatting an exercise', () => {
  const formatted = (text: string) => withEdits(text, format(parse(text)));
  const cases: Record<string, [before: string, after: string]> = {
    'indents what belongs to it': ['exercise  "A"\nask f\n      give N1\nnote  "x"\n', 'exercise "A"\n  ask f\n  give N1\n  note "x"\n'],
    'has one space between quantities, and after a colon or comma': ['exercise "A"\n  ask   N1 ,Σ₁:2   gradW1[ 1,2 ]:1\n', 'exercise "A"\n  ask N1, Σ₁: 2 gradW1[1, 2]: 1\n'],
    'keeps the text of titles and notes': ['exercise "A   b"\n  note "c   d"\n', 'exercise "A   b"\n  note "c   d"\n'],
    'keeps comments': ['exercise "A" # one\nask f   # two\n', 'exercise "A" # one\n  ask f   # two\n'],
    'leaves the text of a bad one': ['exercise "A"\n  ask = 2\n', 'exercise "A"\n  ask = 2\n'],
  }; // prettier-ignore
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(name, () => {
      assert.equal(formatted(before), after);
      assert.equal(formatted(after), after);
    });
  }
});
