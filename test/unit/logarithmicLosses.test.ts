// What a built-in loss with a logarithm of the output needs beside its entry in the table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis, defaultView } from '../../src/analysis/analysis';
import type { Trace } from '../../src/engine/trace';
import type { Loss } from '../../src/functions/builtin/loss';
import { builtinLoss, builtinLosses } from '../../src/functions/builtin/losses';
import { lossWithNumbersTex } from '../../src/notation/tex/lossText';
import { say } from '../../src/message/message';
import { faultText } from '../../src/analysis/faultText';
import { traceNetwork } from '../../src/engine/traceNetwork';
import { input, network } from './engine/networks';
import { exportOf } from '../exportOf';

const losses: readonly Loss[] = builtinLosses
  .map(({ name }) => builtinLoss(name)!)
  .filter((loss) => loss.value(0, 1) === Infinity);

/** One input 1, so that W is N. */
const text = (last: string, loss: string, N: readonly number[], target: readonly number[]): string =>
  `input X = [1]\ntarget = [${target.join(' ')}]\nlayer ${last}\n  W = [${N.join('; ')}]\nloss ${loss}\n`;

async function trace(...network: Parameters<typeof text>): Promise<Trace> {
  return (await (await Analysis.of(text(...network))).trace(defaultView))!;
}

const outputs: Readonly<Record<string, (N: readonly number[]) => readonly number[]>> = {
  softmax: (N) => N.map((x) => Math.exp(x) / N.reduce((sum, other) => sum + Math.exp(other), 0)),
  sigmoid: (N) => N.map((x) => 1 / (1 + Math.exp(-x))),
};

/** Why the loss is not defined at the output −½ and this target, as its values show. */
function reason(loss: Loss, target: number): string {
  const isDefined = (y: number): boolean => !Number.isNaN(loss.value(y, target));
  if (!isDefined(0.5)) return `target 1 is ${target}, but it must be a probability`;
  const output = 'output 1 is -0.5,';
  const vanishes = [0.25, 0.5].every((y) => loss.value(y, target) === 0);
  if (vanishes) return `${output} and a negative number has no logarithm`;
  const must = isDefined(1.5) ? 'be greater than 0' : 'lie between 0 and 1';
  return `${output} but with the target ${target} it must ${must}`;
}

/** A file and how the section, or the paragraph, begins that has to name such a loss. */
const DOCUMENTED = [
  ['docs/diagnostics.md', '## domain-error\n'],
  ['docs/diagnostics.md', '## target-range\n'],
  ['docs/language.md', '\nIn `cross_entropy`'],
] as const;

/** The text from this beginning to the next heading or block of code. */
function sectionOf(file: string, beginning: string): string {
  const [, after] = readFileSync(file, 'utf8').split(beginning, 2);
  return beginning + after.split(/^(?:## |```)/m, 1)[0];
}

describe('a built-in loss with a logarithm of the output', () => {
  it('is one of these', () => {
    assert.ok(losses.length >= 2);
  });

  it('that takes one of the target, too, is said to need a target that has one', () => {
    const value = (y: number, t: number): number => (t === 0 ? 0 : t * Math.log(t / y));
    const loss: Loss = { ...builtinLoss('cross_entropy')!, name: 'of_both', value };
    const net = network([{ W: [[0.5]], act: 'identity' }], { kind: 'loss', loss, reduction: 'sum' });
    const traced = traceNetwork(net, input([1], [-0.25]));
    const { code, message } = faultText(traced, traced.fault!);
    assert.deepEqual(
      [code, say(message)],
      ['domain-error', 'At X, of_both is not defined: target 1 is -0.25, but it must be a probability, from 0 to 1.'],
    );
  });

  for (const loss of losses) {
    for (const [last, output] of Object.entries(outputs)) {
      it(`${loss.name} stays finite after ${last}, where the output is rounded to 0`, async () => {
        const { backward } = await trace(last, loss.name, [1000, 0, -1000], [0.25, 0.5, 0.25]);
        const numbers = [backward!.value, ...backward!.Delta[0].data];
        assert.ok(numbers.every(Number.isFinite), `L and Δ are ${numbers.join(', ')}: engine/fusedLoss.ts`);
      });

      it(`${loss.name} after ${last} is the loss of the output, and Δ its slope`, async () => {
        for (const target of [
          [0.25, 0.5, 0.25],
          [0, 1, 0],
          [0.1, 0, 0.7],
        ]) {
          const N = [0.3, -0.5, 1];
          const L = (at: readonly number[]): number =>
            output(at).reduce((sum, y, i) => sum + loss.value(y, target[i]), 0);
          const { backward } = await trace(last, loss.name, N, target);
          assert.ok(Math.abs(backward!.value - L(N)) < 1e-12, `L is ${backward!.value}, not ${L(N)}`);
          for (const [i, delta] of backward!.Delta[0].data.entries()) {
            const moved = (h: number): number => L(N.map((x, j) => (j === i ? x + h : x)));
            const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert.ok(Math.abs(delta - slope) < 1e-8, `Δ${i} is ${delta}, not ${slope}`);
          }
        }
      });

      it(`${loss.name} after ${last} at its target is 0 by itself or by rounding, and that is told`, async () => {
        const codes = async (N: readonly number[], target: readonly number[]): Promise<readonly string[]> =>
          (await Analysis.of(text(last, loss.name, N, target))).diagnostics.map(({ code }) => code);
        // Both outputs are ½ exactly.
        assert.ok(!(await codes([0, 0], [0.5, 0.5])).includes('underflow'), 'engine/flaws/underflow.ts');
        const target = output([0.3, -0.4]);
        const { backward } = await trace(last, loss.name, [0.3, -0.4], target);
        const isRounding = Math.abs(backward!.value) < 1e-12 && backward!.value !== 0;
        const isTold = (await codes([0.3, -0.4], target)).includes('lost-digits');
        assert.ok(isTold || !isRounding, `L is ${backward!.value}: engine/flaws/lostDigits.ts`);
      });

      it(`${loss.name} after ${last} is said to be computed with it`, async () => {
        const page = await exportOf(text(last, loss.name, [0.3, -0.5], [0.25, 0.75]), 'markdown', { what: ['check'] });
        const said = `${last} and ${loss.name.replaceAll('_', '\\_')} are computed together`;
        assert.ok(page.includes(said), 'engine/fusedLoss.ts, or page/checkSection.ts');
      });
    }

    it(`${loss.name} is not defined for a negative output, and that is said with its name`, async () => {
      for (const target of [0, 1, -0.1]) {
        const { diagnostics } = await Analysis.of(text('identity', loss.name, [-0.5], [target]));
        const said = diagnostics.filter(({ code }) => code === 'domain-error').map(({ message }) => say(message));
        const why = `${loss.name} is not defined: ${reason(loss, target)}`;
        assert.ok(said.join().includes(why), `${why}: analysis/faultText.ts: ${said.join()}`);
      }
    });

    it(`${loss.name} is 0 where output and target are 0, and finite wherever its terms are`, () => {
      assert.equal(Math.abs(loss.value(0, 0)), 0, 'the value');
      assert.ok(Number.isFinite(loss.derivative(0, 0)), 'the derivative');
      // Quotients of such outputs and targets overflow, or are 0, where their logarithms do not.
      for (const [y, t] of [
        [1e-320, 1],
        [1e-320, 0.5],
        [0.5, 5e-324],
        [1e-320, 5e-324],
      ] as const)
        assert.ok(Number.isFinite(loss.value(y, t)), `the value at ${y} and ${t}`);
    });

    it(`${loss.name} takes targets for probabilities`, async () => {
      const { diagnostics } = await Analysis.of(text('sigmoid', loss.name, [1], [1.5]));
      assert.ok(
        diagnostics.some(({ code }) => code === 'target-range'),
        'analysis/numberDiagnostics.ts',
      );
    });

    it(`${loss.name} has no logarithm of 0 in a script where the target is 0`, async () => {
      for (const target of ['numpy', 'pytorch', 'jax', 'notebook'] as const) {
        const script = await exportOf(text('identity', loss.name, [0.5, 0.25], [0, 1]), target);
        assert.match(script, /where\(Y == 0/, `${target}: authoring/python/pythonSections.ts`);
      }
    });

    it(`${loss.name} is named where the docs say what it needs and what 0·ln 0 is`, () => {
      for (const [file, beginning] of DOCUMENTED)
        assert.ok(sectionOf(file, beginning).includes(`\`${loss.name}\``), `${file}, at${beginning}`);
    });

    // A multiple of the target counts as 0 where that is 0.
    if (loss.value(0.5, 0) !== 0) continue;
    it(`${loss.name} leaves out what has the target 0 where L has its numbers`, () => {
      const [all, one] = [[0.5, 0, 0.25], [0.5]].map((f) => lossWithNumbersTex(loss, f, [1, 0, 0], 1, String));
      assert.equal(all, one, 'notation/tex/lossText.ts');
    });
  }
});
