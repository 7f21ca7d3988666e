import assert from 'node:assert/strict';
import { decimalCommaEdits } from '../../../../src/language/syntax/decimalCommas';
import { parse } from '../../../../src/language/syntax/parser';
import { apply } from '../parsing';

function mended(matrix: string): string | null {
  const text = `W = ${matrix}`;
  const [statement] = parse(text).statements;
  assert.ok(statement.kind === 'weights' && statement.value?.kind === 'literal');
  const edits = decimalCommaEdits(text, statement.value);
  return edits && apply(text, edits).slice(4);
}

describe('decimal commas', () => {
  it('become points', () => {
    assert.equal(mended('[0,15 0,20]'), '[0.15 0.20]');
    assert.equal(mended('[0,15, -1,20; 3,5 4,5e-1]'), '[0.15, -1.20; 3.5 4.5e-1]');
    assert.equal(mended('[[0,5, 1,5],\n [2,0, 3,0]]'), '[[0.5, 1.5],\n [2.0, 3.0]]');
    assert.equal(mended('[0,5 # 1,2\n1,5]'), '[0.5 # 1,2\n1.5]');
  });

  it('are commas where they cannot be anything else', () => {
    for (const matrix of [
      '[1 2]',
      '[1, 2]',
      '[1,2,3]',
      '[0,0,1,1]',
      '[1,2 3,4,5,6]',
      '[[1,2],[3,4]]',
      '[0,-5]',
      '[0.1,5]',
      '[1,2 3, 4]',
      '[1,.5]',
      '[1,2.5]',
      '[1e2,5]',
      '[x,5]',
      '[1 2,3 4]',
      '[1,2 3,4; 5,6 7]',
      '[1,2 3; 4,5 6,7 8]',
      '[1,2 3; 4 5,6]',
    ]) {
      assert.equal(mended(matrix), null, matrix);
    }
  });
});
