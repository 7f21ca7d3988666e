import fc from 'fast-check';

const number = fc.constantFrom(
  '1',
  '-2',
  '1/3',
  '-2/7',
  '0.15',
  '-.5',
  'c',
  '-c',
  '(2/3)^2',
  'max(1/5, c)',
  '13/97',
  '5e-2',
);
const activation = fc.constantFrom(
  'identity',
  'relu',
  'leaky_relu(1/7)',
  'leaky_relu',
  'hard_tanh',
  'hard_sigmoid',
  'step',
  'abs',
  'square',
  'softsign',
  'cubic',
  'cubic(a = 2/5)',
  'pieces',
  'told',
);
const loss = fc.constantFrom(
  'half_sse',
  'sse mean',
  'mse',
  'l1',
  'huber',
  'huber(1/3)',
  '(y, t) = (y - t)^4/(1 + y^2)',
);

/** Networks all of whose numbers are fractions. */
export function fractionSpecs(): fc.Arbitrary<string> {
  const rows = (r: number, c: number) =>
    fc
      .array(fc.array(number, { minLength: c, maxLength: c }), { minLength: r, maxLength: r })
      .map((m) => `[${m.map((row) => row.join(', ')).join('; ')}]`);
  const layer = (n: number, next: number) =>
    fc
      .tuple(fc.array(activation, { minLength: next, maxLength: next }), rows(next, n), fc.option(rows(1, next)))
      .map(([a, W, b]) => `layer [${a.join(' ')}]\n  W = ${W}\n${b === null ? '' : `  b = ${b}\n`}`);
  return fc
    .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 3 }))
    .chain(([sizes, m]) =>
      fc.tuple(
        rows(sizes[0], m),
        rows(sizes[sizes.length - 1], m),
        fc.tuple(...sizes.slice(1).map((n, i) => layer(sizes[i], n))),
        fc.oneof(
          loss.map((l) => `loss ${l}`),
          fc.constant('output 1'),
        ),
      ),
    )
    .map(
      ([X, Y, layers, objective]) => `let c = -3/11
activation cubic(x, a = 1/3) = a*x^3 - x
activation pieces(x) = if x < 1/13 and not x < -5/3 then x/(2 + x^2) else relu(x) + sign(x) - floor(x)/3
activation told(x) = 2*x
derivative told(x) = 2 + 0*x
batch X = ${X}
target = ${Y}
${layers.join('')}${objective}
rate = 1/10`,
    );
}
