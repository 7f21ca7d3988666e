import assert from 'node:assert/strict';
import fc from 'fast-check';
import { say } from '../../../../src/message/message';
import { network } from '../../engine/networks';
import { descentReport } from '../../../../src/service/navigate/descentReport';
import { linear, scaleFor } from '../../../../src/service/describe/plotScale';

const net = network([{ W: [[1]], act: 'identity' }]);
const report = (values: readonly number[]) => descentReport({ values, rate: 0.5, network: net });
const text = (values: readonly number[]) =>
  report(values)
    .sentences.map((sentence) => say(sentence))
    .join(' ');

describe('What a descent came to', () => {
  it('is said plainly', () => {
    assert.equal(text([8, 2, 0.5]), 'With η = 0.5 the objective goes from 8 (step 0) to 0.5 (step 2).');
    assert.match(text([8, 9, 0.5]), /Steps where it increased: 1\.$/);
    assert.match(text([8, 9, 7, 7, 7.5, 0.5]), /Steps where it increased: 2\.$/);
    assert.doesNotMatch(text([8, 8, 8]), /increased/);
    assert.equal(report([8, 8]).diverged, false);
    assert.match(text([1, 4]), /It increased: the steps are too large/);
    assert.match(text([1, 4, Infinity]), / to 4 \(step 1\)\. At step 2 it is no longer finite/);
    assert.match(text([1, NaN]), /At step 1 it is no longer finite/);
    assert.deepEqual(
      [report([8, 2]).diverged, report([1, 4]).diverged, report([8, 2, NaN]).diverged],
      [false, true, true],
    );
    assert.equal(report([8, 2, NaN]).lastStep, 1);
  });

  it('is a plot on a logarithmic scale where that shows more', () => {
    assert.equal(report([8, 1e-3]).plot.logarithmic, true);
    assert.equal(report([8, 4]).plot.logarithmic, false);
    assert.equal(report([8, -1e-3]).plot.logarithmic, false);
  });

  it('is a plot and a table of bounded size that keep the ends and every leap', () => {
    const values = Array.from({ length: 10_001 }, (_, i) => 1 / (1 + i) + (i === 4321 ? 100 : 0));
    const { plot, rows } = report(values);
    assert.ok(plot.points.length < 1000);
    assert.ok(plot.points.some(({ y }) => y > 0.8));
    assert.deepEqual([rows[0].step, rows.at(-1)!.step], [0, 10_000]);
    assert.deepEqual([rows[1].step, rows.length], [1000, 11]);
  });

  it('shows all of 500 values and the extremes of each of 250 parts of more; a table has at most 13 whole steps', () => {
    const falling = (count: number) => report(Array.from({ length: count }, (_, i) => 1 - i / count));
    assert.deepEqual([499, 500, 501, 502, 1000].map((count) => falling(count).plot.points.length), [499, 500, 500, 500, 500]); // prettier-ignore
    assert.deepEqual([12, 13, 24, 25].map((last) => falling(last + 1).rows.map(({ step }) => step).join(' ')), [
      '0 1 2 3 4 5 6 7 8 9 10 11 12', '0 2 4 6 8 10 12 13', '0 2 4 6 8 10 12 14 16 18 20 22 24', '0 5 10 15 20 25',
    ]); // prettier-ignore
  });

  it('has a logarithmic axis from a ratio of 50 on, and up to five steps on a linear one', () => {
    assert.deepEqual(
      [49.99, 50].map((most) => scaleFor([1, most]).logarithmic),
      [false, true],
    );
    assert.deepEqual(
      [1.01e-290, 1e-290].map((least) => scaleFor([least, 1]).logarithmic),
      [true, false],
    );
    assert.deepEqual(
      [5, 6, 10, 12].map((most) => linear(0, most).ticks.length),
      [6, 4, 6, 4],
    );
    assert.deepEqual(
      [1e5, 1e6].map((most) => scaleFor([1, most]).ticks.length),
      [6, 4],
    );
    // A millionth of a millionth apart is a level line.
    assert.deepEqual(
      [1e12 + 1, 1e12 + 2].map((most) => linear(1e12, most).place(1e12)),
      [0.5, 0],
    );
  });

  it('has all points and labels inside the axes, in order', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
      fc.double({ noNaN: true, min: 1e-12, max: 1 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
        const { plot } = report(values);
        const inside = (at: number) => at >= -1e-9 && at <= 1 + 1e-9;
        assert.ok(plot.points.every(({ x, y }) => inside(x) && inside(y)));
        for (const ticks of [plot.xTicks, plot.yTicks]) {
          assert.ok(ticks.length >= 1 && ticks.length <= 12, String(ticks.length));
          assert.ok(ticks.every(({ at }) => inside(at)));
          assert.equal(new Set(ticks.map(({ label }) => label)).size, ticks.length);
        }
      }),
    );
  });

  it('has round numbers on its axes', () => {
    const labels = (least: number, most: number) => scaleFor([least, most]).ticks.map(({ label }) => label);
    assert.deepEqual(labels(0, 50), ['0', '10', '20', '30', '40', '50']);
    assert.deepEqual(labels(-0.3, 0.4), ['−0.4', '−0.2', '0', '0.2', '0.4']);
    assert.deepEqual(labels(0.002, 8), ['0.001', '0.01', '0.1', '1', '10']);
    assert.deepEqual(labels(1e-9, 1), ['10⁻⁹', '10⁻⁷', '10⁻⁵', '0.001', '0.1']);
    assert.equal(linear(3, 3).place(3), 0.5);
  });
});
