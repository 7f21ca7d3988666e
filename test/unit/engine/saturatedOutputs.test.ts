import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Matrix } from '../../../src/network/matrix';
import cases from './fixtures/saturatedOutputs.json';
import { input, lossObjective, network } from './networks';

/** Below this a double has fewer digits. */
const LEAST_NORMAL = 2 ** -1022;

/** Fails unless `actual` is the double nearest to the decimal `expected`, but for a few last bits. */
function assertNear(actual: number, expected: string, what: string): void {
  const right = Number(expected);
  if (!Number.isFinite(right)) assert.equal(actual, right, what);
  else {
    // A gradient between the least normal double and 10⁻³⁰⁵ comes from factors that are none.
    const tolerance = Math.max(2e-14 * Math.abs(right), right === 0 ? 0 : 64 * LEAST_NORMAL * 2 ** -52);
    assert.ok(Math.abs(actual - right) <= tolerance, `${what} is ${actual}, not ${right}`);
  }
}

function assertAll(actual: Matrix, expected: readonly string[], what: string): void {
  expected.forEach((entry, i) => {
    assertNear(actual.data[i], entry, `${what}[${i}]`);
  });
}

describe('saturated outputs keep their digits', () => {
  const kinds = new Set(cases.map(({ last, loss }) => `${loss} after ${last}`));
  for (const kind of kinds) {
    it(kind, () => {
      for (const { last, loss, N, target, value, gradL, Delta } of cases) {
        if (`${loss} after ${last}` !== kind) continue;
        // N is X itself.
        const W = N.map((_, r) => N.map((__, c) => (r === c ? 1 : 0)));
        const { backward } = traceNetwork(network([{ W, act: last }], lossObjective(loss)), input(N, target));
        const at = `N = ${N.join(' ')}, target ${target.join(' ')}`;
        assertNear(backward!.value, value, `L at ${at}`);
        assertAll(backward!.seed, gradL, `∇L at ${at}`);
        assertAll(backward!.Delta[0], Delta, `Δ at ${at}`);
      }
    });
  }

  // p·ΣY − Y with 80 digits of mpmath.
  for (const [N, target, Delta] of [
    [
      [0, -46, -50],
      [1, 3e-20, 1e-30],
      ['1.92765076586498e-20', '-1.94693826424462e-20', '1.92874983796392e-22'],
    ],
    [
      [-41, 0, -46],
      [1e-20, 1, 2e-18],
      ['1.55288218933499e-18', '4.36587193307458e-19', '-1.98946938264245e-18'],
    ],
  ] as const)
    it(`keep them beside a class label that is smoothed by less than a double adds to 1: ${target.join(', ')}`, () => {
      const W = N.map((_, r) => N.map((__, c) => (r === c ? 1 : 0)));
      const net = network([{ W, act: 'softmax' }], lossObjective('cross_entropy'));
      assertAll(traceNetwork(net, input([...N], [...target])).backward!.Delta[0], Delta, 'Δ');
    });

  it('keep them beside a target of ½ too, where sigmoid(x) − ½ is x/4 − x³/48 + …', () => {
    const x = 1e-10;
    for (const [loss, value, gradL, Delta] of [
      ['half_sse', '3.125e-22', '2.5e-11', '6.25e-12'],
      // ln 2; ∂L/∂y = 2·sinh(x)·½·2 = 1e-10.
      ['binary_cross_entropy', '0.6931471805599453', '1e-10', '2.5e-11'],
    ]) {
      const { backward } = traceNetwork(
        network([{ W: [[1]], act: 'sigmoid' }], lossObjective(loss)),
        input([x], [0.5]),
      );
      assertNear(backward!.value, value, 'L');
      assertAll(backward!.seed, [gradL], '∇L');
      assertAll(backward!.Delta[0], [Delta], 'Δ');
    }
  });

  it('keep them beside ½ where the text gives the derivative of the sigmoid', async () => {
    const { backward } = (await (
      await Analysis.of(
        'derivative sigmoid(x) = sigmoid(x)*(1 - sigmoid(x))\ninput X = [1e-10]\ntarget = [0.5]\nlayer 1 sigmoid\n  W = [1]\nloss half_sse\n',
      )
    ).trace())!;
    assertNear(backward!.value, '3.125e-22', 'L');
    assertAll(backward!.seed, ['2.5e-11'], '∇L');
  });

  it('are many', () => {
    assert.equal(cases.length, 274);
  });
});
