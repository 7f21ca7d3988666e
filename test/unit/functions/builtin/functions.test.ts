import assert from 'node:assert/strict';
import { evaluators } from '../evaluate/evaluators';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { callableNames, findUnaryFunction, unaryFunctions } from '../../../../src/functions/builtin/functions';
import { extended, toNumber } from '../../../../src/functions/numbers/extendedNumber';
import { extendedValue } from '../../../../src/functions/evaluate/extendedFunctions';
import { assertUlps } from '../ulps';
import reference from '../fixtures/functionValues.json';

const table = reference as unknown as Record<string, [number, string, string][]>;

describe('built-in functions', () => {
  for (const f of unaryFunctions) {
    const rows = table[f.name];
    it(`${f.name} and its slope are right to the last bits`, () => {
      assert.ok(rows.length > 3);
      for (const [x, value, slope] of rows) {
        assertUlps(f.value(x), Number(value), 3, `${f.name}(${x})`);
        assertUlps(f.slope(x), Number(slope), 8, `${f.name}′(${x})`);
        assertUlps(toNumber(extendedValue(f.name, extended(x))), Number(value), 3, `${f.name}(${x}), extended`);
      }
    });

    it(`the text of ${f.name}′ says what its slope is`, () => {
      const text = evaluators(expressionOf(f.derivative), { ...emptyScope, parameters: ['x'] });
      for (const [x] of rows) {
        const slope = f.slope(x);
        // Such texts as 1 − tanh(x)^2 cancel far out and near a pole.
        const error = Math.abs(text.value([x]) - slope);
        if (Math.abs(x) < 1e100) assert.ok(error <= 1e-9 * Math.max(1, Math.abs(slope)), `${f.derivative} at ${x}`);
      }
    });

    it(`${f.name}′ agrees with central differences`, () => {
      for (const [x] of rows) {
        if (Math.abs(x) < 1e-3 || Math.abs(x) > 100) continue;
        const h = Math.min(Math.abs(x), Math.abs(1 - Math.abs(x)), 1) * 1e-4;
        if (f.isKink?.(x)) continue;
        const slope = (f.value(x + h) - f.value(x - h)) / (2 * h);
        assert.ok(Math.abs(slope - f.slope(x)) < 1e-5 * Math.max(1, Math.abs(slope)), `${f.name}′(${x}) ≈ ${slope}`);
      }
    });
  }

  it('round halves away from zero', () => {
    const { value, isKink } = findUnaryFunction('round')!;
    assert.deepEqual([-2.5, -0.5, 0.4, 0.5, 1.5, 0.49999999999999994].map(value), [-3, -1, 0, 1, 2, 0]);
    assert.deepEqual(
      [0.5, 1, -1.5].map((x) => isKink!(x)),
      [true, false, true],
    );
  });

  it('can all be called: the names of the language page are there', () => {
    const page =
      'abs sign min max exp expm1 ln log log10 log1p log2 sqrt cbrt sin cos tan asin acos atan sinh cosh tanh asinh ' +
      'acosh atanh erf floor ceil round identity linear sigmoid logistic relu leaky_relu elu selu gelu mish softplus ' +
      'softsign hard_tanh hard_sigmoid gaussian step square silu swish';
    for (const name of page.split(' ')) assert.ok(callableNames.has(name), name);
    assert.equal(callableNames.size, page.split(' ').length);
    assert.equal(findUnaryFunction('constructor'), null);
  });
});
