import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import { applied, expectProblems, problem } from './checkerFixture';

const net = '\ninput X = 1\nlayer tanh\nW = 1\n';

describe('Unknown names', () => {
  it('are told from names that are defined further down', () => {
    const text = `let a = b\nlet b = 1${net}rate = a*b`;
    const found = problem(text, 'unknown-name');
    assert.equal(found.said, 'b is defined further down. A name must be defined before it is used.');
    assert.deepEqual(
      found.related.map(({ range }) => range),
      [{ start: 14, end: 15 }],
    );
    assert.deepEqual(found.fixes, []);
    assert.match(problem(`${net}target Y = 1\ninput Y = 1\nloss sse`, 'unknown-name').said, /further down/);
    assert.match(problem(`layer f${net}activation f(x) = x`, 'unknown-activation').said, /further down/);
    assert.match(problem(`${net}rate = f(1)\nactivation f(x) = x`, 'unknown-function').said, /further down/);
  });

  it('are told from names in their own definition', () => {
    assert.equal(problem(`let a = a${net}`, 'unknown-name').said, 'a cannot be used in its own definition.');
    assert.equal(
      problem('activation f(x) = f(x)', 'unknown-function').said,
      'f cannot call itself: there is no recursion.',
    );
  });

  it('come with the nearest known one, which can be taken', () => {
    for (const [text, code, said] of [
      [`layer sigmod\nW = 1\ninput 1`, 'unknown-activation', 'Unknown activation sigmod. Did you mean sigmoid?'],
      [`layer ReLU\nW = 1\ninput 1`, 'unknown-activation', 'Unknown activation ReLU. Did you mean relu?'],
      [
        `activation bump(x) = x\nlayer bumb\nW = 1\ninput 1\nrate = bump(1)`,
        'unknown-activation',
        'Unknown activation bumb. Did you mean bump?',
      ],
      [`${net}target = 1\nloss crossentropy`, 'unknown-loss', 'Unknown loss crossentropy. Did you mean cross_entropy?'],
      [`${net}rate = sqr(4)`, 'unknown-function', 'Unknown function sqr. Did you mean sqrt?'],
      [`let width = 1${net}rate = widht + width`, 'unknown-name', 'Unknown name widht. Did you mean width?'],
      [
        `input alpha = 1\ntarget aplha = 1\nlayer tanh\nW = 1\nloss sse`,
        'unknown-name',
        'No input or batch named aplha above. Did you mean alpha?',
      ],
      [
        'input 1\nlayer leaky_relu(slop = 1)\nW = 1',
        'unknown-name',
        'leaky_relu has no parameter slop. Did you mean slope?',
      ],
    ] as const) {
      const found = problem(text, code);
      assert.equal(found.said, said);
      assert.equal(found.fixes[0].preferred, true);
      expectProblems(applied(text, found));
    }
  });

  it('come without one if none is near', () => {
    const found = problem('input 1\nlayer quux\nW = 1', 'unknown-activation');
    assert.equal(found.said, 'Unknown activation quux. To define a custom one, add above: activation quux(x) = ….');
    assert.deepEqual(found.fixes, []);
  });

  it('may differ only by letters that look alike', () => {
    const text = `let c = 1${net}rate = c*с`;
    const found = problem(text, 'unknown-name');
    assert.match(found.said, /looks like c but has different letters/);
    expectProblems(applied(text, found));
    const input = 'input X = 1\ntarget Х = 1\nlayer tanh\nW = 1\nloss sse';
    assert.match(problem(input, 'unknown-name').said, /looks like X but has different letters/);
    assert.match(
      problem('input 1\nlayer rеlu\nW = 1', 'unknown-activation').said,
      /looks like relu but has different letters/,
    );
  });
});

describe('Numbers that are called, and functions that are not', () => {
  it('say so, and offer the product', () => {
    const text = `let c = 2${net}rate = c(1 + c)`;
    const found = problem(text, 'unknown-function');
    assert.equal(found.said, 'c is a number, not a function. For a product write c*(…).');
    assert.equal(applied(text, found), `let c = 2${net}rate = c*(1 + c)`);
    assert.match(problem(`${net}rate = pi(2)`, 'unknown-function').said, /pi is a number/);
    assert.match(problem(`${net}rate = exp`, 'unknown-name').said, /exp is a function/);
    assert.match(problem(`activation f(x) = x${net}rate = f`, 'unknown-name').said, /f is a function/);
  });
});

describe('Arguments', () => {
  it('are given in order or by name', () => {
    expectProblems(
      'activation f(x, a = 1, b = 2) = a*x + b\ninput 1\nlayer f(2, b = 3)\nW = 1\nrate = f(1, b = 2, a = 3)',
    );
    expectProblems('activation f(x, s = 0.1) = leaky_relu(x, s)\ninput 1\nlayer f(s = 2)\nW = 1');
  });

  it('are not too many, nor missing, nor unknown', () => {
    const f = 'activation f(x, a = 1) = a*x\n';
    expectProblems(`${f}input 1\nlayer f(1, ‹unexpected-token|2|›)\nW = 1`);
    expectProblems(`${f}input 1\nlayer f(‹unknown-name|x|› = 1)\nW = 1`);
    expectProblems(`${f}${net.trimStart()}rate = ‹unexpected-token|f|›()`);
    expectProblems(`${f}${net.trimStart()}rate = f(a = 1, x = 2)`);
    expectProblems(`${net}rate = sin(1, ‹unexpected-token|2|›)`);
    expectProblems(`${net}rate = sin(‹unknown-name|y|› = 2)`);
    expectProblems('input 1\nlayer tanh(‹unexpected-token|1|›)\nW = 1');
    expectProblems(`${net}target = 1\nloss huber(‹unknown-name|d|› = 1)`);
    expectProblems('input 1\nlayer 1 tanh\nW = uniform(0, ‹unknown-name|seeed|› = 1, high = 2)');
    expectProblems('input 1\nlayer 1 tanh\nW = ‹unexpected-token|uniform|›(0, seed = 1)');
  });
});

describe('Deep or endless evaluation', () => {
  it('ends: activations that call one another', () => {
    const chain = Array.from({ length: 600 }, (_, i) => `activation f${i + 1}(x) = f${i}(x) + 1`).join('\n');
    const { diagnostics } = check(parse(`activation f0(x) = x\n${chain}\ninput 1\nlayer f600\nW = 1`));
    assert.deepEqual(
      diagnostics.filter((d) => d.severity === 'error').map((d) => d.code),
      ['too-large'],
    );
  });

  it('ends: constants that call an expensive activation', function () {
    this.timeout(120_000);
    const doubling = Array.from({ length: 10 }, (_, i) => `activation f${i + 1}(x) = f${i}(x) + f${i}(x)`).join('\n');
    const lets = Array.from({ length: 12_000 }, (_, i) => `let a${i} = f10(1)`).join('\n');
    const { diagnostics } = check(parse(`activation f0(x) = x\n${doubling}\n${lets}`));
    assert.deepEqual(
      diagnostics.filter((d) => d.severity === 'error').map((d) => d.code),
      ['too-large'],
    );
  });
});
