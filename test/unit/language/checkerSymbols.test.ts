import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import { fixture } from './fixture';

/**
 * Every range labelled `d` is the definition, every one labelled `u` a use, of the symbol of that name; and there are no
 * others.
 */
function expectSymbol(marked: string, kind: string): void {
  const { text, ranges } = fixture(marked);
  const definition = ranges.find(({ label }) => label === 'd')!;
  const symbol = check(parse(text)).symbols.find((s) => s.definition.start === definition.start);
  assert.ok(symbol, 'no symbol is defined there');
  assert.equal(symbol.kind, kind);
  assert.equal(symbol.name, text.slice(definition.start, definition.end));
  assert.equal(symbol.definition.end, definition.end);
  assert.deepEqual(
    symbol.uses,
    ranges.filter(({ label }) => label === 'u').map(({ start, end }) => ({ start, end })),
  );
}

describe('Symbols', () => {
  const cases: Record<string, readonly [string, string]> = {
    'a constant, in every kind of place': [
      'let',
      `let ‹d|c|› = 1
let d = ‹u|c|› + 1
activation f(x, a = ‹u|c|›) = ‹u|c|›*x + a
input X = [‹u|c|› -‹u|c|›]
target = ‹u|c|›
layer f(‹u|c|›)
  W = uniform(-‹u|c|›, d)
  b = ‹u|c|›
loss (y, t) = if ‹u|c|› < y then ‹u|c|› else t
rate = ‹u|c|›`,
    ],
    'a constant, not where a parameter hides it': [
      'let',
      'let ‹d|c|› = 1\nactivation f(x, c = ‹u|c|›) = c*x\nloss (c, t) = c - t\nrate = ‹u|c|›',
    ],
    'a parameter, in its body and where it is given': [
      'parameter',
      'activation f(x, ‹d|a|› = 1) = ‹u|a|›*x\nlet a = 2\nactivation g(x) = f(x, ‹u|a|› = a)\ninput 1\nlayer [f(‹u|a|› = 3) f]',
    ],
    'an argument': ['parameter', 'activation f(‹d|x|›, a = 1) = a*‹u|x|›^‹u|x|›'],
    'the parameter of a derivative': ['parameter', 'activation f(x) = x^2\nderivative f(‹d|x|›) = 2*‹u|x|›'],
    'the output of a loss': ['parameter', 'loss (‹d|y|›, t) = (‹u|y|› - t)^2'],
    'an activation': [
      'activation',
      'activation ‹d|f|›(x) = x\nderivative ‹u|f|›(x) = 1\nactivation g(x) = ‹u|f|›(x) + ‹u|f|›(2*x)\nlayer ‹u|f|›\nlayer [2 ‹u|f|› tanh]\nrate = ‹u|f|›(1)',
    ],
    'an input': ['input', 'input ‹d|A|› = 1\nlet A = 2\ninput B = A\ntarget ‹u|A|› = 3'],
    'a batch': ['batch', 'batch ‹d|A|› = [1 2]\ntarget ‹u|A|› = [3 4]'],
    'a layer': ['layer', 'let f = 1\nlayer ‹d|f|›: tanh'],
    'a name of a broken line': ['let', 'let ‹d|c|› = 1 +\nrate = ‹u|c|›'],
    'a name in a broken line': ['let', 'let ‹d|c|› = 1\nlet d = ‹u|c|› 2'],
  };
  for (const [name, [kind, marked]] of Object.entries(cases)) it(name, () => expectSymbol(marked, kind));

  it('know the values of constants', () => {
    const { symbols } = check(parse('let a = 2\nlet b = a^3\nlet c = ln(-1)\nlet d = c'));
    assert.deepEqual(
      symbols.map(({ name, value }) => [name, value]),
      [
        ['a', 2],
        ['b', 8],
        ['c', null],
        ['d', null],
      ],
    );
  });

  it('have a scope: a parameter its statement, all others the file', () => {
    const text = 'let a = 1\nactivation f(x) = x';
    const { symbols } = check(parse(text));
    assert.deepEqual(
      symbols.map(({ name, scope }) => [name, text.slice(scope.start, scope.end)]),
      [
        ['a', text],
        ['f', text],
        ['x', 'activation f(x) = x'],
      ],
    );
  });
});
