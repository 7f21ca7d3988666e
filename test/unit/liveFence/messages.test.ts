import assert from 'node:assert/strict';
import { readToExtension } from '../../../src/liveFence/messages';

describe('what a live fence tells', () => {
  const show = { type: 'show', info: 'nnet', document: 'file:///notes.md', text: 'input 2' };

  it('is taken with the parts that belong to it, and no others', () => {
    assert.deepEqual(readToExtension({ ...show, more: 1 }), show);
    assert.deepEqual(readToExtension({ type: 'fonts', text: 1 }), { type: 'fonts' });
  });

  it('is refused with a part of a wrong type, and where it is unknown', () => {
    for (const part of ['type', 'info', 'document', 'text']) {
      for (const wrong of [1, null, undefined, ['nnet'], {}]) {
        assert.equal(readToExtension({ ...show, [part]: wrong }), null, part);
      }
    }
    for (const other of [null, undefined, 'show', 3, { type: 'write' }]) assert.equal(readToExtension(other), null);
  });
});
