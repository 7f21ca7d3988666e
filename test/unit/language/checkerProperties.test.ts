import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../../src/language/meaning/checker';
import type { CheckedSpec } from '../../../src/language/meaning/checked';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { hasNumbers, type Network } from '../../../src/network/network';
import { mutated, randomSpec } from './randomSpec';
import { statementSoup } from './statementSoup';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 300);

function problems(checked: CheckedSpec): string[] {
  return checked.diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.code}: ${say(d.message)}`);
}

/** Every shape is what the sizes say. */
function assertShapes(network: Network): void {
  const { sizes, layers, samples } = network;
  assert.equal(layers.length, sizes.length - 1);
  layers.forEach((layer, i) => {
    assert.deepEqual([layer.index, layer.inputSize, layer.size], [i + 1, sizes[i], sizes[i + 1]]);
    if (layer.weights) assert.deepEqual([layer.weights.rows, layer.weights.cols], [sizes[i + 1], sizes[i]]);
    if (layer.bias) assert.deepEqual([layer.bias.rows, layer.bias.cols], [sizes[i + 1], 1]);
    if (layer.activation.kind === 'coordinatewise') assert.equal(layer.activation.activations.length, layer.size);
    for (const matrix of [layer.weights, layer.bias]) {
      if (matrix) assert.equal(matrix.data.length, matrix.rows * matrix.cols);
      if (matrix) assert.ok(matrix.data.every(Number.isFinite));
    }
  });
  for (const { X, target, kind } of samples) {
    assert.equal(X.rows, sizes[0]);
    if (kind === 'input') assert.equal(X.cols, 1);
    if (target) assert.deepEqual([target.rows, target.cols], [sizes.at(-1), X.cols]);
    for (const matrix of [X, target]) {
      if (matrix) assert.ok(matrix.data.length === matrix.rows * matrix.cols && matrix.data.every(Number.isFinite));
    }
  }
}

const anything = fc.oneof(mutated(randomSpec.map(({ text }) => text)), statementSoup);

describe('The checker on random texts', () => {
  it('finds the sizes of valid networks, and no error', function () {
    this.timeout(0);
    fc.assert(
      fc.property(randomSpec, ({ text, sizes, hasNumbers: whole }) => {
        const checked = check(parse(text));
        assert.deepEqual(problems(checked), []);
        assert.deepEqual(checked.sizes, sizes);
        assert.ok(checked.network);
        assertShapes(checked.network);
        assert.equal(hasNumbers(checked.network), whole);
      }),
      { numRuns },
    );
  });

  it('never throws, and makes a network just where nothing is an error', function () {
    this.timeout(0);
    fc.assert(
      fc.property(anything, (text) => {
        const checked = check(parse(text));
        const isWhole =
          problems(checked).length === 0 && checked.layers.length > 0 && checked.sizes.every((size) => size !== null);
        assert.equal(checked.network !== null, isWhole, problems(checked).join('\n'));
        if (checked.network) assertShapes(checked.network);
        assert.equal(checked.sizes.length, checked.layers.length + 1);
        assert.equal(checked.sampleStatements.length >= (checked.network?.samples.length ?? 0), true);
        for (const { range, related, fixes } of checked.diagnostics) {
          for (const at of [
            range,
            ...related.map((r) => r.range),
            ...fixes.flatMap((f) => f.edits.map((e) => e.range)),
          ]) {
            assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length);
          }
        }
        const starts = checked.diagnostics.map((d) => d.range.start);
        assert.deepEqual(
          starts,
          [...starts].sort((a, b) => a - b),
        );
      }),
      { numRuns: 3 * numRuns },
    );
  });

  it('names every symbol where it is written', function () {
    this.timeout(0);
    fc.assert(
      fc.property(anything, (text) => {
        for (const { name, definition, uses } of check(parse(text)).symbols) {
          for (const { start, end } of [definition, ...uses]) {
            assert.equal(text.slice(start, end).normalize('NFC'), name);
          }
        }
      }),
      { numRuns },
    );
  });
});
