import assert from 'node:assert/strict';
import { message } from '../../../../src/message/message';
import { layOutDrawing } from '../../../../src/page/drawing/drawingLayout';
import type { Page } from '../../../../src/page/page';
import { translationsOf } from '../../../../src/panel/talk/pageTranslation';

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
});
