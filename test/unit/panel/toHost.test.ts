import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultChoices } from '../../../src/panel/protocol';
import { readToHost } from '../../../src/panel/toHost';

describe('A message of the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'choose', uri: 'file:///a.nnet', choices: defaultChoices },
    { type: 'goTo', target: { quantity: 'W', layer: 2, entry: { row: 0, column: 3 } } },
    { type: 'goTo', target: { quantity: 'loss', layer: 0 } },
    { type: 'goToProblem', offset: 7 },
    { type: 'plain', id: 'forward.1.numbers' },
    { type: 'copy', text: 'a' },
    { type: 'picture', format: 'png', tex: 'x', tag: '(3)', words: 'x' },
    { type: 'picture', format: 'svg', tex: 'x', tag: null, words: 'x' },
    { type: 'pictureCopied', done: false },
    { type: 'step', index: 3 },
    { type: 'endSteps' },
    { type: 'descend', rate: 0.5, count: 20 },
    { type: 'stopDescent' },
    { type: 'writeStep', step: 2 },
    { type: 'export', colours: 'gradient' },
    { type: 'help' },
    { type: 'present', on: true },
    { type: 'area', area: 480000 },
    { type: 'writeWhatIf' },
    { type: 'inspect', question: { at: { quantity: 'gradW', layer: 2, row: 0, column: 1 }, about: 'paths' } },
    { type: 'inspect', question: { at: { id: 'forward.1.picture', row: 0, column: 3 }, about: 'value' } },
    {
      type: 'whatIf',
      uri: 'file:///a.nnet',
      turn: 3,
      trials: [
        { target: { quantity: 'W', layer: 1, entry: { row: 0, column: 0 } }, steps: -2 },
        { target: { quantity: 'rate', layer: 0, entry: { row: 0, column: 0 } }, text: '0.1' },
      ],
    },
  ]) {
    it(`is taken as it is: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.deepEqual(readToHost(message), message);
    });
  }

  for (const message of [
    null,
    'ready',
    [],
    {},
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'choose' },
    { type: 'present', on: 'yes' },
    { type: 'area', area: -1 },
    { type: 'export', colours: 'red' },
    { type: 'picture', format: 'gif', tex: 'x', tag: null, words: 'x' },
    { type: 'picture', format: 'png', tex: 'x', words: 'x' },
    { type: 'pictureCopied' },
    { type: 'choose', choices: defaultChoices },
    { type: 'goTo', target: { quantity: 'Delta', layer: 1 } },
    { type: 'goTo', target: { quantity: 'W', layer: -1 } },
    { type: 'goTo', target: { quantity: 'W', layer: 1, entry: { row: 0.5, column: 0 } } },
    { type: 'goTo', target: { quantity: 'W', layer: 1, entry: null } },
    { type: 'goToProblem', offset: NaN },
    { type: 'plain', id: 7 },
    { type: 'copy', text: 7 },
    { type: 'step', index: -1 },
    { type: 'step', index: '1' },
    { type: 'descend', rate: Infinity, count: 3 },
    { type: 'descend', rate: 1, count: 1e12 },
    { type: 'writeStep', step: 1.5 },
    { type: 'inspect', question: { at: { quantity: 'nothing', layer: 2, row: 0, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { at: { quantity: 'W', layer: 2, row: -1, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { at: { quantity: 'W', layer: 2, row: 0, column: 1 }, about: 'all' } },
    { type: 'inspect', question: { at: { id: 3, row: 0, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { about: 'value' } },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 } }] },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 }, steps: 0.5 }] },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'Q', layer: 1 }, steps: 1 }] },
    { type: 'whatIf', uri: 'a', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 }, text: '1'.repeat(41) }] },
    { type: 'whatIf', uri: 'a', turn: 1, trials: Array(201).fill({ target: { quantity: 'W', layer: 1 }, steps: 1 }) },
  ]) {
    it(`is refused: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.equal(readToHost(message), null);
    });
  }

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (message) => void readToHost(message)));
  });
});
