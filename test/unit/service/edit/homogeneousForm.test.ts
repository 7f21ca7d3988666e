import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { withEdits } from '../../../../src/language/format/format';
import { say } from '../../../../src/message/message';
import { hasHomogeneousForm } from '../../../../src/network/homogeneous';
import { affineForm, homogeneousForm, otherForms, type Conversion } from '../../../../src/service/edit/homogeneousForm';
import { randomSpec } from '../../language/randomSpec';
import { RUNS, TIMEOUT } from '../../notation/randomNetworks';

async function converted(text: string, form: (analysis: Analysis) => Conversion): Promise<string> {
  const conversion = form(await Analysis.of(text));
  return conversion.kind === 'refused' ? say(conversion.why) : withEdits(text, conversion.fix.edits);
}

const affine = `# an example
input X = [0.10 2]   # at this point
layer hidden: tanh
  W = [0.10 -2
       3     .5]  # first
  b = [1/2 -1]
layer sigmoid
  W = [1 -2]
  b = 3
`;
const homogeneous = `# an example
input X = [0.10 2 1]   # at this point
layer hidden: [2 tanh identity]
  W = [0.10 -2   1/2
       3      .5  -1
       0     0     1]  # first
layer sigmoid
  W = [1 -2 3]
`;

describe('The text in homogeneous form', () => {
  it('has the biases in the last column, a frozen row and a formal neuron, and its numbers as they were written', async () => {
    assert.equal(await converted(affine, homogeneousForm), homogeneous);
  });
  it('goes back', async () => {
    assert.equal(
      await converted(homogeneous, affineForm),
      affine.replace('3     .5', '3      .5').replace('b = 3', 'b = [3]'),
    );
  });
  it('states sizes, lists and repeated activations anew', async () => {
    const text =
      'input 2\nlayer 3 [2 tanh relu]\n  W = [1 2; 3 4; 5 6]\n  b = [1 2 3]\nlayer 2 identity\n  W = [1 2 3; 4 5 6]\n  b = zeros()\nlayer 1 identity\n  W = [1 2]\n';
    const there = await converted(text, homogeneousForm);
    assert.equal(
      there,
      'input 3\nlayer 4 [2 tanh relu identity]\n  W = [1 2 1; 3 4 2; 5 6 3; 0 0 1]\nlayer 3 identity\n  W = [1 2 3 0; 4 5 6 0; 0 0 0 1]\nlayer 1 identity\n  W = [1 2 0]\n',
    );
    assert.equal(
      await converted(there, affineForm),
      'input 2\nlayer 3 [2 tanh relu]\n  W = [1 2; 3 4; 5 6]\n  b = [1 2 3]\nlayer 2 identity\n  W = [1 2 3; 4 5 6]\n  b = [0 0]\nlayer 1 identity\n  W = [1 2]\n  b = [0]\n',
    );
  });
  it('writes nested and transposed matrices, batches and columns as they were written', async () => {
    const text =
      "batch X = [1 2 3; 4 5 6]'\nlayer [tanh]\n  W = [[1], [2], [3]]'\n  b = 1 - 2\nlayer sin\n  W = 2\n  b = [4]\n";
    const there = await converted(text, homogeneousForm);
    assert.equal(
      there,
      "batch X = [1 2 3 1; 4 5 6 1]'\nlayer [tanh identity]\n  W = [[1, 0], [2, 0], [3, 0], [(1 - 2), 1]]'\nlayer sin\n  W = [2 4]\n",
    );
  });
  it('keeps the comments that stood in a matrix, and what an entry names above it', async () => {
    const text =
      'input X = [1]\nlayer tanh\n  W = [1 # one\n       2]\n  let c = 3\n  b = [c 4]\nlayer sin\n  W = [1 1]\n';
    assert.equal(
      await converted(text, homogeneousForm),
      'input X = [1 1]\nlayer [2 tanh identity]\n  let c = 3\n  # one\n  W = [1 c\n       2 4\n       0 1]\nlayer sin\n  W = [1 1 0]\n',
    );
  });
  it('takes the end of a line with the statement, and leaves its comment in the place of it', async () => {
    const text = 'input X = [1];\nlayer 1 tanh;\n  W = [1] ;\n  b = [2], # why\nlayer sin\n  W = [3];\n  b = 4 ;\n';
    assert.equal(
      await converted(text, homogeneousForm),
      'input X = [1 1];\nlayer 2 [tanh identity];\n  W = [1 2; 0 1] ;\n  # why\nlayer sin\n  W = [3 4];\n',
    );
  });
  it('keeps the comments in a list of activations', async () => {
    const text =
      'input X = [1 1]\nlayer [tanh # one\n  identity]\n  W = [1 2; 0 1]\nlayer [tanh, # one\n  relu, 2 identity]\n  W = [1 2; 3 4; 5 6; 0 1]\nlayer sin\n  W = [1 2 3 4]\n';
    const there = await converted(text, affineForm);
    assert.match(there, /layer \[tanh # one\n {2}\]\n/);
    assert.match(there, /layer \[tanh, # one\n {2}relu, identity\]\n/);
    const { diagnostics, network } = await Analysis.of(there);
    assert.deepEqual([diagnostics, network?.sizes], [[], [1, 1, 3, 1]]);
  });
  it('is offered at a layer of a small network, and of a larger one left to the command', async () => {
    const offered = async (n: number) => {
      const text = `input ${n}\nlayer ${n} tanh\n  W = ones()\n  b = ones()\nlayer 1 tanh\n  W = ones()\n`;
      const analysis = await Analysis.of(text);
      assert.equal(homogeneousForm(analysis).kind, 'fix');
      return otherForms(analysis, text.indexOf('W')).length;
    };
    assert.equal(await offered(40), 1);
    assert.equal(await offered(50), 0);
  });
  it('is offered for up to 2000 numbers of X, W and b, and made of up to 20 000', async () => {
    // n inputs, n weights and a bias; a weight more; and a bias more.
    const text = (n: number, bias: boolean) => `input X = [${'1 '.repeat(n)}]\nlayer 1 tanh\n  W = ones()\n  b = 1\nlayer 1 tanh\n  W = 1\n${bias ? '  b = 1\n' : ''}`; // prettier-ignore
    const offered = async (spec: string) => otherForms(await Analysis.of(spec), spec.indexOf('layer')).length;
    assert.deepEqual([await offered(text(999, false)), await offered(text(999, true))], [1, 0]);
    const made = async (spec: string) => homogeneousForm(await Analysis.of(spec));
    assert.equal((await made(text(9_999, false))).kind, 'fix');
    assert.match(await converted(text(9_999, true), homogeneousForm), /more than 20000 numbers/);
  });
  it('is refused with a reason', async () => {
    assert.match(await converted('input 2\nlayer 2 tanh\n  b\n', homogeneousForm), /numbers yet/);
    assert.match(await converted('input X = [1 1]\nlayer tanh\n  W = [1 2]\n', homogeneousForm), /already homogeneous/);
    assert.match(await converted('layer tnah\n', homogeneousForm), /errors/);
    const own =
      'activation identity(x) = 2*x\nderivative linear(x) = 2\ninput [1]\nlayer tanh\n  W = 1\n  b = 1\nlayer tanh\n  W = 1\n';
    assert.match(await converted(own.replace('input', 'input ='), homogeneousForm), /redefines identity/);
    assert.match(await converted(affine, affineForm), /not the homogeneous form/);
  });
  it('means the same on random specs, and goes back to the same network', async () => {
    await fc.assert(
      fc.asyncProperty(randomSpec, async ({ text, hasNumbers }) => {
        fc.pre(hasNumbers);
        const before = await Analysis.of(text);
        fc.pre(before.network !== null && hasHomogeneousForm(before.network) && !before.broken);
        const there = await converted(text, homogeneousForm);
        const after = await Analysis.of(there);
        assert.ok(!after.broken, there);
        assert.ok(!hasHomogeneousForm(after.network!), there);
        for (const { name } of before.network.samples) {
          const view = { sample: name, column: null, output: null };
          const [a, b] = [await before.trace(view), await after.trace(view)];
          a!.forward.output.data.forEach((y, i) => {
            const z = b!.forward.output.data[i];
            assert.ok(Math.abs(y - z) <= 1e-9 * Math.max(1, Math.abs(y)), `${y} and ${z} in\n${there}`);
          });
        }
        // Of one layer without an input nothing tells that it has a formal neuron.
        if (before.network.layers.length === 1 && before.network.samples.length === 0) return;
        const back = await Analysis.of(await converted(there, affineForm));
        assert.deepEqual(back.network!.sizes, before.network.sizes);
        for (const [i, layer] of before.network.layers.entries()) {
          const other = back.network!.layers[i];
          assert.deepEqual(other.weights!.data, layer.weights!.data);
          assert.deepEqual(other.bias!.data, layer.bias?.data ?? new Float64Array(layer.size));
          assert.equal(JSON.stringify(other.activation), JSON.stringify(layer.activation));
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});
