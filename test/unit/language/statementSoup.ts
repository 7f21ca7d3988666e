import fc from 'fast-check';

const matrix = fc.constantFrom(
  '[1 2; 3 4]', '[1 2]', '1', '[1;2]', '[1 2 3; 4 5 6]', '[1 2;3]', 'glorot()', 'zeros()', 'zeros(1)', 'onehot([1 2])', 'onehot([1])',
  'file("a")', "[1 2 3]'", "glorot()'", "onehot([1 2])'", '[c f(1)]', '[0,1 0,2]', 'c', 'x', 'ln(-1)', '[1/0 2]', 'identity()',
  '[[1,2],[3,4]].T', 'fill(q)', '[c 1]', '[1 2', 'onehot([c 1.5])',
); // prettier-ignore
const activation = fc.constantFrom(
  'tanh', 'softmax', 'relu', '[2 tanh]', '[tanh relu]', 'f', 'f(2)', 'g', '[f softmax]', 'leaky_relu(a=1)', '[0 tanh]', 'nope', 'c', 'elu(c)', '',
); // prettier-ignore

function line(start: readonly string[], end: fc.Arbitrary<string> | readonly string[]): fc.Arbitrary<string> {
  const after = Array.isArray(end) ? fc.constantFrom(...(end as readonly string[])) : (end as fc.Arbitrary<string>);
  return fc.tuple(fc.constantFrom(...start), after).map(([a, b]) => a + b);
}

const statement = fc.oneof(
  line(['layer ', 'layer 2 ', 'layer 1 ', 'layer h: ', 'layer 0 ', 'layer 1.5 ', 'layer 9e9 '], activation),
  line(['W = ', 'W1 = ', 'W2 = ', 'W_3 = ', 'b = ', 'b1 = '], matrix),
  line(['input = ', 'input X = ', 'input Y = ', 'batch B = ', 'batch = '], matrix),
  line(['target = ', 'target X = ', 'target B = '], matrix),
  line(['input '], ['1', '2', '0', '2.5']),
  line(['loss '], ['sse', 'mse sum', 'nope', '(y, t) = y - c*t', 'huber(0)', 'cross_entropy', '(y, y) = q']),
  line(['output '], ['1', '2', '0', '1.5']),
  line(['rate = '], ['c', '1', 'f(1)', 'f', 'q', '1/0']),
  line(['let c = ', 'let f = '], ['1', 'c', 'q', 'ln(-1)', 'f(1)']),
  line(
    ['activation f(x) = ', 'activation f(x, a = 1) = ', 'activation f(x, a = c) = ', 'activation f(x, x = 1) = '],
    ['x', 'a*x', 'f(x)', 'g(x, 1)', 'relu(x)^2', 'x/0', 'leaky_relu(x, x)', 'q'],
  ),
  line(
    [
      'derivative f(x) = ',
      'derivative g(x, a) = ',
      'derivative relu(x) = ',
      'derivative softmax(x, a, b) = ',
      'derivative c(x) = ',
    ],
    ['1', 'x', 'a', 'relu(x)'],
  ),
  fc.constantFrom('b', 'activation g(x, y = 2) = x^y', 'foo bar', 'leyer 2 tanh', 'network "x"'),
);

/** Lines that are each nearly right, in any order. */
export const statementSoup: fc.Arbitrary<string> = fc
  .array(statement, { maxLength: 16 })
  .map((lines) => lines.join('\n'));
