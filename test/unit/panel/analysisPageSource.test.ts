// What a preview is told of a text: its page, its problems, what can be chosen on it, and where it leads to in the text.
import assert from 'node:assert/strict';
import { FakeDocument, Uri } from './fakeVscode';
import type { TextDocument } from 'vscode';
import { Analysis } from '../../../src/analysis/analysis';
import { CancelledError, drive } from '../../../src/analysis/cancellation';
import { AnalysisPageSource } from '../../../src/panel/analysisPageSource';
import type { PageResult } from '../../../src/panel/making/pageResult';
import { defaultChoices, type PageTrial, type ViewChoices } from '../../../src/panel/protocol';
import { sentPage } from '../../../src/panel/making/sentPage';

const BATCH = `input A = [1 2]
batch B = [1 2 3; 4 5 6]
layer 2 tanh
  W = [1/3 2; 3 4]
  b = [1 2]
layer 2 identity
  W = [1 2; 3 4]
  b = [1 2]
`;
const CHAIN = `input X = [2]
target = [3]
layer identity
  W = [0.5]
layer identity
  W = [1/3]
loss half_sse
rate = 0.5
`;

describe('The page of a text', () => {
  const known = new Map<string, Analysis>();
  const source = new AnalysisPageSource({
    onDidChangeFiles: () => ({ dispose: () => undefined }),
    analysis: (document) => Promise.resolve(known.get(document.getText()) ?? null),
    made: (document) => known.get(document.getText()) ?? null,
  });
  async function opened(text: string): Promise<TextDocument> {
    known.set(text, await Analysis.of(text));
    return new FakeDocument(Uri.parse('file:///a.nnet'), text) as unknown as TextDocument;
  }
  async function pages(
    text: string,
    choices: Partial<ViewChoices> = {},
    trials: readonly PageTrial[] = [],
  ): Promise<PageResult[]> {
    const made: PageResult[] = [];
    const document = await opened(text);
    for await (const page of source.pages(
      document,
      { ...defaultChoices, ...choices },
      { isCancellationRequested: false },
      trials,
    ))
      // prettier-ignore
      made.push(page);
    return made;
  }
  async function page(text: string, choices: Partial<ViewChoices> = {}, trials: readonly PageTrial[] = []) {
    return (await pages(text, choices, trials)).at(-1)!;
  }
  /** Everything that is shown, as text. */
  const shown = ({ page: made }: PageResult) => JSON.stringify(sentPage(made!));
  const ids = ({ page: made }: PageResult) => made!.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id));

  it('says what can be chosen on it', async () => {
    const chosen = async (text: string, choices: Partial<ViewChoices> = {}) => {
      const { samples, columns, outputs, defaultOutput, layers, networkForms, exact } = await page(text, choices);
      return { samples, columns, outputs, defaultOutput, layers, networkForms, exact };
    };
    const free = { samples: ['A', 'B'], columns: 0, outputs: 2, defaultOutput: null, layers: 2, networkForms: ['written', 'homogeneous', 'both'], exact: true }; // prettier-ignore
    assert.deepEqual(await chosen(BATCH), free);
    assert.deepEqual(await chosen(BATCH, { sample: 'B' }), { ...free, columns: 3 });
    assert.deepEqual(await chosen(BATCH, { sample: 'B', column: 2 }), { ...free, columns: 3 });
    const missing = BATCH.replace('W = [1 2; 3 4]', '');
    assert.deepEqual(await chosen(missing), { ...free, exact: false });
    assert.deepEqual(await chosen(missing, { sample: 'B' }), { ...free, exact: false });
    const one = { samples: ['X'], columns: 0, outputs: 0, defaultOutput: null, layers: 2, networkForms: ['written'], exact: true }; // prettier-ignore
    assert.deepEqual(await chosen(CHAIN, { digits: { kind: 'fractions', count: 4 } }), one);
    const broken = await page('input X = [2]\nlayer tanh\n  W = [1');
    assert.deepEqual(
      [broken.page, broken.steps, broken.entry, broken.descent, broken.forms, broken.exact],
      [null, null, null, null, [], false],
    );
    const none = await page('');
    assert.deepEqual([none.page, none.samples, none.layers, none.outputs, none.columns], [null, [], 0, 0, 0]);
  });

  it('is exact where fractions are asked for and there are some', async () => {
    const fractions: Partial<ViewChoices> = { digits: { kind: 'fractions', count: 4 } };
    const exact = await page(CHAIN, fractions);
    assert.equal(exact.exact, true);
    // f = 2 · 1/2 · 1/3, L = ½(1/3 − 3)².
    assert.ok(shown(exact).includes('\\\\tfrac{32}{9}'));
    assert.equal((await page('input 2\nlayer 2 tanh\n', fractions)).exact, false);
    assert.ok(!shown(await page(CHAIN)).includes('\\\\tfrac{32}{9}'));
    // ∂f₁/∂x₁ = 1/2 · 1/3 + 1/5 · 3.
    const linear = BATCH.replace('tanh', 'identity').replace('[1 2; 3 4]', '[1/2 1/5; 3 4]');
    assert.ok(shown(await page(linear, { ...fractions, output: 'all' })).includes('\\\\tfrac{23}{30}'));
  });

  it('shows the gradient of one output, of every output, or none', async () => {
    const has = async (output: ViewChoices['output'], text = BATCH) => {
      const made = await page(text, { output });
      return [(made.descent?.trace.backward ?? null) !== null, made.forms.length > 1];
    };
    assert.deepEqual(await has(null), [false, true]);
    assert.deepEqual(await has(2), [true, true]);
    const jacobian = await page(BATCH, { output: 'all' });
    assert.equal(jacobian.descent?.trace.backward ?? null, null);
    assert.match(shown(jacobian), /f_\{?2\}?/);
    assert.notDeepEqual(ids(jacobian), ids(await page(BATCH, { output: 2 })));
    assert.deepEqual(await has(1, CHAIN), await has(null, CHAIN), 'the text names its objective');
    assert.equal(shown(await page(CHAIN, { output: 'all' })), shown(await page(CHAIN)));
    assert.ok((await page(BATCH.replace('W = [1 2; 3 4]', ''), { output: 'all' })).page !== null, 'without numbers');
  });

  it('comes first without what takes long: the check of many parameters, and pictures', async () => {
    // 10 layers of 50 parameters, and another of 5.
    const layers = 'layer 10 tanh\n  W = glorot()\nlayer 5 tanh\n  W = glorot()\n'.repeat(5);
    const text500 = `input X = [1 1 1 1 1]\n${layers}`;
    const loss = 'target = [1]\nloss half_sse\n';
    assert.equal((await pages(`${text500}${loss.replace('[1]', '[1 1 1 1 1]')}`)).length, 1);
    const [first, checked, ...more] = await pages(`${text500}layer 1 identity\n  W = glorot()\n${loss}`);
    assert.deepEqual(more, []);
    assert.notEqual(shown(first), shown(checked));
    const large = `input 40\nlayer 60 tanh\n  W = glorot()\n`;
    assert.equal((await pages(large)).length, 2, 'there are no numbers');
    const text = `input X = [${'1 '.repeat(40)}]\nlayer 60 tanh\n  W = glorot()\n`;
    const made = await pages(text);
    const pictures = made.map((one) => one.page!.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'heatMap')); // prettier-ignore
    assert.deepEqual(pictures[0].map(({ picture }) => picture), pictures[0].map(() => null)); // prettier-ignore
    assert.ok(pictures.at(-1)!.length > 0 && pictures.at(-1)!.every(({ picture }) => picture !== null));
    assert.equal(made.length, 3);
    // The pictures of a trace are made once.
    const again: PageResult[] = [];
    const document = new FakeDocument(Uri.parse('file:///a.nnet'), text) as unknown as TextDocument;
    for await (const one of source.pages(document, defaultChoices, { isCancellationRequested: false }, [])) again.push(one); // prettier-ignore
    assert.equal(again.length, 2);
    assert.equal(shown(again[0]).includes('"picture":null'), false);
  });

  it('is given up when the text changes, or nobody wants it any more', async () => {
    const document = await opened(CHAIN);
    const cancelled = source.pages(document, defaultChoices, { isCancellationRequested: true }, []);
    await assert.rejects(cancelled.next(), CancelledError);
    const unknown = new FakeDocument(Uri.parse('file:///a.nnet'), 'not analysed') as unknown as TextDocument;
    await assert.rejects(source.pages(unknown, defaultChoices, { isCancellationRequested: false }, []).next(), CancelledError); // prettier-ignore
    assert.equal(source.locate(unknown, { quantity: 'W', layer: 1 }, defaultChoices), null);
    assert.equal(source.writing(unknown, defaultChoices, []), null);
    assert.deepEqual(source.linesOf(unknown, 1), []);
    assert.equal(source.layerAt(unknown, unknown.positionAt(0)), undefined);
  });

  it('lists problems with their places for people, and no hints', async () => {
    const text = CHAIN.replace('loss half_sse', 'loss half_ssee\n  lose');
    const { problems, documentVersion } = await page(text);
    assert.equal(documentVersion, 1);
    assert.ok(problems.length > 0);
    const [first] = problems;
    assert.deepEqual([first.line, first.column, first.offset], [7, 6, text.indexOf('half_ssee')]);
    assert.match(first.text, /half_ssee/);
    assert.equal(first.severity, 'error');
    const analysis = known.get(text)!;
    assert.equal(first.code, analysis.diagnostics[0].code);
    // A constant that nothing uses is greyed out in the editor; on the page it is no problem.
    const hinted = `let unused = 3\n${CHAIN}`;
    const quiet = await page(hinted);
    assert.ok(known.get(hinted)!.diagnostics.some(({ severity }) => severity === 'hint'));
    assert.deepEqual(quiet.problems, []);
  });

  it('leads to what it shows: of the sample and the column that are chosen', async () => {
    const document = await opened(BATCH.replace('\nlayer', '\ntarget = [7 8 9; 10 11 12]\nlayer'));
    const at = (target: Parameters<typeof source.locate>[1], choices: Partial<ViewChoices> = {}) => {
      const range = source.locate(document, target, { ...defaultChoices, ...choices });
      return range && (document as unknown as FakeDocument).textIn(range);
    };
    const entry = (row: number, column: number) => ({ entry: { row, column } });
    assert.equal(at({ quantity: 'W', layer: 1, ...entry(1, 0) }), '3');
    assert.equal(at({ quantity: 'b', layer: 2 }), '[1 2]');
    assert.equal(at({ quantity: 'X', layer: 0, ...entry(1, 0) }), '2');
    const batch = { sample: 'B' };
    assert.equal(at({ quantity: 'X', layer: 0, ...entry(1, 2) }, batch), '6');
    assert.equal(at({ quantity: 'X', layer: 0, ...entry(1, 0) }, { ...batch, column: 2 }), '5');
    assert.equal(at({ quantity: 'target', layer: 0, ...entry(1, 0) }, { ...batch, column: 3 }), '12');
    assert.equal(at({ quantity: 'X', layer: 0 }, { ...batch, column: 3 }), '[1 2 3; 4 5 6]');
    // In the homogeneous form the bias is the last column of W.
    assert.equal(at({ quantity: 'W', layer: 1, ...entry(1, 2) }, { network: 'homogeneous' }), '2');
    assert.equal(at({ quantity: 'W', layer: 7 }), null);
    const lines = source.linesOf(document, 2).map((range) => (document as unknown as FakeDocument).textIn(range));
    assert.deepEqual(lines, ['layer 2 identity', 'W = [1 2; 3 4]', 'b = [1 2]']);
    assert.equal(source.layerAt(document, document.positionAt(document.getText().lastIndexOf('W'))), 2);
  });

  it('shows what is tried, at the chosen column, and writes it there', async () => {
    const target = { quantity: 'X', layer: 0, entry: { row: 1, column: 0 } } as const;
    const choices = { sample: 'B', column: 2, output: 1 };
    const trials = [{ target, steps: 3 }];
    const tried = await page(BATCH, choices, trials);
    assert.deepEqual(tried.trials, [{ target, before: '5', now: '5.3' }]);
    assert.match(shown(tried), /5\.3/);
    // A descent begins at what is tried, in the form of the text, into which its end is written.
    assert.equal(tried.descent!.trace.forward.sample.X.data[1], 5.3);
    assert.deepEqual([tried.descent!.tried, tried.descent!.view.form], [true, 'written']);
    assert.equal((await page(BATCH, choices)).descent!.tried, false);
    const document = await opened(BATCH);
    const edits = source.writing(document, { ...defaultChoices, ...choices }, trials)!;
    assert.deepEqual(
      edits.map(({ range, newText }) => [(document as unknown as FakeDocument).textIn(range), newText]),
      [['5', '5.3']],
    );
    assert.deepEqual((await page(BATCH, choices)).trials, []);
  });

  it('explains entries and steps by the numbers that it shows', async () => {
    const { entry, steps, forms } = await page(CHAIN);
    const question = { at: { quantity: 'W', layer: 2, row: 0, column: 0 }, about: 'value' } as const;
    const view = await drive(entry!(question));
    assert.match(JSON.stringify(view!.lines), /1\/3|0\.3333/);
    assert.ok(steps!().overview.count > 5);
    assert.ok(forms.includes('5'));
    assert.equal((await page('input 2\nlayer 2 tanh\n')).entry, null);
  });

  it('compares the reader’s own matrices with its numbers', async () => {
    // L = ½(f − 3)², f = x·w₁·w₂ = 1/3, so ∂L/∂w₂ = (1/3 − 3) · 1 = −8/3.
    const own = (text: string) => page(CHAIN, { own: { claim: { quantity: 'gradW', layer: 2 }, text } });
    const verdict = async (text: string) =>
      (await own(text)).page!.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'compare')!
        .verdict;
    assert.equal(await verdict('-8/3'), 'right');
    assert.equal(await verdict('8/3'), 'wrong');
  });

  it('says what the reader of another program’s network has to know', async () => {
    const stanford = '// text\n1,1,1,1,\n1,1,\n0,\n-1,\n1,\n0,0,\n1,1,\n0.5,\n0,\n';
    const made = await page(stanford);
    assert.deepEqual([made.defaultOutput, made.outputs], [1, 0]);
    assert.deepEqual(made.networkForms.length > 0, true);
    assert.equal(source.writing(await opened(stanford), defaultChoices, [{ target: { quantity: 'W', layer: 1, entry: { row: 0, column: 0 } }, steps: 1 }]), null); // prettier-ignore
  });

  it('is lent where other numbers need nothing but the text, and no more than a moment', async () => {
    const wide = (n: number) => `input X = [1 1]\nlayer ${n} tanh\n  W = glorot(seed = 1)\noutput 1\n`;
    assert.equal((await page(CHAIN)).lendable, CHAIN);
    // 2 of X and 2 · 249 of W are 500.
    assert.equal((await page(wide(249))).lendable, wide(249));
    assert.equal((await page(wide(250))).lendable, null);
    const batch = `batch X = [${'1 '.repeat(600)}]\nlayer 1 tanh\n  W = [1]\noutput 1\n`;
    assert.equal((await page(batch)).lendable, null);
    const file = 'input X = [1 1]\nlayer 1 tanh\n  W = file("w.csv")\noutput 1\n';
    assert.equal((await page(file)).lendable, null);
    const long = `# ${'x'.repeat(100_000)}\n${CHAIN}`;
    assert.equal((await page(long)).lendable, null);
  });
});
