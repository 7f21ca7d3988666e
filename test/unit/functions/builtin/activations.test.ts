import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/functions/builtin/activation';
import {
  activationNames,
  builtinActivation,
  builtinActivations,
  findBuiltinActivation,
} from '../../../../src/functions/builtin/activations';
import reference from '../fixtures/referenceValues.json';
import { assertUlps } from '../ulps';

const get = (name: string, values?: number[]): Activation => {
  const found = builtinActivation(name, values);
  assert.ok(found, name);
  return found;
};

describe('built-in activations', () => {
  for (const [name, rows] of Object.entries(reference)) {
    const activation = builtinActivation(name);
    if (activation === null) continue;
    it(`${name} and its derivative are right to the last bits, tails included`, () => {
      for (const [x, value, derivative] of rows as [number, string, string][]) {
        assertUlps(activation.value(x), Number(value), 6, `${name}(${x})`);
        // x·φ(x) + Φ(x) and the like cancel near their zero; nowhere else.
        const tolerance = Math.abs(Number(derivative)) < 0.2 && Math.abs(x) < 3 ? 60 : 8;
        assertUlps(activation.derivative(x), Number(derivative), tolerance, `${name}′(${x})`);
      }
    });
  }

  it('have reference values, unless a few exact operations or a library function of doubles give the value', () => {
    const simple = 'identity linear relu leaky_relu hard_tanh hard_sigmoid step abs square sin cos exp'.split(' ');
    const otherNames = ['logistic', 'swish'];
    const left = activationNames.filter((name) => !(name in reference) && name !== 'softmax');
    assert.deepEqual(left.sort(), [...simple, ...otherNames].sort(), 'add it to fixtures/referenceValues.py');
  });

  it('keep their digits where an exponential alone has lost some', () => {
    // From 400-digit arithmetic.
    const tails: [string, number, number | null, number | null][] = [
      ['silu', -713, -1.5890001303484434e-307, -1.5867715186649253e-307],
      ['silu', -711.5, -7.106422600012303e-307, -7.0964346553882514e-307],
      ['mish', -713, -1.5890001303484434e-307, -1.5867715186649253e-307],
      ['mish', -711.5, -7.106422600012303e-307, -7.0964346553882514e-307],
      ['gelu', -37.55, -2.6451480848844025e-307, -9.932521102040671e-306],
      ['tanh', 354.625, 1, 3.7905192056469347e-308],
      ['gaussian', 26.6328125, null, -4.7693645490338044e-307],
      ['hard_sigmoid', -3 + 2 ** -51, 7.401486830834377e-17, null],
    ];
    for (const [name, x, value, derivative] of tails) {
      if (value !== null) assertUlps(get(name).value(x), value, 6, `${name}(${x})`);
      if (derivative !== null) assertUlps(get(name).derivative(x), derivative, 8, `${name}′(${x})`);
    }
  });

  it('know what is left to 1', () => {
    // 1 − σ(x) from 1000-digit arithmetic; tanh and softsign are odd.
    const rest: [string, number, number][] = [
      ['sigmoid', 40, 4.248354255291589e-18],
      ['tanh', 25, 3.8574996959278356e-22],
      ['softsign', 2 ** 60, 2 ** -60],
      ['softsign', -3, 1.75],
      ['gaussian', 2 ** -30, 2 ** -60],
      ['exp', 2 ** -60, -(2 ** -60)],
      ['cos', 2 ** -30, 2 ** -61],
    ];
    for (const [name, x, left] of rest) assertUlps(get(name).oneMinus!(x), left, 4, `1 − ${name}(${x})`);
    assert.deepEqual(
      builtinActivations.map(({ name }) => name).filter((name) => get(name).odd),
      ['tanh', 'softsign'],
    );
  });

  it('agree with central differences where they are smooth', () => {
    for (const { name } of builtinActivations) {
      const activation = get(name);
      for (let x = -4.951; x < 5; x += 0.31) {
        const h = 1e-5;
        const slope = (activation.value(x + h) - activation.value(x - h)) / (2 * h);
        assert.ok(Math.abs(slope - activation.derivative(x)) < 1e-7 * Math.max(1, Math.abs(slope)), `${name}′(${x})`);
      }
    }
  });

  it('follow the conventions of the language at kinks', () => {
    const slope0 = { relu: 0, leaky_relu: 0.01, elu: 1, abs: 0, step: 0 };
    for (const [name, slope] of Object.entries(slope0)) assert.equal(get(name).derivative(0), slope, name);
    assert.equal(get('leaky_relu', [0.2]).derivative(0), 0.2);
    assert.equal(get('elu', [0.5]).derivative(0), 0.5);
    assertUlps(get('selu').derivative(0), 1.0507009873554805 * 1.6732632423543772, 1, 'selu′(0)');
    for (const x of [-1, 1]) assert.equal(get('hard_tanh').derivative(x), 0);
    for (const x of [-3, 3]) assert.equal(get('hard_sigmoid').derivative(x), 0);
    assert.equal(get('step').value(0), 1);
    assert.equal(get('step').value(-1e-300), 0);
  });

  it('know their kinks, and only those', () => {
    const kinks: Record<string, number[]> = {
      relu: [0],
      leaky_relu: [0],
      selu: [0],
      hard_tanh: [-1, 1],
      hard_sigmoid: [-3, 3],
      step: [0],
      abs: [0],
    };
    for (const { name } of builtinActivations) {
      const found = [-3, -1, -0.5, 0, 0.5, 1, 3].filter((x) => get(name).isKink(x));
      assert.deepEqual(found, kinks[name] ?? [], name);
    }
    assert.equal(get('relu').isKink(-0), true);
    assert.equal(get('elu').isKink(0), false);
    assert.equal(get('elu', [2]).isKink(0), true);
    assert.equal(get('leaky_relu', [1]).isKink(0), false);
  });

  it('are found by alias and keep the name they are called by', () => {
    for (const [alias, name] of Object.entries({ linear: 'identity', logistic: 'sigmoid', swish: 'silu' })) {
      assert.equal(get(alias).name, alias);
      assert.equal(get(alias).value(0.3), get(name).value(0.3));
      assert.equal(findBuiltinActivation(alias)?.name, name);
      assert.ok(activationNames.includes(alias));
    }
    assert.equal(builtinActivation('softmax'), null);
    assert.ok(activationNames.includes('softmax'));
    assert.equal(builtinActivation('constructor'), null);
  });

  it('put their parameters into the formulas', () => {
    const leaky = get('leaky_relu', [0.2]);
    assert.deepEqual(leaky.parameters, [{ name: 'slope', value: 0.2 }]);
    assert.equal(leaky.formula, 'if x > 0 then x else 0.2*x');
    assert.equal(leaky.derivativeFormula, 'if x > 0 then 1 else 0.2');
    assert.equal(get('leaky_relu').parameters[0].value, 0.01);
    assert.equal(get('elu').formula, 'if x > 0 then x else exp(x) - 1');
    assert.equal(get('elu', [-2]).formula, 'if x > 0 then x else (-2)*(exp(x) - 1)');
    assert.equal(findBuiltinActivation('elu')?.formula('alpha'), 'if x > 0 then x else alpha*(exp(x) - 1)');
  });

  it('are NaN at NaN', () => {
    for (const { name } of builtinActivations) assert.ok(Number.isNaN(get(name).value(NaN)), name);
  });
});
