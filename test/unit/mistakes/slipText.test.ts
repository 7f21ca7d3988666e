import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quantitiesOf } from '../../../src/mistakes/quantity';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import { say } from '../../../src/message/message';
import { slipText } from '../../../src/mistakes/slipText';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { quantityName } from '../../../src/mistakes/quantityName';
import { assertAccepted } from '../accepted';
import { build, plans, RUNS, TIMEOUT } from '../notation/randomNetworks';
import { networks } from './slipNetworks';

describe('The words for a slip', function () {
  this.timeout(TIMEOUT);

  it('are whole sentences with every place filled, for every slip in random networks', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(plans(), fc.nat(), (plan, which) => {
        const { trace } = build(plan);
        const claims = quantitiesOf(trace);
        const claim = claims[which % claims.length];
        for (const { slip } of slipsFor(claim, trace)) {
          const text = slipText(slip, claim, trace).map((sentence) => say(sentence));
          assert.ok(text.length > 0);
          for (const sentence of text) assert.match(sentence, /^\S[^{}]*[.…:?]$/);
          assert.doesNotMatch(text.join(' '), /undefined|NaN|null/);
          kinds.add(slip.kind);
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(kinds.size > 15, [...kinds].join());
  });

  it('are those that were accepted', async () => {
    const lines: string[] = [];
    const known = new Set<string>();
    for (const [name, text] of Object.entries(networks)) {
      lines.push(`# ${name}`);
      const trace = (await (await Analysis.of(text)).trace(defaultView))!;
      for (const [i, wanted] of quantitiesOf(trace).entries()) {
        for (const { slip } of slipsFor(wanted, trace)) {
          // Each is named in one sentence, whatever was asked for.
          if (slip.kind === 'other' && i > 0) continue;
          const line = `${JSON.stringify(slip)}: ${slipText(slip, wanted, trace)
            .map((one) => say(one))
            .join(' ')}`;
          if (!known.has(line)) lines.push(`${quantityName(wanted)} ${line}`);
          known.add(line);
        }
      }
    }
    assertAccepted('mistakes/slipTexts.txt', lines);
  });
});
