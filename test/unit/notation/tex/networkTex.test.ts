// The network function in TeX, written out by hand: with and without biases, in the letters of matrices, of numbers and of a
// course, and up to how many layers it is written in full.
import assert from 'node:assert/strict';
import { compositions } from '../../../../src/notation/formula/compositionFormulas';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { chainTex, factorTex } from '../../../../src/notation/tex/chainTex';
import { chainOfMapsTex, compositionTex, functionTex, nestedTex, objectiveValueTex, productTex } from '../../../../src/notation/tex/networkTex'; // prettier-ignore
import { plainTex } from '../../../../src/notation/tex/texStyle';
import { column } from '../../../../src/network/matrix';
import { network } from '../networks';

/** A network of these sizes, with a bias in these layers. */
const made = (sizes: readonly number[], affine: readonly number[] = [], last = 'tanh') =>
  network(
    sizes.slice(1).map((size, i) => ({
      activation: i === sizes.length - 2 ? last : 'tanh',
      inputSize: sizes[i],
      size,
      ...(affine.includes(i + 1) ? { bias: column(new Array<number>(size).fill(0)) } : {}),
    })),
  );
/** The sizes of layers with one neuron each. */
const ones = (layers: number) => new Array<number>(layers + 1).fill(1);
const course = { ...plainTex, alphabet: 'course' } as const;
const R = (n: number) => String.raw`\mathbb{R}^{${n}}`;

describe('The network function in TeX', () => {
  it('is a chain of maps: two arrows entry by entry, one for softmax, the bias beside its matrix', () => {
    assert.equal(
      chainOfMapsTex(made([3, 2, 4], [2], 'softmax'), plainTex),
      String.raw`f : ${R(3)} \xrightarrow{W_1} ${R(2)} \overset{\Sigma_1}{\rightrightarrows} ${R(2)} \xrightarrow{W_2,\, b_2} ${R(4)} \xrightarrow{\Sigma_2} ${R(4)}`,
    );
  });

  it('is a chain of at most six maps; of more the first three and the last', () => {
    const map = (i: number) => String.raw`\xrightarrow{W_${i}} ${R(i + 1)} \overset{\Sigma_${i}}{\rightrightarrows} ${R(i + 1)}`; // prettier-ignore
    const chain = (layers: number) =>
      chainOfMapsTex(made(Array.from({ length: layers + 1 }, (_, i) => i + 1)), plainTex);
    assert.equal(chain(6), `f : ${R(1)} ${[1, 2, 3, 4, 5, 6].map(map).join(' ')}`);
    assert.equal(
      chain(7),
      String.raw`f : ${R(1)} ${[1, 2, 3].map(map).join(' ')} \longrightarrow \cdots \longrightarrow ${R(7)} ${map(7)}`,
    );
  });

  it('is a composition of at most five layers; of more the first two and the last two', () => {
    const written = (layers: number, affine: number) => compositionTex(made(ones(layers), [affine]), plainTex);
    const cases: readonly (readonly [string, string])[] = [
      [written(1, 1), String.raw`\Sigma_1(W_1 \cdot X + b_1)`],
      [written(2, 2), String.raw`\Sigma_2(W_2 \cdot \Sigma_1(W_1 \cdot X) + b_2)`],
      [written(5, 5), String.raw`\Sigma_5(W_5 \cdot \Sigma_4(W_4 \cdot \Sigma_3(W_3 \cdot \Sigma_2(W_2 \cdot \Sigma_1(W_1 \cdot X)))) + b_5)`], // prettier-ignore
      [written(6, 1), String.raw`\Sigma_6(W_6 \cdot \Sigma_5(W_5 \cdot \cdots \Sigma_2(W_2 \cdot \Sigma_1(W_1 \cdot X + b_1)) \cdots))`], // prettier-ignore
      [written(7, 6), String.raw`\Sigma_7(W_7 \cdot \Sigma_6(W_6 \cdot \cdots \Sigma_2(W_2 \cdot \Sigma_1(W_1 \cdot X)) \cdots + b_6))`], // prettier-ignore
    ];
    for (const [tex, expected] of cases) assert.equal(tex, `f(X) = f(X; W, b) = ${expected}`);
    assert.equal(
      compositionTex(made(ones(2), [1]), plainTex, 'numbers'),
      String.raw`f(x) = f(x; W, b) = \sigma_2(w_2 \, \sigma_1(w_1 \, x + b_1))`,
    );
    assert.equal(
      compositionTex(made(ones(2), [1]), course),
      String.raw`f(x) = f(x; W, b) = g^{[2]}(W^{[2]} \cdot g^{[1]}(W^{[1]} \cdot x + b^{[1]}))`,
    );
  });

  it('has its pre-activations marked in at most four layers', () => {
    const nested = (layers: number) => nestedTex(made(ones(layers), [1]), plainTex);
    const first = String.raw`\Sigma_1(\underbrace{W_1 \cdot X + b_1}_{N_1})`;
    const next = (i: number, inner: string) => String.raw`\Sigma_${i}(\underbrace{W_${i} \cdot ${inner}}_{N_${i}})`;
    assert.equal(nested(1), `f(X; W, b) = ${first}`);
    assert.equal(nested(2), `f(X; W, b) = ${next(2, first)}`);
    assert.equal(nested(4), `f(X; W, b) = ${next(4, next(3, next(2, first)))}`);
    assert.equal(nested(5), null);
    assert.equal(
      nestedTex(made(ones(2), [2]), plainTex, 'numbers'),
      String.raw`f(x; W, b) = \sigma_2(\underbrace{w_2 \, \sigma_1(\underbrace{w_1 \, x}_{N_1}) + b_2}_{N_2})`,
    );
  });

  it('is a product of at most six layers that have no bias and no softmax', () => {
    const factors = (...layers: number[]) => layers.map((i) => String.raw`\Sigma_${i} \circ W_${i} \cdot `).join('');
    assert.equal(productTex(made([2, 3]), plainTex), `f(X) = f(X; W) = ${factors(1)}X`);
    assert.equal(productTex(made(ones(6)), plainTex), `f(X) = f(X; W) = ${factors(6, 5, 4, 3, 2, 1)}X`);
    assert.equal(productTex(made(ones(7)), plainTex), null);
    assert.equal(productTex(made(ones(2), [1]), plainTex), null);
    assert.equal(productTex(made([1, 2], [], 'softmax'), plainTex), null);
  });

  it('goes down from the last layer step by step, at most to X', () => {
    const down = (affine: readonly number[], count: number) => {
      const of = made([1, 1, 1], affine);
      return compositions(quantitiesOf(of, null), of, count).map((chain) =>
        chainTex(chain, 'matrices', plainTex, (factor) => factorTex(factor, 'matrices', plainTex)),
      );
    };
    const all = [
      String.raw`\Sigma_2(N_2)`,
      String.raw`\Sigma_2(W_2 \cdot \Sigma_1(N_1))`,
      String.raw`\Sigma_2(W_2 \cdot \Sigma_1(W_1 \cdot X + b_1))`,
    ];
    assert.deepEqual(down([1], 1), all.slice(0, 1));
    assert.deepEqual(down([1], 2), all.slice(0, 2));
    assert.deepEqual(down([1], 3), all);
    assert.deepEqual(down([1], 4), all);
    assert.deepEqual(down([2], 2)[1], String.raw`\Sigma_2(W_2 \cdot \Sigma_1(N_1) + b_2)`);
  });

  it('is named with its parameters, and what is differentiated with the samples it is summed over', () => {
    assert.equal(functionTex(made(ones(2), [2]), 'matrices', plainTex), 'f(X; W, b)');
    assert.equal(functionTex(made(ones(2)), 'numbers', plainTex), 'f(x; W)');
    const L = { letter: 'L', output: null, column: null } as const;
    const second = { letter: 'f', output: 2, column: null } as const;
    assert.equal(objectiveValueTex(L, 3, 'matrices', plainTex), 'L');
    assert.equal(objectiveValueTex(second, 1, 'matrices', plainTex), 'f_2(X)');
    assert.equal(objectiveValueTex(second, 1, 'numbers', plainTex), 'f_2(x)');
    assert.equal(objectiveValueTex(second, 3, 'matrices', plainTex), String.raw`\sum_{s=1}^{3} f_2(X^{(s)})`);
  });
});
