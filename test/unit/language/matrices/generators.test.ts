import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { normalCdf } from '../../../../src/functions/numbers/specialFunctions';
import { generatorTable, type GeneratorPlace } from '../../../../src/language/matrices/generators';
import { philox } from '../../../../src/language/matrices/philox';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { say } from '../../../../src/message/message';

const FROZEN = {
  uniform: [-0.6226159778529587, 0.5890854904546428],
  normal: [-0.6729624600862947, 1.5631522047333293],
};

const place: GeneratorPlace = { layer: 1, parameter: 'W', fanIn: 3, fanOut: 2 };

function made(name: string, values: number[], at = place, rows = 2, cols = 3): Float64Array {
  const data = new Float64Array(rows * cols);
  generatorTable.get(name)!.fill(data, 0, data.length, cols, values, at);
  return data;
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
      philox(Uint32Array.from(counter), Uint32Array.from(key), out);
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

  it('of inputs and targets share no random numbers with those of W and b', () => {
    // Of a shared stream, most signs would agree: each begins with the same word.
    const streams = (['W', 'b', 'X', 'Y'] as const).flatMap((parameter) => {
      const at = { ...place, parameter };
      return [made('uniform', [-1, 1, 7], at, 400, 1), made('normal', [0, 1, 7], at, 400, 1), made('integers', [-512, 511, 7, 0], at, 400, 1), made('choose', [7, -1, 1], at, 400, 1)]; // prettier-ignore
    });
    streams.forEach((one, a) => {
      for (const other of streams.slice(0, a)) {
        const agree = one.filter((x, i) => x >= 0 === other[i] >= 0).length;
        // Five standard deviations of 400 coins.
        assert.ok(Math.abs(agree - 200) <= 50, `${agree} of 400 signs agree`);
      }
    });
  });

  it('follow the distribution in every part of it (Kolmogorov and Smirnov)', () => {
    const n = 50_000;
    // The 0.1 % point of the distance: with a fixed seed a pass is a pass for ever.
    const limit = 1.95 / Math.sqrt(n);
    const distance = (data: Float64Array, below: (x: number) => number) =>
      data
        .sort()
        .reduce((most, x, i) => Math.max(most, Math.abs(below(x) - i / n), Math.abs(below(x) - (i + 1) / n)), 0);
    for (const seed of [0, 1, 0.5, -3]) {
      for (const layer of [1, 2]) {
        const at = { ...place, layer };
        assert.ok(distance(made('uniform', [2, 5, seed], at, 1, n), (x) => (x - 2) / 3) < limit, `uniform, ${seed}`);
        const normal = distance(made('normal', [1, 2, seed], at, n, 1), (x) => normalCdf((x - 1) / 2));
        assert.ok(normal < limit, `normal, ${seed}: ${normal}`);
      }
    }
  });

  it('have the tails of a normal distribution, and entries that know nothing of their neighbours', () => {
    const n = 400_000;
    const data = made('normal', [0, 1, 5], place, 400, 1000);
    for (const [bound, expected] of [
      [3, 2 * n * normalCdf(-3)],
      [4, 2 * n * normalCdf(-4)],
    ]) {
      const count = data.filter((x) => Math.abs(x) > bound).length;
      assert.ok(Math.abs(count - expected) < 4 * Math.sqrt(expected), `${count} beyond ${bound}, not ${expected}`);
    }
    for (const lag of [1, 2, 1000]) {
      let product = 0;
      for (let i = lag; i < n; i++) product += data[i] * data[i - lag];
      assert.ok(Math.abs(product) < 4 * Math.sqrt(n), `lag ${lag}: ${product / n}`);
    }
  });

  it('need no function that engines round differently', () => {
    // Math.sqrt is correctly rounded by the standard, and the others here are exact.
    const code = ['generators', 'philox']
      .map((name) => readFileSync(`src/language/matrices/${name}.ts`, 'utf8'))
      .join('');
    const source = code.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
    const used = new Set([...source.matchAll(/Math\.(\w+)/g)].map((match) => match[1]));
    assert.deepEqual([...used].sort(), ['ceil', 'floor', 'imul', 'sqrt']);
    assert.doesNotMatch(source, /\*\*/);
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

  it('of whole numbers without 0 has to have another one between its bounds', () => {
    const problems = (bounds: string) => check(parse(`input 1\nlayer 2 tanh\n  W = integers(${bounds}, nonzero)\noutput 1\n`)).diagnostics.map(({ message }) => say(message)); // prettier-ignore
    assert.deepEqual(problems('0, 0'), ['Between 0 and 0 there is no whole number but 0.']);
    for (const bounds of ['0, 1', '-1, 0', '2, 2']) assert.deepEqual(problems(bounds), [], bounds);
  });
});
