import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';

const FOLDER = 'test/unit/stanford/fixtures';

interface Expected {
  /** f(0), worked out by hand; null where the file is refused. */
  readonly f: readonly number[] | null;
  /** The codes of what is said. */
  readonly codes: readonly string[];
  readonly says?: RegExp;
}

/** 2·ReLU(0.25) − 3·ReLU(−0.125) + 0.5 = 1, in most of them. */
const expected: Readonly<Record<string, Expected>> = {
  '05-n-means-zero-ranges.nnet': { f: [1], codes: ['stanford-scaling'], says: /not normali[sz]ed/ },
  '06-zero-ranges-output-one.nnet': { f: [1], codes: ['stanford-scaling'], says: /not normali[sz]ed/ },
  '09-neurify-convolution.nnet': { f: null, codes: ['foreign-file'], says: /convolution/ },
  '11-dash-for-none.nnet': { f: [0.625, 0.625], codes: [] },
  '12-braces-of-another-program.nnet': { f: null, codes: ['foreign-file'], says: /braces/ },
  '13-keras-dump.nnet': { f: null, codes: ['foreign-file'], says: /Keras/ },
  // 1·ReLU(0.25) − 2·ReLU(−0.5) + 0.1
  '16-row-wrapped-over-lines.nnet': { f: [0.35], codes: [] },
  '17-rows-shortened-by-dots.nnet': { f: null, codes: ['file-format'], says: /shortened/ },
  '23-biases-on-one-line.nnet': { f: [1], codes: [] },
  '24-inf-bounds.nnet': { f: [1], codes: [] },
  // The last mean and range, 20 and 4, for both outputs: 4·1 + 20 and 4·(0.5·0.25 + 0.25) + 20.
  '25-a-mean-for-each-output.nnet': { f: [24, 21.5], codes: ['stanford-layout'], says: /for all outputs/ },
  '26-header-counts-input-layer.nnet': { f: [1], codes: [] },
};

describe('Stanford NNet files as they were met', () => {
  it('all have their answer', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(expected).sort());
  });

  for (const [name, { f, codes, says }] of Object.entries(expected)) {
    it(name, async () => {
      const analysis = await Analysis.of(readFileSync(`${FOLDER}/${name}`, 'utf8'));
      assert.deepEqual(
        analysis.diagnostics.map(({ code }) => code),
        codes,
      );
      if (says !== undefined) assert.match(say(analysis.diagnostics[0].message), says);
      const trace = await analysis.trace();
      if (f === null) return assert.equal(trace, null);
      assert.deepEqual([...trace!.forward.sample.X.data], new Array(trace!.forward.sample.X.rows).fill(0));
      const output = [...trace!.forward.output.data];
      assert.equal(output.length, f.length);
      output.forEach((y, i) => assert.ok(Math.abs(y - f[i]) < 1e-12, `${y} for ${f[i]}`));
    });
  }
});
