import assert from 'node:assert/strict';
import { checkText, readText } from '../../../../src/analysis/readText';
import { check } from '../../../../src/language/meaning/checker';
import { readExactNetwork } from '../../../../src/language/meaning/exactNetworkReader';
import { parse } from '../../../../src/language/syntax/parser';
import type { ExactMatrix, ExactNetwork } from '../../../../src/network/exactNetwork';
import { rational, type Rational } from '../../../../src/functions/numbers/rational';

describe('the exact numbers of a text', () => {
  it('are those of its decimals, however long, and not those of the doubles', () => {
    assert.equal(W('[0.1 -3 .5e-1]'), '1/10 -3 1/20');
    assert.equal(W('[0.1 −1e−2 +2.50]'), '1/10 -1/100 5/2');
    assert.equal(W('[[0.1, - 3, # a comment\n   + .5e-1]]'), '1/10 -3 1/20');
    assert.equal(W('[0.10000000000000000001 1 1]'), '10000000000000000001/100000000000000000000 1 1');
    assert.equal(W('[9007199254740993 1 1]'), '9007199254740993 1 1');
  });

  it('are those of expressions', () => {
    assert.equal(W('[1/3, -1/2, (2/3)^-2]'), '1/3 -1/2 9/4');
    assert.equal(W('[0.1 + 0.2, min(1/3, 0.3), (if 1/3 > 0.33 then 1 else 0)]'), '3/10 3/10 1');
    assert.equal(W('[abs(-1/7), round(-5/2), floor(-1/3)]'), '1/7 -3 -1');
    assert.equal(W('[relu(-1), leaky_relu(-1), hard_sigmoid(1)]'), '0 -1/100 2/3');
  });

  it('are not there for what is no fraction', () => {
    for (const none of ['sqrt(4)', 'pi', 'exp(0)', '2^(1/2)', 'sigmoid(0)', 'selu(1)', 'c*sqrt(2)']) {
      assert.equal(W(`[1, 1/2, ${none}]`), null, none);
    }
    assert.equal(W('uniform(-1, 1, seed = 3)'), null);
  });

  it('go by what a name means at its place', () => {
    assert.equal(W('[c, c^2, a]', 'let c = 2/3\nlet a = c/5\n'), '2/3 4/9 2/15');
    assert.equal(W('[e, pi, 1]', 'let e = 1/2\nlet pi = e + 1\n'), '1/2 3/2 1');
    assert.equal(W('[f(2), relu(2), 1]', 'activation f(x) = relu(x)\nactivation relu(x) = x/3\n'), '2 2/3 1');
    assert.equal(
      W('[f(1), f(1, q = 3), f(a = 2, x = 3)]', 'activation f(x, a = 1/3, q = 0) = a*x + q\n'),
      '1/3 10/3 6',
    );
  });

  it('are not those of a Stanford file', () => {
    const checked = checkText(readText('1,2,1,2,\n2,1,\n0,\n-1,-1,\n1,1,\n0,0,0,\n1,1,1,\n0.5,0.25,\n0.1,\n'));
    assert.notEqual(checked.network, null);
    assert.equal(readExactNetwork(checked), null);
  });

  it('are turned and made as their matrices', () => {
    assert.equal(W("[1/2; 1/3; 0.25]'"), '1/2 1/3 1/4');
    assert.equal(W('fill(1/7)'), '1/7 1/7 1/7');
    assert.equal(W('identity()'), '1 0 0');
    assert.equal(W('ones()'), '1 1 1');
    assert.equal(W("zeros()'"), '0 0 0');
    const { samples } = exact("batch = [1 2 3; 4 5 6]'\ntarget = onehot([2 1])\nlayer 2 relu\n  W = ones()\n");
    assert.equal(text(samples[0].X), '1 4; 2 5; 3 6');
    assert.equal(text(samples[0].target), '0 1; 1 0');
  });

  it('have activations, with the conventions at kinks', () => {
    const at = (activation: string, n: bigint, d = 1n, above = '') => {
      const { layers } = exact(`${above}input = 1\nlayer ${activation}\n  W = 1\n`);
      const [sigma] = layers[0].activations!;
      const [value, slope] = [sigma.value(rational(n, d)), sigma.derivative(rational(n, d))];
      return `${value && show(value)}, ${slope && show(slope)}`;
    };
    assert.equal(at('relu', 0n), '0, 0');
    assert.equal(at('leaky_relu(1/3)', -1n), '-1/3, 1/3');
    assert.equal(at('elu', 2n), '2, 1');
    assert.equal(at('elu', -2n), 'null, null');
    assert.equal(at('hard_tanh', 1n), '1, 0');
    assert.equal(at('softsign', -1n, 2n), '-1/3, 4/9');
    assert.equal(at('abs', 0n), '0, 0');
    assert.equal(at('tanh', 0n), 'null, null');
    assert.equal(at('f', 0n, 1n, 'activation f(x) = max(x, 0)\n'), '0, 1');
    assert.equal(at('f', 0n, 1n, 'activation f(x) = if x == 0 then 0 else x\n'), '0, null');
    assert.equal(at('f', 2n, 1n, 'activation f(x, a = 1/3) = a*x^3\n'), '8/3, 4');
    assert.equal(at('f(3)', 2n, 1n, 'activation f(x, a = 1/3) = a*x\nderivative f(u, s) = s/5\n'), '6, 3/5');
    assert.equal(at('relu', 0n, 1n, 'derivative relu(x) = if x >= 0 then 1 else 0\n'), '0, 1');
    assert.equal(at('f', 1n, 1n, 'activation f(x) = 1/(x - 1)\n'), 'null, null');
  });

  it('have losses and a rate', () => {
    const loss = (text: string, y: bigint, t: bigint) => {
      const made = exact(`input = 1\ntarget = 1\nlayer relu\n  W = 1\nloss ${text}\n`).loss!;
      const [value, slope] = [made.value(rational(y), rational(t)), made.derivative(rational(y), rational(t))];
      return `${value && show(value)}, ${slope && show(slope)}`;
    };
    assert.equal(loss('half_sse', 3n, 0n), '9/2, 3');
    assert.equal(loss('l1', 3n, 5n), '2, -1');
    assert.equal(loss('l1', 5n, 5n), '0, 0');
    assert.equal(loss('huber(1/2)', 3n, 0n), '11/8, 1/2');
    assert.equal(loss('(a, b) = (a - b)^4/4', 3n, 1n), '4, 8');
    assert.equal(loss('binary_cross_entropy', 1n, 1n), 'null, null');
    assert.equal(show(exact('input = 1\nlayer relu\n  W = 1\nrate = 1/10').rate!), '1/10');
  });
});

function exact(spec: string): ExactNetwork {
  const checked = check(parse(spec));
  assert.deepEqual(
    checked.diagnostics.filter((d) => d.severity === 'error'),
    [],
    spec,
  );
  return readExactNetwork(checked)!;
}

function W(matrix: string, above = 'let c = 1\n'): string | null {
  return text(exact(`${above}input = [1 2 3]\nlayer 1 relu\n  W = ${matrix}\n`).layers[0].weights);
}

function show({ n, d }: Rational): string {
  return d === 1n ? String(n) : `${n}/${d}`;
}

function text(a: ExactMatrix | null): string | null {
  if (a === null) return null;
  const row = (r: number) =>
    a.data
      .slice(r * a.cols, (r + 1) * a.cols)
      .map(show)
      .join(' ');
  return Array.from({ length: a.rows }, (_, r) => row(r)).join('; ');
}
