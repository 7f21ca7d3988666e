// What each loss is taken for, with the L that comes out then, by hand.
import assert from 'node:assert/strict';
import type { LossName } from '../../../src/functions/builtin/losses';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { say } from '../../../src/message/message';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import type { OtherLoss } from '../../../src/mistakes/slip';
import { slipText } from '../../../src/mistakes/slipText';
import { input, lossObjective, network } from '../engine/networks';
import { networks } from './slipNetworks';

/** The outputs ½ and ¼ have the targets 1 and 0. */
const f = [0.5, 0.25];
const y = [1, 0];

/** L with each slip; the compiler asks for a new loss and for a slip without words. */
const expected: Readonly<Record<LossName, Partial<Readonly<Record<OtherLoss, number>>>>> = {
  // −½ + ¼; (½)² + (¼)² = 5/16.
  half_sse: { noSquare: -0.25, root: Math.sqrt(5 / 16) },
  sse: { noSquare: -0.25, root: Math.sqrt(5 / 16) },
  mse: { noSquare: -0.125, root: Math.sqrt(5 / 32) },
  l1: {},
  huber: {},
  cross_entropy: { log10: 0.30102999566398, noLogarithm: -0.5 },
  // Of the second output, 1 − f is ¾.
  binary_cross_entropy: { log10: 0.30102999566398 + 0.1249387366083, noLogarithm: -0.5 - 0.75, oneTerm: Math.LN2 },
};

/** What the words of each slip have to say. */
const words: Readonly<Record<OtherLoss, RegExp>> = {
  noSquare: /not squared/,
  root: /square root/,
  log10: /base 10/,
  noLogarithm: /logarithm is missing/,
  oneTerm: /term of 1 − y is missing/,
};

const L = { quantity: 'L', layer: 1 } as const;

describe('What a loss is taken for', () => {
  for (const [name, slips] of Object.entries(expected))
    it(`is, of ${name}, ${Object.keys(slips).join(', ') || 'nothing'}`, () => {
      const net = network([{ W: f.map((x) => [x]), act: 'identity' }], lossObjective(name));
      const trace = traceNetwork(net, input([1], y));
      const made = new Map<string, number>();
      for (const { slip, value } of slipsFor(L, trace)) {
        if (slip.kind !== 'otherLoss') continue;
        made.set(slip.used, value.data[0]);
        assert.match(slipText(slip, L, trace).map((sentence) => say(sentence)).join(' '), words[slip.used]); // prettier-ignore
      }
      assert.deepEqual([...made.keys()].sort(), Object.keys(slips).sort());
      for (const [used, value] of Object.entries(slips))
        assert.ok(Math.abs(made.get(used)! - value) < 1e-12, `${used}: L is ${made.get(used)}, not ${value}`);
    });

  it('has its words among the accepted ones', () => {
    for (const [name, slips] of Object.entries(expected))
      if (Object.keys(slips).some((used) => !['noSquare', 'root'].includes(used)))
        assert.ok(Object.values(networks).some((text) => text.includes(`loss ${name}\n`)), `slipNetworks.ts: ${name}`); // prettier-ignore
  });
});
