// By how much scripts allow the numbers of other programs to differ, where terms nearly cancel; that they run with it is
// seen in the leg readers.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { exportOf } from '../../../exportOf';

const net = (X: string, layers: string, rest: string): string => `batch X = ${X}\n${layers}\n${rest}\n`;
const layer = (sigma: string, W: string): string => `layer ${sigma}\nW = ${W}\n`;

/** What is allowed of each quantity beyond nine digits. */
async function allowed(text: string): Promise<ReadonlyMap<string, number>> {
  const script = await exportOf(text, 'numpy');
  const each = script.matchAll(/^same\('(\w+)', (?:[^#\n]|\n(?!same))*?, ([\d.e+-]+)\) {2}# terms nearly cancel$/gm);
  return new Map([...each].map(([, name, rounding]) => [name, Number(rounding)]));
}

describe('Rounding in scripts', () => {
  it('is allowed for in no example', async () => {
    const files = readdirSync('examples').filter((name) => name.endsWith('.nnet') && name !== 'shapes-only.nnet');
    assert.ok(files.length > 10);
    for (const file of files) {
      const found = await allowed(readFileSync(`examples/${file}`, 'utf8'));
      assert.deepEqual([...found.keys()], [], file);
    }
  });

  // A rounding is 2⁻⁵³ ≈ 1.1e-16 of the terms: from one of the largest term to some tens of all of them.
  for (const [name, text, quantity, terms] of [
    ['N', net('[1; 1; 1]', layer('tanh', '[1e8 0.3 -1e8]'), 'output 1'), 'N1', 2e8],
    ['f of a batch', net('[1e8 2e8 -3e8]', layer('identity', '[0.1]'), 'output 1'), 'f', 6e7],
    [
      'Δ',
      net(
        '[1]',
        layer('tanh', '[0.5]') + layer('identity', '[1e9; 1e9; 2e9]') + layer('identity', '[0.1 0.2 -0.15]'),
        'output 1',
      ),
      'Delta1',
      0.79 * 6e8,
    ],
    ['∇W of a batch', net('[1e7 2e7 -3e7]', layer('identity', '[0.1]'), 'output 1'), 'gradW1', 6e7],
    [
      '∇X',
      net('[1]', layer('identity', '[1e9; 2e9; -3e9]') + layer('identity', '[0.1 0.1 0.1]'), 'output 1'),
      'gradX',
      6e8,
    ],
    [
      'a difference',
      `input X = [1]\ntarget = [3e7]\n${layer('identity', '[30000000.3]')}loss half_sse\n`,
      'Delta1',
      6e7,
    ],
    [
      'a saturated layer',
      net('[20]', layer('tanh', '[1]') + layer('identity', '[1e9]'), 'output 1'),
      'gradW1',
      20 * 1e9,
    ],
  ] as const) /* prettier-ignore */ {
    it(`is allowed for in ${name}`, async () => {
      const rounding = (await allowed(text)).get(quantity);
      assert.ok(rounding !== undefined && rounding > 2 ** -54 * terms && rounding < 2 ** -46 * terms, `${rounding}`);
    });
  }

  it('is not allowed for where numbers are exact', async () => {
    const found = await allowed(net('[1; 1; 1]', layer('abs', '[3 -2 -1]'), 'output 1'));
    assert.deepEqual([...found.keys()], []);
  });
});
