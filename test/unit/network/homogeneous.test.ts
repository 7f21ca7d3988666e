import assert from 'node:assert/strict';
import fc from 'fast-check';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { updatedLayer } from '../../../src/engine/updated';
import {
  hasAffineForm,
  hasHomogeneousForm,
  isFrozen,
  toAffine,
  toHomogeneous,
  withFormalNeurons,
} from '../../../src/network/homogeneous';
import type { Matrix } from '../../../src/network/matrix';
import { parameterCount, type Network } from '../../../src/network/network';
import { input, network as made } from '../engine/networks';
import { build, plans, RUNS, TIMEOUT } from '../notation/randomNetworks';

const paper: Network = {
  ...made([
    { W: [[1, 2, 0.5], [3, 4, -0.5], [0, 0, 1]], act: ['tanh', 'relu', 'identity'] }, // prettier-ignore
    { W: [[1, -1, 0.25]], act: 'sigmoid' },
  ]),
  samples: [input([1, 2, 1])],
};

/** With a bias in every layer, zero where there was none. */
function whole(net: Network): Network {
  return {
    ...net,
    layers: net.layers.map((layer) => ({
      ...layer,
      affine: true,
      bias: layer.bias ?? { rows: layer.size, cols: 1, data: new Float64Array(layer.size) },
    })),
  };
}

/** All of a network but its functions; whether neurons share an activation shows in their names. */
function written(net: Network): string {
  return JSON.stringify(net, (key, value: unknown) => (key === 'uniform' ? undefined : value));
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
}

function sameEntries(a: Matrix, b: Matrix): void {
  assert.deepEqual([a.rows, a.cols], [b.rows, b.cols]);
  a.data.forEach((x, i) => assert.ok(close(x, b.data[i]), `${x} and ${b.data[i]}`));
}

describe('The homogeneous form (§3)', () => {
  it('recognises a network written as in the paper', () => {
    const seen = withFormalNeurons(paper);
    assert.deepEqual(
      seen.layers.map(({ formal }) => formal === true),
      [true, false],
    );
    assert.equal(seen.formalInput, true);
    assert.equal(parameterCount(seen), 2 * 3 + 3);
    assert.ok(isFrozen(seen.layers[0], 2, 0) && !isFrozen(seen.layers[0], 1, 2) && !isFrozen(seen.layers[1], 0, 2));
  });
  it('asks for each of the conditions', () => {
    const not = (change: Partial<Network>): void => assert.ok(!hasAffineForm({ ...paper, ...change }));
    assert.ok(hasAffineForm(paper));
    not({ samples: [input([1, 2, 1]), input([1, 2, 3])] });
    const [first, last] = paper.layers;
    const W = { ...first.weights!, data: Float64Array.from(first.weights!.data) };
    W.data[6] = 1e-300;
    not({ layers: [{ ...first, weights: W }, last] });
    assert.ok(first.activation.kind === 'coordinatewise');
    const activations = [...first.activation.activations].reverse();
    not({ layers: [{ ...first, activation: { ...first.activation, activations } }, last] });
    not({ layers: [first, { ...last, affine: true }] });
    assert.equal(withFormalNeurons({ ...paper, samples: [input([1, 2, 3])] }).formalInput, undefined);
  });
  it('takes any last activation that hands 1 on, and no other', () => {
    // σ(1) = 1 by hand: relu, 1², |1|, min(1, 1), 1 for x ≥ 0; tanh 1 = 0.76, 1/(1 + 1) = ½, e, e⁻¹.
    const takes = (act: string): boolean =>
      hasAffineForm({
        ...made([{ W: [[1, 2], [0, 1]], act }, { W: [[1, 1]], act: 'sigmoid' }]), // prettier-ignore
        samples: [input([5, 1])],
      });
    for (const act of ['identity', 'linear', 'relu', 'leaky_relu', 'elu', 'square', 'abs', 'hard_tanh', 'step']) {
      assert.ok(takes(act), act);
    }
    for (const act of ['tanh', 'softsign', 'exp', 'gaussian', 'sin', 'selu', 'gelu', 'hard_sigmoid']) {
      assert.ok(!takes(act), act);
    }
  });
  it('of one layer is offered, but not taken for granted', () => {
    const one: Network = { ...made([{ W: [[2, 3]], act: 'sigmoid' }]), samples: [input([5, 1])] };
    assert.ok(hasAffineForm(one));
    assert.equal(withFormalNeurons(one), one);
    assert.deepEqual([...toAffine(one).layers[0].bias!.data], [3]);
  });
  it('is undone exactly by the affine form, on any network', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net } = build(plan);
        const homogeneous = toHomogeneous(net);
        assert.ok(!hasHomogeneousForm(homogeneous));
        assert.ok(hasAffineForm(homogeneous));
        const back = toAffine(homogeneous);
        assert.equal(written(back), written(whole(net)));
        const again = toHomogeneous(back);
        assert.equal(written(again), written(toHomogeneous(whole(net))));
        if (net.layers.length > 1) {
          const bare = { ...again, layers: again.layers.map(({ formal: _, ...layer }) => layer) };
          assert.equal(written(withFormalNeurons(bare)), written(again));
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
  it('has the same f and, in blocks, the same gradient; a step leaves the frozen rows alone', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const net = whole(build(plan).net);
        const other = toHomogeneous(net);
        const a = traceNetwork(net, net.samples[0]);
        const b = traceNetwork(other, other.samples[0]);
        sameEntries(a.forward.output, b.forward.output);
        assert.ok(close(a.backward!.value, b.backward!.value));
        for (const [i, layer] of net.layers.entries()) {
          const [W, gradb] = [a.backward!.gradW[i], a.backward!.gradb[i]!];
          const augmented = b.backward!.gradW[i];
          for (let r = 0; r < layer.size; r++) {
            for (let c = 0; c < layer.inputSize; c++) assert.ok(close(W.entry(r, c), augmented.entry(r, c)));
            assert.ok(close(gradb.data[r], augmented.entry(r, layer.inputSize)));
          }
          const after = updatedLayer(other.layers[i], b.backward!, 0.5).W;
          const expected = updatedLayer(layer, a.backward!, 0.5);
          for (let r = 0; r < layer.size; r++) {
            assert.ok(close(after.data[r * after.cols + layer.inputSize], expected.b!.data[r]));
          }
          if (other.layers[i].formal) {
            const row = [...after.data.subarray(after.data.length - after.cols)];
            assert.deepEqual(row, [...new Array<number>(layer.inputSize).fill(0), 1]);
          }
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});
