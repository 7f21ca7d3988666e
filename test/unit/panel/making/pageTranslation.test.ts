import assert from 'node:assert/strict';
import { message } from '../../../../src/message/message';
import { layOutDrawing } from '../../../../src/page/drawing/drawingLayout';
import type { Page } from '../../../../src/page/page';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../../../src/analysis/analysis';
import { drive } from '../../../../src/analysis/cancellation';
import type { EntryView } from '../../../../src/page/entry/entryView';
import { entrySteps } from '../../../../src/page/entry/entryView';
import { buildPage } from '../../../../src/page/networkPage';
import { usualChoices } from '../../../../src/page/pageChoices';
import { Steps } from '../../../../src/page/steps';
import { sentPage } from '../../../../src/panel/making/sentPage';
import { translationsOf, translationsOfEntry, translationsOfStep } from '../../../../src/panel/making/pageTranslation';

const layout = layOutDrawing([{ shown: [0], elidedAfter: null, affine: false, name: null, activation: null }]);

const page: Page = {
  title: 'Not a template',
  sections: [
    {
      id: 'forward',
      heading: message('Forward'),
      blocks: [
        { kind: 'heading', id: 'h', text: message('Layer {0}', 1) },
        {
          kind: 'paragraph',
          id: 'p',
          content: [
            { kind: 'text', text: message('Words') },
            { kind: 'math', tex: 'x', spoken: '' },
          ],
        },
        { kind: 'note', id: 'n', tone: 'info', content: [{ kind: 'text', text: message('Remark') }] },
        {
          kind: 'formula',
          id: 'f',
          tex: 'a',
          plainTex: 'a',
          label: message('Formula'),
          spoken: [message('{0} plus b', message('Letter'))],
        },
        {
          kind: 'table',
          id: 't',
          head: [[{ kind: 'text', text: message('Head') }]],
          rows: [[[{ kind: 'text', text: message('Cell') }]]],
        },
        {
          kind: 'drawing',
          id: 'd',
          label: message('Drawing'),
          symbols: { input: 'X', activations: 'Σ', index: 'below' },
          spoken: [message('Neurons')],
          columns: [],
          layout,
          edges: [],
        },
      ],
    },
  ],
};

describe('The translations of a page', () => {
  it('are those of every template in it', () => {
    const words = translationsOf(page, (template) => template.toUpperCase());
    assert.deepEqual(words, {
      Forward: 'FORWARD',
      'Layer {0}': 'LAYER {0}',
      Words: 'WORDS',
      Remark: 'REMARK',
      Formula: 'FORMULA',
      '{0} plus b': '{0} PLUS B',
      Letter: 'LETTER',
      Head: 'HEAD',
      Cell: 'CELL',
      Drawing: 'DRAWING',
      Neurons: 'NEURONS',
    });
  });

  it('are none in the language of the templates', () => {
    assert.deepEqual(
      translationsOf(page, (template) => template),
      {},
    );
  });

  /** The templates of all messages anywhere in a value, but for running formulas: KaTeX has them read aloud. */
  function templatesIn(value: unknown, found = new Set<string>()): Set<string> {
    if (typeof value !== 'object' || value === null || ('kind' in value && value.kind === 'math')) return found;
    if ('template' in value && 'args' in value) found.add(value.template as string);
    for (const part of Object.values(value)) templatesIn(part, found);
    return found;
  }
  /** A language in which every template is another, and asks for each only once. */
  function foreign(): (template: string) => string {
    const asked = new Set<string>();
    return (template) => {
      assert.ok(!asked.has(template), template);
      asked.add(template);
      return `<${template}>`;
    };
  }
  const isWhole = (words: Record<string, string>, sent: unknown): void => {
    assert.deepEqual(Object.keys(words).sort(), [...templatesIn(sent)].sort());
    for (const [template, word] of Object.entries(words)) assert.equal(word, `<${template}>`);
  };

  for (const example of ['paper', 'softmax-batch', 'mazur']) {
    it(`are whole for a real page, its steps and its entries: ${example}`, async () => {
      const analysis = await Analysis.of(readFileSync(`examples/${example}.nnet`, 'utf8'));
      const network = analysis.network!;
      const trace = (await analysis.trace())!;
      const work = { claim: null, text: '[1 2; 3 4]' };
      const choices = { ...usualChoices, own: work };
      const sent = sentPage(buildPage({ network, trace, check: await analysis.check(), choices }));
      isWhole(translationsOf(sent, foreign()), sent);
      const steps = new Steps(network, trace, usualChoices);
      for (const index of [0, 3, steps.overview.count - 1]) {
        const view = await drive(steps.viewing(index));
        isWhole(translationsOfStep(steps.overview, view, foreign()), [steps.overview, view]);
      }
      for (const about of ['value', 'product', 'paths'] as const) {
        const at = { quantity: 'gradW', layer: 1, row: 0, column: 0 } as const;
        const view = (await drive(entrySteps({ at, about }, trace, usualChoices)))!;
        isWhole(translationsOfEntry(view, foreign()), view);
      }
    });
  }

  it('are whole for an entry with a table of its products', () => {
    const word = (template: string) => message(template);
    const view: EntryView = {
      entry: { quantity: 'N', layer: 1, row: 0, column: 0 },
      lines: [{ tex: 'x', spoken: word('line') }],
      sources: [],
      more: [],
      note: word('note'),
      work: {
        about: 'product',
        heading: word('heading'),
        tex: null,
        notes: [word('remark')],
        table: {
          index: word('index'),
          head: [{ tex: 'a', spoken: word('factor') }],
          rows: [{ index: word('row'), factors: ['1'], product: '1' }],
          rest: { text: word('rest'), sum: '2' },
          sum: '3',
        },
      },
    };
    isWhole(translationsOfEntry(view, foreign()), view);
    const short = { ...view, note: null, work: { ...view.work!, table: { ...view.work!.table!, rest: null } } };
    isWhole(translationsOfEntry(short, foreign()), short);
    const without = { ...view, work: { ...view.work!, table: null } };
    isWhole(translationsOfEntry(without, foreign()), without);
  });
});
