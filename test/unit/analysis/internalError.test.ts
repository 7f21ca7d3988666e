import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';

describe('An exception that nobody foresaw', () => {
  it('becomes the one diagnostic, and is told', async () => {
    const told: unknown[] = [];
    const error = new Error('on purpose');
    const analysis = await Analysis.of('input X = [1]\nlayer tanh\n  W = file("w.csv")\n', {
      readFile: () => Promise.reject(error),
      failed: (what) => told.push(what),
    });
    assert.deepEqual(told, [error]);
    assert.deepEqual(
      analysis.diagnostics.map(({ code, range }) => [code, range]),
      [['internal-error', { start: 0, end: 13 }]],
    );
    assert.equal(
      say(analysis.diagnostics[0].message),
      'The analysis failed because of an error in NNet (Error: on purpose). Please report it together with the text.',
    );
    assert.ok(analysis.broken);
    assert.equal(analysis.network, null);
  });

  it('a call of 20 000 arguments is refused, not an overflow of the stack', async () => {
    const analysis = await Analysis.of(`let a = max(${new Array(20_000).fill('1').join(', ')})\n`);
    assert.deepEqual(analysis.diagnostics.map(({ code }) => code).slice(0, 1), ['too-large']);
  });
});
