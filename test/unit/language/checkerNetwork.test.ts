import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import type { FileContent } from '../../../src/language/meaning/checked';
import { message, say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import type { Matrix } from '../../../src/network/matrix';
import type { Network } from '../../../src/network/network';
import { expectProblems } from './checkerFixture';

function network(text: string, files?: ReadonlyMap<string, FileContent>): Network {
  const checked = check(parse(text), files);
  assert.ok(checked.network, checked.diagnostics.map((d) => say(d.message)).join('\n'));
  return checked.network;
}

function rows({ rows: count, cols, data }: Matrix): number[][] {
  return Array.from({ length: count }, (_, r) => [...data.subarray(r * cols, (r + 1) * cols)]);
}

const one = '\nlayer 1 identity\nW = ones()\n';

describe('The network of a text', () => {
  it('is the one that Mazur made', () => {
    const made = network(`network "Two by two by two"
input  X = [0.05 0.10]
target   = [0.01 0.99]
layer hidden: sigmoid
  W = [0.15 0.20
       0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
rate = 0.5`);
    assert.equal(made.title, 'Two by two by two');
    assert.deepEqual(made.sizes, [2, 2, 2]);
    assert.deepEqual(rows(made.layers[0].weights!), [
      [0.15, 0.2],
      [0.25, 0.3],
    ]);
    assert.deepEqual(rows(made.layers[1].bias!), [[0.6], [0.6]]);
    assert.deepEqual([made.layers[0].name, made.layers[1].name], ['hidden', null]);
    assert.deepEqual(rows(made.samples[0].X), [[0.05], [0.1]]);
    assert.deepEqual(rows(made.samples[0].target!), [[0.01], [0.99]]);
    assert.ok(made.objective.kind === 'loss');
    assert.deepEqual([made.objective.loss.name, made.objective.reduction, made.rate], ['half_sse', 'sum', 0.5]);
  });

  it('has columns for vectors, however they are written', () => {
    for (const vector of [
      '[1 2 3]',
      '[1; 2; 3]',
      '[1, 2, 3]',
      '[[1], [2], [3]]',
      '[[1, 2, 3]]',
      "[1 2 3]'",
      '[1\n2\n3]',
    ]) {
      assert.deepEqual(rows(network(`input X = ${vector}${one}`).samples[0].X), [[1], [2], [3]], vector);
    }
    const layer = network('input 1\nlayer tanh\nW = [1; 2]\nb = [3 4]').layers[0];
    assert.deepEqual(rows(layer.bias!), [[3], [4]]);
  });

  it('transposes what is transposed, twice if need be', () => {
    const W = (text: string) => rows(network(`input 2\nlayer tanh\nW = ${text}`).layers[0].weights!);
    assert.deepEqual(W("[1 2 3; 4 5 6]'"), [
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    assert.deepEqual(W("[1 2; 3 4]ᵀ.T''"), [
      [1, 2],
      [3, 4],
    ]);
  });

  it('evaluates entries, with the constants above', () => {
    const made = network('let c = sqrt(4)\nlet d = -c\ninput X = [c 1/2 -d (1 + c)]' + one);
    assert.deepEqual(rows(made.samples[0].X), [[2], [0.5], [2], [3]]);
  });

  it('keeps plain numbers as they were read', () => {
    const spec = parse('input 3\nlayer tanh\nW = [1 2 3\n4 5 6]\nb = [1; 2]');
    const [, , W, b] = spec.statements;
    const [layer] = check(spec).layers;
    assert.ok(W.kind === 'weights' && W.value?.kind === 'literal' && W.value.entries.kind === 'numbers');
    assert.ok(b.kind === 'bias' && b.value?.kind === 'literal' && b.value.entries.kind === 'numbers');
    assert.equal(layer.weights?.data, W.value.entries.values);
    assert.equal(layer.bias?.data, b.value.entries.values);
  });

  it('gives made matrices the size of their layer, and every place numbers of its own', () => {
    const made = network(
      'input 3\nlayer 2 tanh\nW = uniform(0, 1, seed = 7)\nb = uniform(0, 1, seed = 7)\nlayer 3 tanh\nW = uniform(0, 1, seed = 7)',
    );
    const [first, second] = made.layers;
    assert.deepEqual([first.weights!.rows, first.weights!.cols], [2, 3]);
    assert.deepEqual([second.weights!.rows, second.weights!.cols], [3, 2]);
    const all = [...first.weights!.data, ...first.bias!.data, ...second.weights!.data];
    assert.equal(new Set(all).size, all.length);
    const turned = network("input 2\nlayer 3 tanh\nW = identity()'");
    assert.deepEqual(rows(turned.layers[0].weights!), [
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it('knows a layer without numbers', () => {
    const [first, second] = network('input 4\nlayer 3 tanh\nb\nlayer 2 relu').layers;
    assert.deepEqual([first.weights, first.bias, first.affine], [null, null, true]);
    assert.deepEqual([second.weights, second.bias, second.affine], [null, null, false]);
  });

  it('gives every neuron its activation, and shares equal ones', () => {
    const made = network('activation f(x, a = 1) = a*x\ninput 1\nlayer [tanh 2 f f(2) tanh f(a = 2)]\nlayer 3 f(2)');
    const [first, second] = made.layers.map(({ activation }) => activation);
    assert.ok(first.kind === 'coordinatewise' && second.kind === 'coordinatewise');
    const [a, b, c, d, e, g] = first.activations;
    assert.ok(a === e && b === c && d === g && b !== d);
    assert.equal(first.uniform, null);
    assert.equal(second.uniform, d);
    assert.deepEqual(
      first.activations.map((s) => s.value(0.5)),
      [Math.tanh(0.5), 0.5, 0.5, 1, Math.tanh(0.5), 1],
    );
    assert.deepEqual(d.parameters, [{ name: 'a', value: 2 }]);
  });

  it('uses the meaning that a name has above', () => {
    const made = network('input 1\nlayer 1 square\nactivation square(x) = x + 5\nlayer 1 square');
    const [first, second] = made.layers.map(({ activation }) => activation);
    assert.ok(first.kind === 'coordinatewise' && second.kind === 'coordinatewise');
    assert.deepEqual([first.uniform!.value(3), second.uniform!.value(3)], [9, 8]);
    assert.deepEqual([first.uniform!.custom, second.uniform!.custom], [false, true]);
  });

  it('takes a stated derivative, for every layer and under every name of the function', () => {
    const checked = check(
      parse(
        'input 1\nlayer 1 relu\nlayer 1 leaky_relu(0.5)\nderivative relu(x) = if x >= 0 then 1 else 0\nderivative leaky_relu(u, s) = if u >= 0 then 1 else s',
      ),
    );
    const [first, second] = checked.layers.map(({ activation }) => activation);
    assert.ok(first?.kind === 'coordinatewise' && second?.kind === 'coordinatewise');
    assert.deepEqual([first.uniform!.derivative(0), first.uniform!.custom], [1, true]);
    assert.deepEqual([second.uniform!.derivative(0), second.uniform!.derivative(-1)], [1, 0.5]);
    assert.equal(second.uniform!.derivativeFormula, 'if x >= 0 then 1 else 0.5');
    assert.deepEqual(
      checked.statedDerivatives.map(({ activation, real }) => [activation === first.uniform, real.derivative(0)]),
      [
        [true, 0],
        [false, 0.5],
      ],
    );
    const alias = check(parse('input 1\nlayer 1 logistic\nderivative sigmoid(x) = 1'));
    assert.deepEqual(
      alias.diagnostics.map((d) => d.code),
      ['missing-weights', 'derivative-mismatch'],
    );
  });

  it('has the samples of the text, with their targets', () => {
    const made = network(
      `input A = [1 2]
target = 1
batch B = [1 2 3; 4 5 6]
target = [1 2 3]
input C = [5 6]
input D = [7 8]
target C = 3
target D = [[4]]${one}loss sse`,
    );
    assert.deepEqual(
      made.samples.map(({ name, kind, X, target }) => [name, kind, X.cols, target && rows(target)]),
      [
        ['A', 'input', 1, [[1]]],
        ['B', 'batch', 3, [[1, 2, 3]]],
        ['C', 'input', 1, [[3]]],
        ['D', 'input', 1, [[4]]],
      ],
    );
    const checked = check(parse('input = 1\ninput B = 2\ntarget = 3' + one));
    assert.deepEqual(
      checked.sampleStatements.map(({ data, target }) => [data.range.start, target?.range.start ?? null]),
      [
        [0, null],
        [10, 22],
      ],
    );
  });

  it('makes columns of class labels', () => {
    const made = network(
      'batch X = [1 2 3]\ntarget = onehot([3 1 2])\nlayer softmax\nW = [1; 2; 3]\nloss cross_entropy',
    );
    assert.deepEqual(rows(made.samples[0].target!), [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    assert.deepEqual(made.layers[0].activation, { kind: 'softmax' });
    for (const label of ['3', 'n', '1 + 2']) {
      const one = network(
        `let n = 3\ninput X = 1\ntarget = onehot(${label})\nlayer softmax\nW = [1; 2; 3]\nloss cross_entropy`,
      );
      assert.deepEqual(rows(one.samples[0].target!), [[0], [0], [1]]);
    }
  });

  it('reads matrices from files that it is given', () => {
    const files = new Map<string, FileContent>([
      ['w.csv', { kind: 'matrix', rows: 2, cols: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) }],
      ['bad.csv', { kind: 'problem', code: 'file-format', message: message('Line 3 has 2 numbers.') }],
    ]);
    const made = network('input 2\nlayer tanh\nW = file("w.csv")\'\nb = zeros()', files);
    assert.deepEqual(rows(made.layers[0].weights!), [
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expectProblems(
      'input 2\nlayer tanh\nW = ‹weight-columns|file("w.csv")|›\nlayer 1 tanh\nW = file(‹file-format|"bad.csv"|›)',
      [],
      files,
    );
    const [wrong] = check(parse('input 2\nlayer 1 tanh\nW = file("w.csv")\''), files).diagnostics;
    assert.deepEqual(wrong.related.map((r) => say(r.message))[0], 'The file w.csv contains 2 × 3 numbers.');
  });
});

describe('What is differentiated', () => {
  const objective = (text: string) =>
    network(`input X = [1 2]\ntarget = [1 2]\nlayer 2 tanh\nW = [1 2; 3 4]\n${text}`).objective;

  it('is the only output, if nothing else is said', () => {
    assert.deepEqual(network('input 1' + one).objective, { kind: 'output', index: 1 });
  });

  it('is nothing if there are several', () => {
    assert.deepEqual(objective(''), { kind: 'none' });
  });

  it('is the output that is named', () => {
    assert.deepEqual(objective('output 2'), { kind: 'output', index: 2 });
  });

  it('is the loss, summed over a batch except for mse, or as it says', () => {
    const said = ['sse', 'half_sse', 'mse', 'l1', 'huber', 'huber(2)', 'mse sum', 'sse mean', '(y, t) = (y - t)^4'].map(
      (loss) => {
        const found = objective(`loss ${loss}`);
        assert.ok(found.kind === 'loss');
        return [loss, found.reduction, found.loss.value(5, 2)];
      },
    );
    assert.deepEqual(said, [
      ['sse', 'sum', 9],
      ['half_sse', 'sum', 4.5],
      ['mse', 'mean', 9],
      ['l1', 'sum', 3],
      ['huber', 'sum', 2.5],
      ['huber(2)', 'sum', 4],
      ['mse sum', 'sum', 9],
      ['sse mean', 'mean', 9],
      ['(y, t) = (y - t)^4', 'sum', 81],
    ]);
  });

  it('says what PyTorch means by cross_entropy, where it matters', () => {
    const notes = (activation: string) =>
      check(parse(`input X = 1\ntarget = [1 0]\nlayer 2 ${activation}\nW = [1; 2]\nloss cross_entropy`)).notes;
    assert.equal(notes('sigmoid').length, 1);
    assert.match(say(notes('sigmoid')[0].message), /PyTorch/);
    assert.deepEqual(notes('softmax'), []);
  });
});
