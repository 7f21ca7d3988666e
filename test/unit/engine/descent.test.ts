import assert from 'node:assert/strict';
import { descend } from '../../../src/engine/descent';
import { finish } from '../../../src/steps/steps';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { input, lossObjective, network, rows } from './networks';

const objective = lossObjective('half_sse');
const at = (W: number) => network([{ W: [[W]], act: 'identity' }], objective);
const X = input([1], [0]);

describe('Descent', () => {
  it('gives the objective before and after every step, and the last network', () => {
    // L = w²/2, so a step with η = ½ halves w.
    const { values, network: last } = finish(descend(at(4), X, objective, 0.5, 3));
    assert.deepEqual(values, [8, 2, 0.5, 0.125]);
    assert.deepEqual(last.layers[0].weights, rows([[0.5]]));
  });

  it('moves all parameters by the gradient of one point: Mazur’s error after one step', () => {
    const net = network(
      [
        { W: [[0.15, 0.2], [0.25, 0.3]], act: 'sigmoid', b: [0.35, 0.35] }, // prettier-ignore
        { W: [[0.4, 0.45], [0.5, 0.55]], act: 'sigmoid', b: [0.6, 0.6] }, // prettier-ignore
      ],
      objective,
    );
    const sample = input([0.05, 0.1], [0.01, 0.99]);
    const { values, network: last } = finish(descend(net, sample, objective, 0.5, 1));
    // He keeps the biases.
    const layers = last.layers.map((layer, i) => ({ ...layer, bias: net.layers[i].bias }));
    assert.equal(traceNetwork({ ...last, layers }, sample).backward!.value.toFixed(9), '0.291027774');
    assert.ok(values[1] < values[0]);
  });

  it('ends with the first value that is not finite, and keeps the network before it', () => {
    const { values, network: last } = finish(descend(at(1), X, objective, 1e100, 50));
    assert.ok(values.length < 10);
    assert.equal(values.at(-1), Infinity);
    const before = traceNetwork(last, X).backward!.value;
    assert.equal(before, values.at(-2));
  });

  it('tells how far it is', () => {
    const steps = descend(at(4), X, objective, 0.5, 4);
    const told: number[] = [];
    for (let step = steps.next(); step.done !== true; step = steps.next()) told.push(step.value);
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
    // A step that is done, of 5 passes.
    for (const done of [1 / 5, 2 / 5, 3 / 5, 4 / 5]) assert.ok(told.includes(done), `${done}`);
    assert.ok(told.length >= 4 && told.every((done) => done >= 0 && done <= 1));
  });
});
