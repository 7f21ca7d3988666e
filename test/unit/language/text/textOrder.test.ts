import assert from 'node:assert';
import fc from 'fast-check';
import { diagnostic, type Diagnostic } from '../../../../src/language/text/diagnostic';
import { inTextOrder } from '../../../../src/language/text/textOrder';
import { message } from '../../../../src/message/message';
import { finish } from '../../../../src/steps/steps';

const at = (start: number): Diagnostic => diagnostic('bad-number', { start, end: start + 1 }, message('x'));

describe('diagnostics in text order', () => {
  it('leaves nothing out, and keeps those of one place in the order in which they came', () => {
    const places = fc.array(fc.nat(9), { maxLength: 40 });
    fc.assert(
      fc.property(places, (starts) => {
        const found = starts.map(at);
        const byPlace = new Array(10).fill(0).flatMap((_, place) => found.filter((d) => d.range.start === place));
        const ordered = finish(inTextOrder(found));
        assert.ok(ordered.length === byPlace.length && ordered.every((d, i) => d === byPlace[i]));
      }),
    );
  });

  it('pauses while it merges several hundred thousand', () => {
    const evens = new Array(150_000).fill(0).map((_, i) => at(2 * i));
    const odds = new Array(150_000).fill(0).map((_, i) => at(2 * i + 1));
    const steps = inTextOrder([...evens, ...odds]);
    let pauses = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) pauses++;
    assert.ok(step.value.every(({ range }, i) => range.start === i));
    assert.ok(pauses >= 25, String(pauses));
  });
});
