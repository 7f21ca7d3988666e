// What becomes of numbers: how they are written and read aloud, in every way; sums, products and powers of fractions, of
// numbers beyond doubles and of power series; plots; factors and digits of what students write.
import * as extended from '../../../src/functions/numbers/extendedNumber';
import * as jet from '../../../src/functions/numbers/jet';
import * as rational from '../../../src/functions/numbers/rational';
import * as special from '../../../src/functions/numbers/specialFunctions';
import { decodedText } from '../../../src/language/text/decodedText';
import { freeName } from '../../../src/language/text/textFixes';
import { latinLookAlike, nearestName } from '../../../src/language/text/names';
import { bitsExplained } from '../../../src/mistakes/evidence';
import { statesOf } from '../../../src/mistakes/entryStates';
import { multipleOf } from '../../../src/mistakes/multiple';
import { writtenDigits } from '../../../src/mistakes/writtenDigits';
import { matrix } from '../../../src/network/matrix';
import { fractionTex, isReadable } from '../../../src/notation/tex/fractionTex';
import type { Digits } from '../../../src/numbers/numberLayout';
import * as text from '../../../src/numbers/numberText';
import { isSteppable, steppedNumber } from '../../../src/numbers/steppedNumber';
import { linear, roundUp, scaleFor } from '../../../src/service/describe/plotScale';
import { writtenRows } from '../mistakes/exercises';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';
import { DOUBLES, tried } from './doubles';

const SIZES = [1, 1.5, 9.5, 9.995, 9.9995, 1 / 3, 2 / 3, 5.05, 1.2345678901234567, 7, 6.25];
const NUMBERS = [
  ...[
    0,
    -0,
    NaN,
    Infinity,
    -Infinity,
    5e-324,
    2.2250738585072014e-308,
    Number.MAX_VALUE,
    2 ** 53,
    2 ** 53 + 2,
    1e21,
    1e22,
  ],
  ...SIZES.flatMap((x) =>
    [-330, -300, -16, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 20, 21, 22, 100, 300].map(
      (e) => x * 10 ** e,
    ),
  ),
  ...[
    12,
    100,
    123456,
    1234567,
    99999.5,
    0.00012345,
    1e5 + 0.1,
    0.1 + 0.2,
    1 - 1e-16,
    1e15 + 0.3,
    -3.5,
    -1e-5,
    -123.456,
  ],
];
const DIGITS: readonly Digits[] = [
  ...[2, 3, 4, 6, 12, 15, 16, 17].map((count) => ({ kind: 'significant', count }) as const),
  ...[0, 1, 3, 6, 15].map((count) => ({ kind: 'decimals', count }) as const),
  { kind: 'fractions', count: 4 },
  { kind: 'significant', count: 4, unpadded: true },
];

/** A number in every way, and in a matrix with the two after it. */
function shown(n: number): Said {
  const x = NUMBERS[n];
  const row = [x, NUMBERS[(n + 1) % NUMBERS.length], NUMBERS[(n + 5) % NUMBERS.length], 0];
  return {
    alone: DIGITS.map((digits) => [
      text.numberTex(x, digits),
      text.wordsNumber(x, digits),
      text.spokenNumber(x, digits),
    ]),
    others: [
      text.exactTex(x),
      text.exactText(x),
      text.errorText(x),
      text.errorText(x, 'words'),
      text.axisText(x),
      text.neuronText(x),
      [2, 4, 9, 15, 17].map((count) => [text.numberText(x, count), text.axisText(x, count)]),
    ],
    together: DIGITS.map((digits) =>
      [1, 2].map((columns) => [text.numbersTex(row, digits, columns), text.spokenNumbers(row, digits, columns)]),
    ),
    moved: [String(x), x.toFixed(3), `${x.toExponential(2)}`, `-${x}`, `${x}0`, `${Math.round(x)}/3`].map((written) => [
      isSteppable(written),
      ...[1, -1, 10, -25].flatMap((steps) =>
        (['digit', 'tenth'] as const).map((size) => tried(() => steppedNumber(written, steps, size))),
      ),
    ]),
  };
}

/** Each with each other one. */
function operated(x: number): Said {
  const [u, asRational] = [extended.extended(x), rational.fromDecimal(String(x))];
  return {
    extended: [
      extended.exp(u),
      extended.ln(u),
      extended.sqrt(u),
      extended.cbrt(u),
      extended.toNumber(extended.scaled(u, 3)),
      DOUBLES.map((y) => {
        const v = extended.extended(y);
        return [
          extended.add(u, v),
          extended.subtract(u, v),
          extended.multiply(u, v),
          extended.divide(u, v),
          extended.compare(u, v),
          extended.power(u, v),
        ];
      }),
    ],
    jets: DOUBLES.map((y) => {
      const [a, b] = [jet.linearJet(x, 1, 3), jet.linearJet(y, x === 2 ? 0 : -2, 3)];
      return [
        jet.signBeside(a),
        jet.isConstant(b),
        jet.sumJet(a, b),
        jet.productJet(a, b),
        [true, false].map((beside) => [jet.quotientJet(a, b, beside), jet.compareJets(a, b, beside)]),
        [y, 0.5, 2, 3, -1, 0].map((p) => jet.powerJet(a, p)),
      ];
    }),
    rationals: asRational && [
      rational.floor(asRational),
      rational.digitsOf(asRational),
      rational.toDouble(asRational),
      isReadable(asRational),
      fractionTex(asRational),
      DOUBLES.map((y) => {
        const v = rational.fromDecimal(String(y));
        return (
          v && [
            rational.plus(asRational, v),
            rational.times(asRational, v),
            rational.over(asRational, v),
            rational.compare(asRational, v),
            rational.toDouble(rational.over(asRational, v) ?? rational.ZERO),
          ]
        );
      }),
    ],
    special: Object.values(special).map((f) => f(x)),
  };
}

/** What a student writes instead of these numbers: each times a factor. */
const RIGHT = matrix(2, 2, Float64Array.of(0.7312, -1.25, 0.04, 3));
const FACTORS = [
  ...Array.from({ length: 24 }, (_, i) => i - 4),
  0.5,
  -0.5,
  0.25,
  1 / 3,
  2 / 3,
  -1.5,
  0.75,
  0.1,
  7 / 8,
  19 / 20,
  20 / 19,
  21 / 20,
  Math.SQRT2,
  Math.PI,
  1e-3,
  12.5,
];

function multiplied(factor: number): Said {
  const rows = [0, 2].map((at) => [...RIGHT.data.subarray(at, at + 2)].map((x) => factor * x));
  return {
    seen: [2, 3, 4, 6, 7].flatMap((digits) =>
      (['significant', 'decimals'] as const).map((style) => {
        const written = writtenRows(rows, digits, style);
        const bits = (right: typeof RIGHT | null, spread?: () => number) =>
          bitsExplained(written, written.values, right, (_, unit) => unit / 2, spread);
        return [
          writtenDigits(written),
          multipleOf(written, RIGHT),
          statesOf(written, RIGHT),
          bits(RIGHT),
          bits(null),
          bits(RIGHT, () => 0.01),
        ];
      }),
    ),
  };
}

const bytes = (...all: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(all.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one)] : one)));
/** Texts in several encodings, whole, cut off and broken. */
const ENCODED: readonly Uint8Array[] = [
  ...[0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff].map((c) =>
    bytes('a', String.fromCodePoint(c), 'b'),
  ),
  ...[0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff].flatMap((lead) =>
    [[], [0x80], [0xa0, 0x80], [0x9f, 0xbf], [0x90, 0x80, 0x80], [0x8f, 0xbf, 0xbf]].map((rest) =>
      bytes('x = ', [lead, ...rest], ' 1\n'),
    ),
  ),
  ...(['utf16le', 'latin1'] as const).map((encoding) =>
    Uint8Array.from(Buffer.from('\ufeffinput é = 1\r\n', encoding)),
  ),
  bytes([0xef, 0xbb, 0xbf], 'input 1'),
  bytes([0xfe, 0xff, 0, 0x61, 0, 0x62]),
  bytes([0xff, 0xfe, 0x61, 0, 0x62]),
  bytes([0xff, 0xfe, 0, 0xd8]),
  bytes([]),
  bytes([0, 0x61, 0, 0x62]),
  bytes([0x61, 0, 0x62, 0]),
];

const WORDS = [
  'tanh',
  'tahn',
  'tan',
  'sigmiod',
  'Sigmoid',
  'relu6',
  'reul',
  'RELU',
  'lealy_relu',
  'identiy',
  'id',
  'x',
  'гelu',
  'tаnh',
  'Тanh',
  'softmax_',
  'half_see',
  'mes',
  'glorrot',
  'zeroes',
  'one',
  '',
  'a',
  'ab',
  'selu',
  'elu',
  'swish',
  'hard_tan',
];
const KNOWN = [
  'tanh',
  'sigmoid',
  'relu',
  'leaky_relu',
  'identity',
  'softmax',
  'half_sse',
  'sse',
  'mse',
  'glorot',
  'zeros',
  'ones',
  'elu',
  'gelu',
  'hard_tanh',
  'x',
  'W1',
];

describe('What becomes of numbers is as accepted', () => {
  it('how they are written and said', () =>
    assertSaidAsAccepted('numbers', numbered(0, NUMBERS.length - 1, (n) => n), shown));
  it('operations', () => assertSaidAsAccepted('operations', new Map(DOUBLES.map((x) => [String(x), x])), operated));
  it('factors', () => assertSaidAsAccepted('factors', new Map(FACTORS.map((x) => [String(x), x])), multiplied));
  it('encodings', () =>
    assertSaidAsAccepted('encodings', numbered(1, ENCODED.length, (n) => ENCODED[n - 1]), (one) => ({ text: tried(() => decodedText(one)) })));
  it('scales of plots', () =>
    assertSaidAsAccepted('scales', numbered(0, NUMBERS.length - 3, (n) => [1, ...NUMBERS.slice(n, n + 3).filter(Number.isFinite)]), (some) => {
      const scales = [scaleFor(some), scaleFor(some.map(Math.abs)), linear(Math.min(...some), Math.max(...some))];
      return { scales: scales.map((scale) => [scale.logarithmic, scale.ticks, some.map((x) => scale.place(x))]), up: some.map((x) => roundUp(x)) };
    }));
  it('names', () =>
    assertSaidAsAccepted('nearNames', numbered(1, WORDS.length, (n) => WORDS[n - 1]), (word) => ({
      near: [nearestName(word, KNOWN), nearestName(word, WORDS), latinLookAlike(word), freeName(word, (name) => KNOWN.includes(name) || name.endsWith('2'))],
    })));
}); // prettier-ignore
