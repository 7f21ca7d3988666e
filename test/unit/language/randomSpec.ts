import fc from 'fast-check';

/** A valid spec, and the sizes n_0 … n_k that it means. */
export interface RandomSpec {
  readonly text: string;
  readonly sizes: readonly number[];
  readonly hasNumbers: boolean;
}

const entry = fc.constantFrom(
  '1',
  '-2',
  '0.5',
  '.25',
  '1e-3',
  '-1/3',
  'c',
  '-c',
  'sqrt(2)',
  '(1 + 2)*c',
  '-.5e1',
  'f(2)',
);
const plainEntry = fc.constantFrom('1', '-2', '0.5', '.25', '1e-3', '+7', '-0.125');
const activation = fc.constantFrom(
  'tanh',
  'sigmoid',
  'relu',
  'identity',
  'leaky_relu(0.2)',
  'f',
  'f(a = 2)',
  'elu(alpha = c)',
);

/** A matrix in one of the ways in which it can be written. */
function matrix(rows: number, cols: number): fc.Arbitrary<string> {
  const numbers = (r: number, c: number, of: fc.Arbitrary<string>) =>
    fc.array(fc.array(of, { minLength: c, maxLength: c }), { minLength: r, maxLength: r });
  const written = numbers(rows, cols, fc.oneof(plainEntry, entry));
  const turned = numbers(cols, rows, plainEntry);
  return fc.oneof(
    numbers(rows, cols, plainEntry).map((m) => `[${m.map((r) => r.join(' ')).join('; ')}]`),
    written.map((m) => `[${m.map((r) => r.join(', ')).join('\n   ')}]`),
    written.map((m) => `[${m.map((r) => `[${r.join(', ')}]`).join(', ')}]`),
    turned.map((m) => `[${m.map((r) => r.join(' ')).join('; ')}]'`),
    turned.map((m) => `[${m.map((r) => `[${r.join(' ')}]`).join(' ')}].T`),
  );
}

function vector(length: number): fc.Arbitrary<string> {
  return fc.oneof(
    matrix(1, length),
    matrix(length, 1).map((text) => text.replace(/\n/g, ';')),
  );
}

function made(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'zeros()',
    'ones()',
    'fill(0.1)',
    'glorot(seed = 7)',
    'he()',
    'uniform(-c, c)',
    'normal(0, 0.5, seed = 3)',
    "identity()'",
  );
}

function layer(index: number, inputs: number, size: number, isLast: boolean): fc.Arbitrary<string> {
  const list =
    size === 1
      ? fc.constant('[tanh]')
      : fc.constantFrom(
          `[tanh ${size - 1} relu]`,
          `[${size} sigmoid]`,
          `[${Array<string>(size).fill('f').join(', ')}]`,
        );
  const head = fc.oneof(
    activation.map((name) => ({ text: `layer ${size} ${name}`, states: true })),
    activation.map((name) => ({ text: `layer l${index}: ${name}`, states: false })),
    list.map((names) => ({ text: `layer ${names}`, states: true })),
    isLast && size > 1
      ? fc.constant({ text: `layer ${size} softmax`, states: true })
      : activation.map((name) => ({ text: `layer ${size} ${name}`, states: true })),
  );
  return head.chain(({ text, states }) => {
    const weights = fc.oneof(
      matrix(size, inputs),
      states ? made() : matrix(size, inputs),
      states ? fc.constant(null) : matrix(size, inputs),
    );
    const name = fc.constantFrom('W', `W${index}`, `W_${index}`);
    const bias = fc.oneof(
      vector(size).map((b) => `\n  b = ${b}`),
      made().map((b) => `\n  b = ${b.replace("'", '')}`),
      fc.constant(''),
    );
    return fc.tuple(weights, bias, name).map(([W, b, W_]) => `${text}${W === null ? '' : `\n  ${W_} = ${W}`}${b}`);
  });
}

function sample(index: number, inputs: number, outputs: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 3 }).chain((columns) =>
    fc.oneof(
      fc.tuple(vector(inputs), vector(outputs)).map(([x, y]) => `input X${index} = ${x}\ntarget = ${y}`),
      fc
        .tuple(matrix(inputs, columns), matrix(outputs, columns))
        .map(([x, y]) => `batch X${index} = ${x}\ntarget X${index} = ${y}`),
      matrix(inputs, columns).map(
        (x) => `batch X${index} = ${x}\ntarget = onehot([${Array<number>(columns).fill(outputs).join(' ')}])`,
      ),
    ),
  );
}

/** Valid specs: every way to write a matrix, a size and an activation. */
export const randomSpec: fc.Arbitrary<RandomSpec> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })
  .chain((sizes) => {
    const outputs = sizes[sizes.length - 1];
    const layers = fc.tuple(...sizes.slice(1).map((size, i) => layer(i + 1, sizes[i], size, i + 2 === sizes.length)));
    const samples = fc
      .integer({ min: 0, max: 3 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => sample(i, sizes[0], outputs))));
    const ending = fc.constantFrom(
      'loss half_sse',
      'loss mse sum',
      'loss (y, t) = c*(y - t)^2 mean',
      'loss huber(2)',
      'output 1',
      '',
    );
    return fc.tuple(layers, samples, ending, fc.boolean()).map(([l, s, end, inputsLast]) => {
      const data = s.length === 0 ? [`input ${sizes[0]}`] : s;
      const parts = inputsLast ? [...l, ...data] : [...data, ...l];
      const head = ['# a comment', 'network "random"', 'let c = sqrt(2)/2', 'activation f(x, a = c) = exp(-a*x^2)'];
      return {
        text: [...head, ...parts, end, 'rate = c*f(c)'].join('\n'),
        sizes,
        hasNumbers: l.every((text) => text.includes('W')),
      };
    });
  });

/** A text after a few random changes: cut, doubled, swapped or foreign pieces. */
export function mutated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    'layer', 'W =', 'b', 'b =', 'input', 'target', 'loss', 'output', '[', ']', '(', ')', ';', ',', '\n', "'", '=', '0', '-1', '2.5',
    '1e999', 'c', 'f', 'x', 'softmax', 'zeros()', 'onehot([1 2])', 'file("a")', '[1 2; 3]', '[[1,2],[3,4]]', 'tanh', 'let', 'ж',
    'activation', 'derivative relu(x) = 1', '#', '"', 'if', '50000000', '[0,1 0,2]',
  ); // prettier-ignore
  const change = fc.record({
    kind: fc.constantFrom('insert', 'delete', 'line', 'swap', 'repeat'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    piece,
  });
  return fc.tuple(text, fc.array(change, { minLength: 1, maxLength: 4 })).map(([start, changes]) =>
    changes.reduce((t, { kind, at, to, piece: added }) => {
      const i = Math.floor(at * t.length);
      const lines = t.split('\n');
      const a = Math.floor(at * lines.length) % lines.length;
      const b = Math.floor(to * lines.length) % lines.length;
      switch (kind) {
        case 'insert':
          return `${t.slice(0, i)} ${added} ${t.slice(i)}`;
        case 'delete':
          return t.slice(0, i) + t.slice(i + 1 + Math.floor(to * 8));
        case 'line':
          return lines.filter((_, n) => n !== a).join('\n');
        case 'swap':
          [lines[a], lines[b]] = [lines[b], lines[a]];
          return lines.join('\n');
        default:
          lines.splice(b, 0, lines[a]);
          return lines.join('\n');
      }
    }, start),
  );
}
