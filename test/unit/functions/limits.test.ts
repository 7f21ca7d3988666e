// What of a formula is still worked out, rearranged or written, and what is not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { derivativeFormula } from '../../../src/functions/custom/derivativeFormula';
import { newTies } from '../../../src/functions/evaluate/algebra';
import { boundedConstant, boundedDuals } from '../../../src/functions/evaluate/boundedAlgebra';
import { constantExact, exact, NotExact } from '../../../src/functions/evaluate/exactAlgebra';
import { builtinScope, evaluateExact } from '../../../src/functions/evaluate/exactFormula';
import { expressionOf } from '../../../src/functions/expression/expressionReader';
import { printExpression } from '../../../src/functions/expression/expressionPrinter';
import { rational, whole, type Rational } from '../../../src/functions/numbers/rational';
import { breaksOf } from '../../../src/functions/piecewise/breaks';
import { tiePoints } from '../../../src/functions/piecewise/ties';
import { partsOf } from '../../../src/functions/symbolic/expressionSize';
import { number, termPower, termProduct } from '../../../src/functions/symbolic/normalForm';
import { NormalReader } from '../../../src/functions/symbolic/normalReader';
import { written } from '../../../src/functions/symbolic/normalWriter';
import { rearrangements } from '../../../src/functions/symbolic/rearrangement';
import { simplest } from '../../../src/functions/symbolic/simplest';
import { writtenOut } from '../../../src/functions/symbolic/writtenOut';

const repeat = (text: string, n: number, between: string) => Array.from({ length: n }, () => text).join(between);
const letters = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `a${from + i}`).join(' + ');

/** A sum of x of so many parts: names, signs, and where their number is even, a sine. */
function sumOf(parts: number): string {
  const text = parts % 2 === 1 ? repeat('x', (parts + 1) / 2, ' + ') : `sin(x) + ${repeat('x', (parts - 2) / 2, ' + ')}`; // prettier-ignore
  assert.equal(partsOf(expressionOf(text), 10_000), parts);
  return text;
}

describe('The limits of formulas', () => {
  const at = (text: string, x: Rational) => evaluateExact({ parameters: [{ name: 'x', default: null }], body: expressionOf(text), scope: builtinScope }, [constantExact(x)]); // prettier-ignore

  it('are exact in powers up to 64, in numbers up to 10^100, and in 2000 steps', () => {
    for (const sign of ['', '-']) {
      assert.notEqual(at(`x^${sign}64`, whole(1)), null);
      assert.equal(at(`x^${sign}65`, whole(1)), null);
    }
    const long = 10n ** 100n;
    const fraction = (n: bigint, d: bigint) => at('x + 0', { n, d }) !== null;
    assert.deepEqual([fraction(long, 1n), fraction(long + 1n, 1n)], [true, false]);
    assert.deepEqual([fraction(-long, 1n), fraction(-long - 1n, 1n)], [true, false]);
    assert.deepEqual([fraction(1n, long), fraction(1n, long + 1n)], [true, false]);
    assert.doesNotThrow(() => exact.step!(newTies(1999)));
    assert.throws(() => exact.step!(newTies(2000)), NotExact);
  });

  it('know what a product of numbers below 64 with 20 bits behind the point loses, which is nothing', () => {
    const product = (a: number, b: number) => boundedDuals.operations['*'](boundedConstant(a), boundedConstant(b), newTies()).value.error > 0; // prettier-ignore
    const most = 64 - 2 ** -20;
    assert.deepEqual([product(most, most), product(-most, most), product(64, 1), product(2 ** -20, 1), product(2 ** -21, 1)], [false, false, true, false, true]); // prettier-ignore
    const power = (a: number, n: number) => boundedDuals.operations['^'](boundedConstant(a), boundedConstant(n), newTies()).value.error > 0; // prettier-ignore
    assert.deepEqual([power(2, 52), power(-2, 51), power(2, 53), power(63, 8), power(63, 9)], [false, false, true, false, true]); // prettier-ignore
  });

  it('are written in the shortest way up to 400 parts', () => {
    const simple = (parts: number) => printExpression(simplest(expressionOf(sumOf(parts)), ['x']));
    assert.match(simple(399), /^200 ?\* ?x$/);
    assert.match(simple(400), /199 ?\* ?x/);
    assert.equal(simple(401), repeat('x', 201, ' + '));
  });

  it('are written out up to 2000 parts, each function called and the whole', () => {
    const functions = new Map(['-y - y', 'y + y'].map((body, i) => [['f', 'g'][i], { parameters: [{ name: 'y', default: null }], writtenOut: expressionOf(body) }])); // prettier-ignore
    const out = (text: string) => {
      const found = writtenOut(expressionOf(text), { parameters: ['x'], lets: new Map(), functions });
      return found && partsOf(found, 10_000);
    };
    assert.deepEqual([out(sumOf(1999)), out(sumOf(2000)), out(sumOf(2001))], [1999, 2000, null]);
    for (const [called, parts, expected] of [['f', 998, 1998], ['f', 999, 2000], ['f', 1000, null], ['g', 999, 1999], ['g', 1000, null]] as const)
      assert.equal(out(`${called}(${sumOf(parts)})`), expected, `${called} ${parts}`); // prettier-ignore
    assert.deepEqual([out(`f(${sumOf(499)}) + g(${sumOf(499)})`), out(`f(${sumOf(499)}) + f(${sumOf(499)})`)], [2000, null]); // prettier-ignore
  });

  it('have a derivative that is written up to 2000 parts', () => {
    // cos(x) has two parts, 2·x three, and there is a sign between every two.
    const derivative = (sines: number, squares: number) => derivativeFormula(expressionOf([...new Array<string>(sines).fill('sin(x)'), ...new Array<string>(squares).fill('x^2')].join(' + ')), 'x', null); // prettier-ignore
    assert.equal(derivative(667, 0).split('cos(x)').length - 1, 667);
    assert.equal(derivative(666, 1), '…');
  });

  it('are multiplied out to powers of 4 and to 40 terms', () => {
    const longest = (text: string) => {
      const sum = new NormalReader(true, written).read(expressionOf(text));
      return Math.max(...rearrangements(sum).map(({ length }) => length));
    };
    // Powers of two letters have one term more than the exponent.
    assert.deepEqual([longest('(a + b)^4'), longest('(a + b)^5')], [5, 1]);
    assert.deepEqual([longest(`x*(${letters(40)})`), longest(`x*(${letters(41)})`)], [40, 1]);
    assert.deepEqual([longest(`(${letters(5)})*(${letters(8, 5)})`), longest(`(${letters(3)})*(${letters(14, 3)})`)], [40, 1]); // prettier-ignore
    const two = (first: number, second: number) => longest(`x*(${letters(first)}) + y*(${letters(second, first)})`);
    assert.deepEqual([two(20, 20), two(20, 21)], [40, 2]);
  });

  it('have coefficients of 12 digits made, longer ones only where they are written', () => {
    const product = (a: bigint, b: bigint) => termProduct(number({ n: a, d: 1n })[0], number({ n: b, d: 1n })[0]) !== null; // prettier-ignore
    assert.deepEqual([product(10n ** 5n, 10n ** 6n), product(10n ** 6n, 10n ** 6n)], [true, false]);
    assert.deepEqual([product(10n ** 12n, 1n), product(10n ** 12n, 10n)], [true, false]);
    const power = (n: bigint, d: bigint, exponent: number) => termPower(number(rational(n, d))[0], whole(exponent)) !== null; // prettier-ignore
    assert.deepEqual([power(10n, 1n, 11), power(10n, 1n, 12), power(10n ** 12n, 1n, 1)], [true, false, true]);
    assert.deepEqual([power(-1n, 1n, 63), power(-1n, 1n, 64), power(-1n, 1n, 65), power(-1n, 1n, -63), power(-1n, 1n, -65)], [true, true, false, true, false]); // prettier-ignore
    const simple = (text: string) => printExpression(simplest(expressionOf(text), ['x']));
    // 17 digits and 18, with the zeros in front.
    assert.doesNotMatch(simple('2*0.1234567890123456*x'), /0\.1234567890123456/);
    assert.match(simple('2*0.12345678901234568*x'), /0\.12345678901234568/);
  });

  it('have their breaks looked for where there are at most 40 bends', () => {
    const breaks = (bends: number) => {
      const sum = Array.from({ length: bends }, (_, i) => `abs(x - ${i})`).join(' + ');
      const choice = expressionOf(`if ${sum} < 1000 then x else 0`);
      assert.ok(choice.kind === 'if');
      return breaksOf(choice)?.breaks.length ?? null;
    };
    assert.deepEqual([breaks(40), breaks(41)], [2, null]);
  });

  it('have the zeros of curves looked for from −20 to 20, in steps of 1/64', () => {
    const zeros = (text: string) => tiePoints(expressionOf(`if ${text} > 0 then x else 0`), 'x').join(' ');
    assert.equal(zeros('x^2 - 400'), '-20 20');
    assert.equal(zeros('x^2 - 20.25^2'), '');
    // They touch 0 without crossing it.
    assert.equal(zeros('(64*x - 1)^2'), '0.015625');
    assert.equal(zeros('(128*x - 1)^2'), '');
  });
});
