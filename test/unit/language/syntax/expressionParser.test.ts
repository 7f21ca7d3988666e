import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { parse } from '../../../../src/language/syntax/parser';
import { assertError, assertErrors, assertFix, assertRecovers, assertTree, showExpression } from '../parsing';

function assertExpression(text: string, expected: string): void {
  assertTree(`let v = ${text}`, `let v = ${expected}`);
}

describe('expressions', () => {
  it('bind + - looser than * /, these looser than a sign, and that looser than ^', () => {
    assertExpression('1 + 2*3 - 4/5', '((1 + (2 * 3)) - (4 / 5))');
    assertExpression('1 - 2 - 3', '((1 - 2) - 3)');
    assertExpression('8/4/2', '((8 / 4) / 2)');
    assertExpression('-a*b', '((-a) * b)');
    assertExpression('-x^2', '(-(x ^ 2))');
    assertExpression('a*-b', '(a * (-b))');
    assertExpression('--x', '(-(-x))');
    assertExpression('+x', '(+x)');
    assertExpression('1 −2', '(1 - 2)');
  });

  it('read ^ and ** to the right, with a signed exponent', () => {
    assertExpression('2^3^2', '(2 ^ (3 ^ 2))');
    assertExpression('2**-3', '(2 ^ (-3))');
    assertExpression('2^-x^2', '(2 ^ (-(x ^ 2)))');
    assertExpression('2^-3*4', '((2 ^ (-3)) * 4)');
    assertExpression('f(x)^2', '(f(x) ^ 2)');
  });

  it('keep parentheses', () => {
    assertExpression('(1 + 2)*3', '(⟨(1 + 2)⟩ * 3)');
    assertExpression('((x))', '⟨⟨x⟩⟩');
  });

  it('call functions, with named arguments too', () => {
    assertExpression('max(x, 0)', 'max(x, 0)');
    assertExpression('bump(x, a = 2*c)', 'bump(x, a=(2 * c))');
    assertExpression('f()', 'f()');
    assertExpression('f(x,)', 'f(x)');
    assertExpression('sin (x)', 'sin(x)');
  });

  it('take a line break in parentheses for a blank', () => {
    assertExpression('(1\n + # one\n\n 2)*f(3,\n 4)', '(⟨(1 + 2)⟩ * f(3, 4))');
    assertExpression('(if W < 1 or\nb == 1 then\nb else 0)', '⟨(if ((W < 1) or (b == 1)) then b else 0)⟩');
  });

  it('choose with if, else reaching furthest right', () => {
    assertExpression('if x < 0 then 1 else 2 + 3', '(if (x < 0) then 1 else (2 + 3))');
    assertExpression('if x<0 then 1 else if x<1 then 2 else 3', '(if (x < 0) then 1 else (if (x < 1) then 2 else 3))');
    assertExpression('if x<0 then if y<0 then 1 else 2 else 3', '(if (x < 0) then (if (y < 0) then 1 else 2) else 3)');
    assertExpression('(if x<0 then 1 else 2)*3', '(⟨(if (x < 0) then 1 else 2)⟩ * 3)');
    assertExpression('max(if x<0 then 1 else 2, 3)', 'max((if (x < 0) then 1 else 2), 3)');
  });

  it('bind or looser than and, and looser than not, not looser than comparisons', () => {
    assertExpression(
      'if a<1 or b<1 and not c<1 or d!=e then 1 else 0',
      '(if (((a < 1) or ((b < 1) and (not (c < 1)))) or (d != e)) then 1 else 0)',
    );
    assertExpression('if not not a >= 1 then 1 else 0', '(if (not (not (a >= 1))) then 1 else 0)');
    assertExpression(
      'if (a<1 or b<1) and c==1 then 1 else 0',
      '(if (⟨((a < 1) or (b < 1))⟩ and (c == 1)) then 1 else 0)',
    );
    assertExpression('if a + 1 <= 2*b then 1 else 0', '(if ((a + 1) <= (2 * b)) then 1 else 0)');
  });

  it('give every node its range', () => {
    const text = 'let v = -a*(b + f(c, d = 2)) ^ 2';
    const [statement] = parse(text).statements;
    assert.ok(statement.kind === 'let' && statement.value?.kind === 'binary');
    const at = (node: { range: { start: number; end: number } }) => text.slice(node.range.start, node.range.end);
    const { left, right } = statement.value;
    assert.deepEqual([at(statement.value), at(left), at(right)], [text.slice(8), '-a', '(b + f(c, d = 2)) ^ 2']);
    assert.ok(right.kind === 'binary' && right.left.kind === 'group' && right.left.inner.kind === 'binary');
    const call = right.left.inner.right;
    assert.ok(call.kind === 'call');
    assert.deepEqual(
      [at(call), at(call.callee), ...call.arguments.map(at)],
      ['f(c, d = 2)', 'f', 'c', 'd = 2'].map(String),
    );
  });
});

describe('expressions: what is wrong', () => {
  it('bad-number: something is stuck to a number', () => {
    assertFix('let a = ‹bad-number|2x|›', 'let a = 2*x');
    assertFix('let a = ‹bad-number|1_000|› + 1', 'let a = 1000 + 1');
    assertFix('let a = ‹bad-number|0x10|›', 'let a = 16');
    assertFix('let a = ‹bad-number|0b101|›', 'let a = 5');
    assertError('let a = ‹bad-number|1.2.3|›', /not a number/);
    assertError('let a = ‹bad-number|1e|›', /1\*e|not a number/);
    assertErrors('let a = ‹bad-number|2x|› + ‹bad-number|3y|›');
    assertTree('let a = 2*x + 1.e3', 'let a = ((2 * x) + 1000)');
  });

  it('bad-number: a number beyond double precision', () => {
    assertError('let a = ‹bad-number|1e999|›', /too large/);
    assertError('W = [1 -‹bad-number|2e308|›]', /too large/);
    assertTree('let a = 1e-300', 'let a = 1e-300');
  });

  it('shows how to write a chain of comparisons', () => {
    assertFix('let a = if 0 < x ‹unexpected-token|<|› 1 then 1 else 2', 'let a = if 0 < x and x < 1 then 1 else 2');
    assertFix(
      'let a = if 0 < x ‹unexpected-token|<|› y <= 1 or p < q then 1 else 2',
      'let a = if 0 < x and x < y and y <= 1 or p < q then 1 else 2',
    );
    assertFix(
      'let a = if not 0 < x ‹unexpected-token|<|› 1 then 1 else 2',
      'let a = if not (0 < x and x < 1) then 1 else 2',
    );
    assertRecovers('let a = if 0 < x < 1 then 1 else 2', 'broken let a = (if ((0 < x) and (x < 1)) then 1 else 2)');
  });

  it('shows how to write a condition as a number', () => {
    assertFix('let a = ‹unexpected-token|(x>0)|›*x', 'let a = (if x>0 then x else 0)');
    assertFix('let a = 2*x*‹unexpected-token|(x > 0)|› + 1', 'let a = (if x > 0 then 2*x else 0) + 1');
    assertFix('let a = ‹unexpected-token|x > 0|›', 'let a = if x > 0 then 1 else 0');
    assertFix('let a = 1 + ‹unexpected-token|(x>0)|›', 'let a = 1 + (if x>0 then 1 else 0)');
    assertFix('let a = f(‹unexpected-token|x>0|›)', 'let a = f(if x>0 then 1 else 0)');
    assertRecovers('let a = (x>0)*x', 'broken let a = (if ⟨(x > 0)⟩ then x else 0)');
  });

  it('wants a comparison as a condition', () => {
    assertFix('let a = if ‹unexpected-token|x|› then 1 else 2', 'let a = if x != 0 then 1 else 2');
    assertFix('let a = if x<0 and ‹unexpected-token|y|› then 1 else 2', 'let a = if x<0 and y != 0 then 1 else 2');
    assertFix('let a = if x ‹unexpected-token|=|› 0 then 1 else 2', 'let a = if x == 0 then 1 else 2');
  });

  it('wants all the words of a choice', () => {
    assertError('let a = if x < 0 ‹unexpected-token|1|› else 2', /Expected “then” before “1”/);
    assertError('let a = if x < 0 then ‹unexpected-token|1|›', /Expected “else” after “1”/);
    assertFix('let a = 1 + ‹unexpected-token|if|› x<0 then 1 else 2', 'let a = 1 + (if x<0 then 1 else 2)');
    assertError('let a = 1 ‹unexpected-token|if|› x<0 else 2', /if C then A else B/);
    assertError('let a = x ‹unexpected-token|?|› 1 : 2', /if C then A else B/);
    assertError('let a = ‹unexpected-token|then|›', /is a keyword/);
  });

  it('has no product without *', () => {
    assertError('let a = 2 ‹unexpected-token|x|›', /For a product write \*/);
    assertError('let a = (1 + 2)‹unexpected-token|(|›3)', /For a product write \*/);
    assertError('let a = 2‹unexpected-token|(|›3)', /For a product write \*/);
  });

  it('names the signs of other languages', () => {
    assertFix('let a = 2 ‹unexpected-token|×|› 3', 'let a = 2 * 3');
    assertFix('let a = x‹unexpected-token|²|›', 'let a = x^2');
    assertFix('let a = if x ‹unexpected-token|≤|› 3 then 1 else 2', 'let a = if x <= 3 then 1 else 2');
    assertError('let a = if x<1 ‹unexpected-token|&&|› y<2 then 1 else 2', /“and”/);
    assertError('let a = if x<1 ‹unexpected-token||||› y<2 then 1 else 2', /“or”/);
    assertError('let a = ‹unexpected-token|@|›', /U\+0040/);
    assertError('let a = 1 ‹unexpected-token|\u200b|›', /U\+200B/);
  });

  it('wants an operand where one is missing', () => {
    assertError('let a = 1 ‹unexpected-token|+|›', /after “\+”/);
    assertError('let a = 1 + ‹unexpected-token|*|› 2', /found “\*”/);
    assertError('let a = (‹unexpected-token|)|›', /found “\)”/);
    assertError(
      'let a = f(1,, 2)'.replace(', 2', '‹unexpected-token|,|› 2').replace(',‹', '‹').replace('1‹', '1,‹'),
      /found “,”/,
    );
    assertError('let a = ‹unexpected-token|[|›1 2]', /^Expected a number, not a matrix/);
    assertError('let a = ‹unexpected-token|"x"|›', /Expected a number, a name or “\(”/);
  });

  it('closes parentheses', () => {
    assertFix('let a = ‹unclosed-bracket|(|›1 + 2', 'let a = (1 + 2)');
    assertFix('let a = f‹unclosed-bracket|(|›1, 2\nlayer relu', 'let a = f(1, 2)\nlayer relu');
    assertError('let a = (1 + 2)‹unexpected-token|)|›', /Unexpected/);
    assertErrors('let a = (1 + 2‹unexpected-token|;|›)\nlayer relu');
  });

  it('makes one diagnostic of one mistake', () => {
    assertErrors('let a = (1 + ‹unexpected-token|*|› ) ] 3 [ x x');
    assertErrors('let a = ‹unexpected-token|]|› foo bar (\n 3 )\nlayer relu');
    // A chain where a number belongs, in parentheses too, is told as a chain alone.
    assertErrors('let a = 0 < b ‹unexpected-token|<|› 1');
    assertErrors('let a = (0 < b ‹unexpected-token|<|› 1) + 1');
    assertErrors('let a = f(0 < b ‹unexpected-token|<|› 1 < 2)');
    assertErrors('let a = (0 < b ‹unexpected-token|<|› 1) + ‹unexpected-token|(b > 0)|›');
  });
});

describe('expressions: depth', () => {
  const depthOf = (text: string) => parse(`let a = ${text}`).diagnostics;

  it('too-large: more than 200 levels, however they come about', () => {
    const n = 100_000;
    const deep = [
      '('.repeat(n),
      '('.repeat(n) + '1' + ')'.repeat(n),
      '-'.repeat(n) + '1',
      '1' + '+1'.repeat(n),
      '1' + '*1'.repeat(n),
      '2' + '^2'.repeat(n),
      'f('.repeat(n),
      'if x<1 then 1 else '.repeat(n) + '1',
      'if ' + 'not '.repeat(n) + 'x<1 then 1 else 2',
      'if ' + 'x<1 and '.repeat(n) + 'x<1 then 1 else 2',
      'if 1' + '<1'.repeat(n) + ' then 1 else 2',
      'max('.repeat(n) + '1',
    ];
    for (const text of deep) {
      const found = depthOf(text);
      assert.deepEqual(found.map((d) => d.code), ['too-large'], text.slice(0, 40)); // prettier-ignore
      assert.match(say(found[0].message), /200/);
      assert.ok(found[0].range.end - found[0].range.start <= 4);
    }
  }).timeout(120_000);

  it('200 levels are not too many', () => {
    for (const text of [
      '('.repeat(199) + '1' + ')'.repeat(199),
      '1' + '+1'.repeat(199),
      '-'.repeat(199) + '1',
      '1' + '^1'.repeat(199),
    ]) {
      assert.deepEqual(depthOf(text), [], text);
    }
    assert.equal(depthOf('1' + '+1'.repeat(200)).length, 1);
    assert.equal(depthOf('('.repeat(200) + '1' + ')'.repeat(200)).length, 1);
  });

  it('a text too deep hides no other line', () => {
    assertRecovers(`let a = ${'('.repeat(100_000)}\nlayer relu`, 'broken let a = ?', 'layer relu');
    assert.equal(showExpression(null), '?');
  });
});
