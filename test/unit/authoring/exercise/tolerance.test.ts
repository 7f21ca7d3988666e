import '../../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { paperOf, sheetOf } from '../../../sheetsOf';
import { readAnswers, readSheet } from './sheetReader';
import { workedOut, type Grid, type TextbookNetwork, type Way } from './textbook';

const decimals = fc.integer({ min: -40, max: 40 }).map((n) => n / 20);
const fractions = fc
  .tuple(fc.integer({ min: -24, max: 24 }), fc.constantFrom(3, 6, 7, 9, 11, 13, 20))
  .map(([n, d]) => n / d);
const matrix = (rows: number, cols: number, entry: fc.Arbitrary<number>) =>
  fc.array(fc.array(entry, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows });

interface Made {
  readonly X: Grid;
  readonly Y: Grid;
  readonly W: readonly Grid[];
  readonly b: readonly Grid[];
  readonly names: readonly string[];
  readonly affine: readonly boolean[];
  readonly gives: boolean;
  readonly rate: number;
}

/** A random exercise on a network of one to three layers with such entries, about everything. */
const exercisesWith = (entry: fc.Arbitrary<number>): fc.Arbitrary<Made> =>
  fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
      columns: fc.integer({ min: 1, max: 2 }),
      names: fc.array(fc.constantFrom('tanh', 'sigmoid', 'identity', 'relu', 'softplus'), {
        minLength: 3,
        maxLength: 3,
      }),
      affine: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      gives: fc.boolean(),
      rate: entry.map(Math.abs),
    })
    .chain(({ sizes, columns, names, affine, gives, rate }) =>
      fc
        .tuple(
          matrix(sizes[0], columns, entry),
          matrix(sizes.at(-1)!, columns, entry),
          fc.tuple(...sizes.slice(1).map((size, i) => matrix(size, sizes[i], entry))),
          fc.tuple(...sizes.slice(1).map((size) => matrix(size, 1, entry))),
        )
        .map(([X, Y, W, b]) => ({ X, Y, W, b, names, affine, gives, rate })),
    );

const written = (A: Grid) => `[${A.map((row) => row.join(' ')).join('; ')}]`;

function textOf({ X, Y, W, b, names, affine, gives, rate }: Made): { text: string; asked: string[] } {
  const layers = W.map((weights, i) => [
    `layer ${names[i]}`,
    `W = ${written(weights)}`,
    ...(affine[i] ? [`b = ${written(b[i])}`] : []),
  ]);
  const asked = W.flatMap((_, i) => {
    const biases = affine[i] ? [`gradb${i + 1}`, `nextb${i + 1}`] : [];
    return [...['N', 'Sigma', 'dSigma', 'Delta', 'gradW', 'nextW'].map((name) => `${name}${i + 1}`), ...biases];
  });
  const given = gives ? ['N1', 'Sigma1'] : [];
  // f is Σ of the last layer: one of the two is asked.
  const output = `Sigma${W.length}`;
  const last = given.includes(output) ? [] : ['f'];
  const rest = [...asked.filter((name) => !given.includes(name) && name !== output), ...last, 'L', 'gradX'];
  const lines = [
    `batch = ${written(X)}`,
    `target = ${written(Y)}`,
    ...layers.flat(),
    'loss half_sse',
    `rate = ${rate}`,
  ];
  const exercise = ['exercise "All"', ...(gives ? [`give ${given.join(' ')}`] : []), `ask ${rest.join(' ')}`];
  return { text: [...lines, ...exercise, ''].join('\n'), asked: rest };
}

describe('answers and tolerances', () => {
  /** Solves the sheet in its printed numbers in several ways, and looks whether every answer is within its tolerance. */
  async function solve(
    made: Made,
    rounding: 'full' | 'printed',
    ways: (network: TextbookNetwork, given: Way['given']) => readonly (readonly [TextbookNetwork, Way])[],
  ): Promise<number> {
    const { text, asked } = textOf(made);
    const sheet = readSheet(await paperOf(text, 'markdown', 'sheet', { rounding }));
    const answers = readAnswers(await paperOf(text, 'markdown', 'key', { rounding }));
    assert.deepEqual(
      answers.map(({ name }) => name),
      asked,
    );
    const network: TextbookNetwork = {
      X: sheet.X,
      Y: sheet.Y,
      rate: sheet.eta[0][0],
      layers: made.W.map((_, i) => ({ W: sheet[`W${i + 1}`], b: made.affine[i] ? sheet[`b${i + 1}`] : null, activation: made.names[i] })), // prettier-ignore
    };
    // Beside a kink a rounded value can be on its other side: no tolerance is meant to hold for that.
    const kinked = workedOut(network, { digits: null, roundsProducts: false, given: {} });
    fc.pre(
      made.W.every((_, i) => made.names[i] !== 'relu' || kinked[`N${i + 1}`].flat().every((x) => Math.abs(x) > 0.01)),
    );
    let compared = 0;
    for (const [numbers, way] of ways(network, made.gives ? { N1: sheet.N1, Sigma1: sheet.Sigma1 } : {})) {
      const mine = workedOut(numbers, way);
      for (const { name, value, tolerance } of answers) {
        value.forEach((row, r) =>
          row.forEach((x, c) => {
            const off = Math.abs(mine[name][r][c] - x);
            assert.ok(
              off <= tolerance[r][c] * (1 + 1e-9),
              `${name}: ${mine[name][r][c]} ${x} ± ${tolerance[r][c]}\n${text}`,
            );
            compared++;
          }),
        );
      }
    }
    return compared;
  }

  const roundings = fc.constantFrom('full' as const, 'printed' as const);

  it('the loss is that of the printed output where every result is rounded, of the exact one otherwise', async () => {
    const lossOf = async (rounding: 'full' | 'printed') => {
      const text = 'batch = [0.37]\ntarget = [0.5]\nlayer sigmoid\nW = [0.123]\nloss half_sse\nexercise "A"\nask f L\n';
      const answers = readAnswers(await paperOf(text, 'markdown', 'key', { rounding }));
      return answers.map(({ value }) => value[0][0]);
    };
    // By Python: f = 0.51137554…, ½(f − ½)² = 0.0000647013…; of 0.5114 it is 0.00006498.
    assert.deepEqual(await lossOf('full'), [0.5114, 0.0000647]);
    assert.deepEqual(await lossOf('printed'), [0.5114, 0.00006498]);
  });

  it('are those of an independent solver from the sheet’s printed numbers, by both roundings and several ways', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(exercisesWith(decimals), roundings, async (made, rounding) => {
        compared += await solve(made, rounding, (network, given) => [
          [network, { digits: null, roundsProducts: false, given: {} }],
          [network, { digits: null, roundsProducts: false, given }],
          [network, { digits: 4, roundsProducts: false, given }],
          [network, { digits: 4, roundsProducts: true, given }],
          [network, { digits: 4, roundsProducts: true, given: {} }],
        ]);
      }),
      { numRuns: 60 },
    );
    assert.ok(compared > 1000);
  });

  it('hold for a sheet in fractions, and for those who start from its fractions as decimals', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(exercisesWith(fractions), roundings, async (made, rounding) => {
        const decimal = (A: Grid): Grid => A.map((row) => row.map((x) => Number(x.toPrecision(4))));
        compared += await solve(made, rounding, (network, given) => {
          // The sheet is exact: what is read off it is what the text says.
          const close = (A: Grid, B: Grid) => A.every((row, i) => row.every((x, j) => Math.abs(x - B[i][j]) < 1e-15));
          assert.ok(close(network.X, made.X) && network.layers.every(({ W }, i) => close(W, made.W[i])));
          const begun = {
            ...network,
            X: decimal(network.X),
            Y: decimal(network.Y),
            layers: network.layers.map((layer) => ({ ...layer, W: decimal(layer.W), b: layer.b && decimal(layer.b) })),
            rate: Number(network.rate.toPrecision(4)),
          };
          return [
            [network, { digits: null, roundsProducts: false, given }],
            [network, { digits: 4, roundsProducts: true, given }],
            [begun, { digits: null, roundsProducts: false, given: {} }],
            [begun, { digits: 4, roundsProducts: true, given: {} }],
          ];
        });
      }),
      { numRuns: 60 },
    );
    assert.ok(compared > 1000);
  });

  it('print the fractions of a text, and decimals where one of a matrix is no short fraction', async () => {
    const text = 'input X = [1/3 -2]\nlayer identity\nW = [1/7 0.123; 1/2 -5/6]\nb = [1/3 1/97]\nlayer identity\nW = [0.5 0.25]\noutput 1\nrate = 2/3\nexercise "A"\nask N1 nextW1\n'; // prettier-ignore
    const sheet = await paperOf(text, 'markdown', 'sheet');
    const fractions = [...sheet.matchAll(/-?\\tfrac\{\d+\}\{\d+\}/g)].map(([tex]) => tex);
    const frac = (n: string, d: string) => `${n.startsWith('-') ? '-' : ''}\\tfrac{${n.replace('-', '')}}{${d}}`;
    assert.deepEqual(fractions, [frac('1', '3'), frac('2', '3'), frac('1', '7'), frac('123', '1000'), frac('1', '2'), frac('-5', '6')]); // prettier-ignore
    const read = readSheet(sheet);
    assert.deepEqual(read.b1, [[0.3333], [0.01031]]);
    assert.deepEqual(read.W2, [[0.5, 0.25]]);
  });

  it('are tight: a unit of the fourth digit or a few, not a part of the number', () => {
    const text = `input X = [0.05 0.10]
target = [0.01 0.99]
layer sigmoid
W = [0.15 0.20; 0.25 0.30]
b = [0.35 0.35]
layer sigmoid
W = [0.40 0.45; 0.50 0.55]
b = [0.60 0.60]
loss half_sse
exercise "A"
ask N1 Sigma1 Delta2 gradW2 Delta1 gradW1
`;
    for (const { shown, tolerance, asked } of sheetOf(text).exercises[0].questions) {
      shown.data.forEach((x, i) =>
        assert.ok(tolerance[i] < 0.01 * Math.abs(x), `${asked.item.name.text}: ${x} ± ${tolerance[i]}`),
      );
    }
  });

  it('of the key “printed” come from printed numbers alone', () => {
    // By hand: N = 0.1234·3 = 0.3702; Σ = 0.3702² = 0.13704804 → 0.1370; Δ = (0.1370 − 1)·(2·0.3702) with ∇L = −0.8630
    // and Σ′ = 0.7404: −0.63896… → −0.6390; ∇W = −0.6390·3 = −1.917. In full: −0.86295196·0.7404·3 = −1.91678…
    const text =
      'input = 3\ntarget = 1\nlayer square\nW = 0.1234\nloss half_sse\nexercise "A"\nask Sigma1 Delta1 gradW1\n';
    const shown = (rounding: 'full' | 'printed') =>
      sheetOf(text, 0, rounding).exercises[0].questions.map((question) => question.shown.data[0]);
    assert.deepEqual(shown('printed'), [0.137, -0.639, -1.917]);
    assert.deepEqual(shown('full'), [0.137, -0.6389, -1.917]);
  });
});
