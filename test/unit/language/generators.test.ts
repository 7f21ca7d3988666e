import assert from 'node:assert/strict';
import { generatorTable, type GeneratorPlace } from '../../../src/language/generators';
import { philox } from '../../../src/language/philox';

const FROZEN = {
  uniform: [-0.6226159778529587, 0.5890854904546428],
  normal: [-0.6729624600862947, 1.5631522047333293],
};

const place: GeneratorPlace = { layer: 1, parameter: 'W', fanIn: 3, fanOut: 2 };

function made(name: string, values: number[], at = place, rows = 2, cols = 3): Float64Array {
  return generatorTable.get(name)!.make(rows, cols, values, at);
}

describe('Philox4x32-10', () => {
  // The known-answer vectors of the authors' Random123 library.
  const vectors: [number[], number[], string][] = [
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [Array<number>(4).fill(0xffffffff), Array<number>(2).fill(0xffffffff), '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ];
  for (const [counter, key, expected] of vectors) {
    it(`gives ${expected}`, () => {
      const out = new Uint32Array(4);
      philox(counter, key, out);
      assert.equal([...out].map((word) => word.toString(16).padStart(8, '0')).join(' '), expected);
    });
  }
});

describe('made matrices', () => {
  it('are of the asked size', () => {
    assert.deepEqual([...made('zeros', [])], [0, 0, 0, 0, 0, 0]);
    assert.deepEqual([...made('fill', [0.1])], Array(6).fill(0.1));
    assert.deepEqual([...made('identity', [])], [1, 0, 0, 0, 1, 0]);
  });

  it('are the same for ever', () => {
    // Frozen on purpose: a change here changes every spec with made weights.
    assert.deepEqual([...made('uniform', [-1, 1, 7])].slice(0, 2), FROZEN.uniform);
    assert.deepEqual([...made('normal', [0, 1, 7])].slice(0, 2), FROZEN.normal);
  });

  it('differ between seeds, layers, W and b, and entries', () => {
    const first = made('uniform', [0, 1, 7])[0];
    for (const other of [
      made('uniform', [0, 1, 8])[0],
      made('uniform', [0, 1, 7], { ...place, layer: 2 })[0],
      made('uniform', [0, 1, 7], { ...place, parameter: 'b' })[0],
      made('uniform', [0, 1, 7])[1],
    ]) {
      assert.notEqual(first, other);
    }
  });

  it('are distributed as their names say', () => {
    const n = 200_000;
    const he = made('he', [3], place, 1, n);
    const mean = he.reduce((a, b) => a + b, 0) / n;
    const variance = he.reduce((a, b) => a + b * b, 0) / n;
    const outside = he.filter((x) => Math.abs(x) > 1.959964 * Math.sqrt(2 / 3)).length / n;
    assert.ok(Math.abs(mean) < 0.01 && Math.abs(variance / (2 / 3) - 1) < 0.02 && Math.abs(outside - 0.05) < 0.003);
    const bound = Math.sqrt(6 / 5);
    const glorot = made('glorot', [3], place, 1, n);
    assert.ok(glorot.every((x) => x >= -bound && x < bound));
    assert.ok(Math.abs(glorot.reduce((a, b) => a + b * b, 0) / n / ((bound * bound) / 3) - 1) < 0.02);
  });
});
