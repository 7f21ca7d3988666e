import assert from 'node:assert/strict';
import { constantValue } from '../../../../src/functions/evaluate/constantValue';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { say } from '../../../../src/message/message';
import { parse } from '../../../../src/language/syntax/parser';
import { fixture } from '../../language/fixture';

function evaluated(text: string) {
  const statement = parse(`rate = ${text}`).statements[0];
  assert.ok(statement.kind === 'rate' && statement.value !== null, text);
  return constantValue(statement.value, { ...emptyScope, lets: new Map([['c', 0.5]]) });
}

function valueOf(text: string): number {
  const found = evaluated(text);
  assert.ok(found.kind === 'value', text);
  return found.value;
}

describe('values of constant expressions', () => {
  it('follow the precedence of the language', () => {
    const table: Record<string, number> = {
      '1 + 2*3': 7,
      '(1 + 2)*3': 9,
      '-2^2': -4,
      '(-2)^2': 4,
      '2^-1': 0.5,
      '2**3': 8,
      '2^3^2': 512,
      '1 - 2 - 3': -4,
      '8/4/2': 1,
      '-3*2': -6,
      'c + 1/4': 0.75,
      'sqrt(2)^2 - 2': Math.sqrt(2) ** 2 - 2,
      'cbrt(-8)': -2,
      '(-8)^3': -512,
      'max(1, 5, 3) - min(1, 5, 3)': 4,
      'if 1 < 2 and not 2 < 1 then 3 else 4': 3,
      'if 1 > 2 or 1 == 1.5 then 3 else 4': 4,
      'if 1 != 2 then 3 else 4': 3,
      'if 2 <= 2 and 2 >= 2 then 3 else 4': 3,
      'log(e) + log10(100) + log2(8)': 6,
      'leaky_relu(-1)': -0.01,
      'leaky_relu(-1, 0.5)': -0.5,
      'leaky_relu(slope = 0.5, x = -1)': -0.5,
      'elu(-1, alpha = 2)': 2 * Math.expm1(-1),
      'relu(-3) + sigmoid(0) + step(0)': 1.5,
      'round(2.5) + floor(-0.5) + ceil(0.5) + sign(-7)': 2,
      'cos(pi)': -1,
      '0^0': 1,
    };
    for (const [text, value] of Object.entries(table)) assert.equal(valueOf(text), value, text);
  });

  it('are missing outside the domain, and the culprit is the innermost part', () => {
    for (const marked of [
      '1 + ‹domain-error|ln(-1)|›*2',
      '‹domain-error|sqrt(-c)|›',
      '2*(‹domain-error|0/0|›)',
      '‹domain-error|(-8)^(1/3)|›',
      '‹domain-error|asin(2)|›',
      'if ‹domain-error|ln(-1)|› < 0 then 1 else 2',
      'if 1 < 2 then ‹domain-error|acosh(0)|› else ln(-1)',
      'max(1, ‹domain-error|atanh(3)|›)',
      'relu(‹domain-error|log10(-1)|›)',
      '‹not-finite|exp(1000)|›',
      '1/‹not-finite|exp(1000)|›',
      '1 - ‹not-finite|1/0|›',
      '‹not-finite|1e200*1e200|›',
      '‹not-finite|10^400|›',
      '‹not-finite|ln(0)|›',
      'ln(‹not-finite|1/(1 - 1)|›)',
      'if ‹not-finite|exp(1000)|› < ‹|exp(2000)|› then 1 else 2',
    ]) {
      const { text, ranges } = fixture(`rate = ${marked}`);
      const found = evaluated(text.slice('rate = '.length));
      assert.ok(found.kind === 'problem', `${text}: ${JSON.stringify(found)}`);
      const { start, end, label } = ranges[0];
      assert.deepEqual(
        { code: found.code, text: text.slice(found.range.start, found.range.end) },
        { code: label, text: text.slice(start, end) },
        text,
      );
    }
  });

  it('say what is wrong and what was expected', () => {
    const said = (text: string) => {
      const found = evaluated(text);
      assert.ok(found.kind === 'problem');
      return say(found.message);
    };
    assert.match(said('ln(2 - 3)'), /ln\(-1\)/);
    assert.match(said('0/(2 - 2)'), /0\s*\/\s*0/);
    assert.match(said('3/(2 - 2)'), /zero/);
    assert.match(said('exp(999)'), /1\.8e308/);
    assert.match(said('(-8)^(1/3)'), /-8/);
    assert.match(said('ln(0)'), /ln\(0\)/);
  });
});
