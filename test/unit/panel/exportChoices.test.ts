import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { exportChoices } from '../../../src/panel/exportChoices';
import { defaultChoices, type ViewChoices } from '../../../src/panel/protocol';
import { usualLook } from '../../../src/notation/look';

const SPEC = `input A = [1 2]
batch B = [1 2 3; 4 5 6]
layer 2 tanh
W = [1 2; 3 4]
b = [1 2]
layer 2 identity
W = [1 2; 3 4]
b = [1 2]
`;

type Case = readonly [Partial<ViewChoices>, object];

describe('The choices of an export', () => {
  // The compiler asks for a new choice here: what is shown, and what an export has of it beside what is usual.
  const cases: Readonly<Record<keyof ViewChoices, readonly [Case, ...Case[]]>> = {
    sample: [
      [{ sample: 'B' }, { sample: 'B' }],
      [{ sample: 'gone', column: 9 }, {}],
    ],
    column: [
      [
        { sample: 'B', column: 2 },
        { sample: 'B', column: 2 },
      ],
      [{ sample: 'A', column: 1 }, { sample: 'A' }],
      [
        { sample: 'B', column: 3 },
        { sample: 'B', column: 3 },
      ],
      [{ sample: 'B', column: 4 }, { sample: 'B' }],
      [{ column: 1 }, {}],
    ],
    output: [
      [
        { output: 2, layer: 1, form: '5' },
        { output: 2, layer: 1, forms: ['5'] },
      ],
      [{ output: 'all', layer: 3 }, { output: 'all' }],
      [{ output: 3 }, {}],
    ],
    digits: [[{ digits: { kind: 'decimals', count: 3 } }, { digits: { kind: 'decimals', count: 3 } }]],
    form: [[{ form: 'delta' }, { forms: ['delta'] }]],
    layer: [
      [{ layer: 2 }, { layer: 2 }],
      [{ layer: 3 }, {}],
    ],
    letters: [[{ letters: 'course' }, { letters: 'course' }]],
    network: [
      [{ network: 'homogeneous' }, { network: 'homogeneous' }],
      [{ network: 'affine' }, {}],
      [{ network: 'both' }, { network: 'both' }],
    ],
    // These are the page's alone.
    expanded: [[{ expanded: ['forward.1.W'] }, {}]],
    shapes: [[{ shapes: true }, {}]],
    general: [[{ general: true }, {}]],
    neuron: [[{ neuron: { layer: 1, index: 2 } }, {}]],
    own: [[{ own: { claim: null, text: '[1 2]' } }, {}]],
  };
  const usual = {
    sample: null,
    column: null,
    output: null,
    forms: ['3'],
    layer: null,
    network: 'written',
    digits: { kind: 'significant', count: 4 },
    ...usualLook,
  };
  for (const [shown, expected] of [[{}, {}] as Case, ...Object.values(cases).flat()]) {
    it(`are those of the preview: ${JSON.stringify(shown)}`, async () => {
      const analysis = await Analysis.of(SPEC);
      assert.ok(!analysis.broken);
      assert.deepEqual(exportChoices({ ...defaultChoices, ...shown }, analysis), { ...usual, ...expected });
    });
  }
});
