// What of a network is still written, printed and asked, and what is not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { drawingScene } from '../../../src/authoring/drawing/scene';
import { unitsAreAlive } from '../../../src/authoring/exercise/friendlyRules';
import type { Sheet } from '../../../src/authoring/exercise/sheet';
import { shortFraction } from '../../../src/authoring/exercise/sheetFractions';
import { FenceRenderer } from '../../../src/authoring/fences/fenceRenderer';
import { styleBelow } from '../../../src/authoring/frameParts';
import { isNoHandout } from '../../../src/authoring/handout';
import { displayed } from '../../../src/authoring/latex/latexBlocks';
import { expectations } from '../../../src/authoring/python/pythonChecks';
import { PythonArrays } from '../../../src/authoring/python/pythonArrays';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { inEnglish, say } from '../../../src/message/message';
import { column, matrix } from '../../../src/network/matrix';
import { plainTex } from '../../../src/notation/tex/texStyle';
import { drawing } from '../../../src/page/drawing/drawing';
import { sheetOf } from '../../sheetsOf';
import { network } from '../notation/networks';

const repeat = (text: string, n: number, between = ' '): string => Array.from({ length: n }, () => text).join(between);
const rows = (n: number) => `\\left[\\begin{array}{r} ${repeat('1', n, ' \\\\ ')} \\end{array}\\right]`;
const aligned = (...lines: string[]) => `\\begin{aligned} ${lines.join(' \\\\[0.4em] ')} \\end{aligned}`;

describe('The limits of what is exported', () => {
  it('400 connections are drawn with thick lines, more with thin ones', () => {
    const widest = (...sizes: number[]) => {
      const layers = sizes.slice(1).map((size, i) => ({ activation: 'tanh', inputSize: sizes[i], size, weights: matrix(size, sizes[i], new Float64Array(size * sizes[i]).fill(1)) })); // prettier-ignore
      const { shapes } = drawingScene(drawing(network(layers), null)!, { colours: 'weight', translate: inEnglish });
      const lines = shapes.filter((shape) => shape.kind === 'line').filter(({ tone, dashed }) => tone === 'positive' && !dashed); // prettier-ignore
      return [lines.length, lines[0].width];
    };
    const [few, many] = [widest(10, 10, 10, 10, 9, 1, 1), widest(10, 10, 10, 10, 9, 1, 1, 1)];
    assert.deepEqual([few[1], many[1]], [4, 2]);
    assert.equal(many[0] - few[0], 1);
  });

  it('a sheet asks for 144 entries, of a network of 10 000 weights', () => {
    const refusal = (text: string) => {
      try {
        sheetOf(text);
        return null;
      } catch (error) {
        return isNoHandout(error) ? say(error.text) : assert.fail(String(error));
      }
    };
    const entries = (n: number, samples: number) => refusal(`batch X = [${repeat('1', samples)}]\nlayer ${n} identity\n  W = ones()\nexercise "A"\n  ask N1`); // prettier-ignore
    assert.equal(entries(12, 12), null);
    assert.match(entries(29, 5)!, /^N1 has 145 entries/);
    const weights = (n: number) => refusal(`input X = [${repeat('1', n)}]\nlayer 1 identity\n  W = ones()\nexercise "A"\n  ask N1`); // prettier-ignore
    assert.equal(weights(10_000), null);
    assert.match(weights(10_001)!, /has more than 10000 weights/);
  });

  it('a short fraction has a denominator of 20 or three decimals, and is below a million', () => {
    const text = (x: number) => {
      const found = shortFraction(x);
      return found && `${found.n}/${found.d}`;
    };
    assert.deepEqual([1 / 19, 1 / 20, 1 / 21, 1 / 22].map(text), ['1/19', '1/20', null, null]);
    assert.deepEqual([0.001, 0.123, 0.0001, 0.1234].map(text), ['1/1000', '123/1000', null, null]);
    assert.deepEqual([999_999, 1e6, -999_999, -1e6, 999_999.5].map(text), ['999999/1', null, '-999999/1', null, '1999999/2']); // prettier-ignore
  });

  it('a unit with a slope of 0.01 is alive', () => {
    const alive = (slope: number) => unitsAreAlive({ trace: { forward: { layers: [{ Sigma: column([1]), dSigma: column([slope]) }] } } } as unknown as Sheet); // prettier-ignore
    assert.deepEqual([0.01, -0.01, 0.0099, -0.0099].map(alive), [true, true, false, false]);
  });

  it('a product below its formula has ten lines, and a formula in a document 14 that stay together', () => {
    const below = (n: number) => styleBelow(({ matrixRows }) => rows(Math.min(n, matrixRows)), plainTex).matrixRows;
    assert.deepEqual([below(9), below(10)], [Infinity, 6]);
    const goesOn = (n: number) => displayed({ write: () => aligned('N &= W', `&= ${rows(n)}`) } as never).includes('\\tall'); // prettier-ignore
    assert.deepEqual([goesOn(12), goesOn(13)], [false, true]);
  });

  it('4000 numbers are in a script, more are beside it', () => {
    const code = (numbers: number) => new PythonArrays(numbers, 'a.npz', (array) => array).code('W', column([1, 2]));
    assert.deepEqual([code(4000), code(4001)], ['np.array([[1.0], [2.0]])', 'numbers["W"]']);
  });

  it('gradients and updates of 1 000 000 entries are expected of a script', () => {
    const named = (inputs: number) => {
      const ones = (n: number) => new Float64Array(n).fill(1);
      const layer = { activation: 'identity', inputSize: inputs, size: 1, weights: matrix(1, inputs, ones(inputs)) };
      const net = network([layer], { rate: 0.5, samples: [{ name: 'X', kind: 'input', X: column(ones(inputs)), target: null }] }); // prettier-ignore
      const expected = expectations(traceNetwork(net, net.samples[0]));
      const lines = (section: 'gradient' | 'update') => expected.of(section, new PythonArrays(5000, 'a.npz', (array) => array)).join(); // prettier-ignore
      return [lines('gradient').includes('gradW1'), lines('update').includes('nextW1')];
    };
    assert.deepEqual([named(1_000_000), named(1_000_001)], [[true, true], [false, false]]); // prettier-ignore
  });

  it('a fence is made in 400 milliseconds', async () => {
    const shown = async (milliseconds: number, comment = '') => {
      // The first step takes so long by this clock, the others no time.
      let asked = 0;
      const now = () => (asked++ < 2 ? 0 : milliseconds);
      const renderer = await FenceRenderer.load({ translate: inEnglish, language: 'en', foreign: () => null, now });
      return renderer.html({
        info: 'nnet {gradient}',
        content: `input X = [1]\nlayer tanh\n  W = [1]\n${comment}`,
      } as never);
    };
    assert.doesNotMatch(await shown(400), /takes too long/);
    assert.match(await shown(401), /takes too long/);
    // 20 000 characters of it are shown.
    const filled = (length: number) => `#${'a'.repeat(length - 36)}`;
    assert.deepEqual([(await shown(401, filled(20_000))).includes('…'), (await shown(401, filled(20_001))).includes('…')], [false, true]); // prettier-ignore
  });
});
