// Long literals are read by WebAssembly: every number, row and place is that of the text, whatever is between the numbers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readNumberMatrix, type NumberMatrix } from '../../../../../src/language/syntax/numberMatrix';
import { NumberLoop } from '../../../../../src/language/syntax/wasm/numberLoop';
import { finish } from '../../../../../src/steps/steps';

const read = (text: string, linesEndRows = true): NumberMatrix | null =>
  finish(readNumberMatrix(text, 0, linesEndRows));
const valuesOf = (matrix: NumberMatrix | null): number[] => {
  assert.equal(matrix?.entries.kind, 'numbers');
  return matrix.entries.kind === 'numbers' ? [...matrix.entries.values] : [];
};

/** Enough entries in front that the rest is read in runs. */
const ahead = Array.from({ length: 70 }, (_, i) => String(i));

/** Numbers as people and programs write them: of one digit to forty, with a point anywhere, an exponent, a sign. */
const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const spelling = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.oneof(digits(3), digits(20), fc.constant('0'), fc.constant('00')),
    part: fc.oneof(
      fc.constant(''),
      fc.constant('.'),
      digits(4).map((d) => `.${d}`),
      digits(22).map((d) => `.${d}`),
    ),
    onlyPart: fc.boolean(),
    exponent: fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('e', 'E', 'e+', 'e-', 'E-'), fc.nat({ max: 320 }))
          .map(([e, n]) => `${e}${n}`),
      },
    ),
  })
  .map(({ sign, whole, part, onlyPart, exponent }) => {
    return `${sign}${onlyPart && part.length > 1 ? '' : whole}${part}${exponent}`;
  })
  .filter((text) => Number.isFinite(Number(text)));

/** Doubles of all magnitudes, and the decimals in the middle of two doubles, where rounding is to even. */
const doubles = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ noNaN: true, min: -1, max: 1 }).map((x) => x.toFixed(4)),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((x) => x.toPrecision(17)),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 60n }).map((n) => String(n)),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n }).map((n) => `${n}.5`),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n }).map((n) => String(2n * n + 1n)),
);

describe('long literals of plain numbers', () => {
  it('are read by the bytes that their source compiles to', () => {
    const module = 'src/language/syntax/wasm/numberRunModule.ts';
    const made = execFileSync(process.execPath, ['scripts/wasm.mjs', module], { encoding: 'utf8' });
    assert.equal(readFileSync(module, 'utf8'), made);
  });

  it('are read by WebAssembly here', () => {
    assert.notEqual(NumberLoop.get(), null);
  });

  it('give each number correctly rounded', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(spelling, doubles), { minLength: 1, maxLength: 300 }), (written) => {
        const all = [...ahead, ...written];
        assert.deepEqual(valuesOf(read(`[${all.join(' ')}]`)), all.map(Number));
      }),
      { numRuns: 300 },
    );
  });

  // After some numbers of one shape the next ones are expected to have it too.
  it('give numbers of one shape, and those among them that only look like it', () => {
    const shaped = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.boolean()).chain(([whole, part, point]) => {
      const written = (sign: string, n: number): string => {
        const digits = String(n)
          .padStart(whole + part + 1, '0')
          .slice(-whole - part - 1);
        return `${sign}${digits.slice(0, whole)}${point ? '.' : ''}${digits.slice(whole)}`;
      };
      const one = fc.tuple(fc.constantFrom('', '', '-'), fc.nat()).map(([sign, n]) => written(sign, n));
      return fc.array(one, { minLength: 40, maxLength: 400 });
    });
    const gap = fc.oneof(
      { weight: 120, arbitrary: fc.constant(' ') },
      { weight: 1, arbitrary: fc.constantFrom('  ', ', ', ',', '\t', '\n', ' \n', '\r\n', ' +', ' # 1.5\n', ' 1e2 ', ' 7 ', ' -12.34 ') },
    ); // prettier-ignore
    const texts = fc.tuple(shaped, fc.array(gap, { minLength: 400, maxLength: 400 })).map(([numbers, gaps]) => {
      let text = ahead.join(' ');
      for (const [i, n] of numbers.entries()) {
        const between = gaps[i];
        text += `${between.endsWith('+') && n.startsWith('-') ? ' ' : between}${n}`;
      }
      return text;
    });
    fc.assert(
      fc.property(texts, (text) => {
        const expected = text.replace(/#.*/g, '').split(/[\s,]+/).map(Number); // prettier-ignore
        const matrix = read(`[${text}]`, false);
        assert.deepEqual(valuesOf(matrix), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused in the middle of numbers of one shape as elsewhere', () => {
    const many = new Array(200).fill('0.1234').join(' ');
    for (const wrong of ['0.12x4', '0,1234', '0.1.34', '0-1234', '0.12e4', '0./234', '0.1:34', '--0.123', '0.1234e']) {
      const expected = wrong === '0,1234' ? [0, 1234] : wrong === '0.12e4' ? [1200] : null;
      const matrix = read(`[${many} ${wrong} ${many}]`, false);
      if (expected === null) assert.equal(matrix, null, wrong);
      else assert.deepEqual(valuesOf(matrix), [...new Array<number>(200).fill(0.1234), ...expected, ...new Array<number>(200).fill(0.1234)]); // prettier-ignore
    }
  });

  it('give the rows, the entries and where each is, whatever is between them', () => {
    const gap = fc.constantFrom(' ', '  ', ', ', ',', '\t', ' , ', ' \u00a0', '\v');
    const rowEnd = fc.constantFrom(';', '; ', '\n', ' ;\n', '\r\n', '\r', '\n\n  ', ' # note 1 2\n', '\n\t');
    const row = fc.array(fc.tuple(fc.oneof(spelling, doubles), gap), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, rowEnd), { minLength: 1, maxLength: 20 }), fc.boolean(), (rows, nested) => {
        let text = '[';
        const lengths: number[] = [];
        const places: string[] = [];
        const starts: number[] = [];
        for (const [entries, end] of [[ahead.map((a) => [a, ' ']), '\n'] as const, ...rows]) {
          if (nested) text += '[';
          entries.forEach(([entry, between], i) => {
            starts.push(text.length);
            places.push(entry);
            text += entry + (i < entries.length - 1 ? between : '');
          });
          if (nested) text += ']';
          text += nested ? end.replace(';', ',') : end;
          lengths.push(entries.length);
        }
        text += ']';
        const matrix = read(text)!;
        assert.deepEqual(valuesOf(matrix), places.map(Number));
        assert.deepEqual([...matrix.rowLengths], lengths);
        assert.equal(matrix.end, text.length);
        if (matrix.entries.kind !== 'numbers') return;
        assert.deepEqual(
          [...matrix.entries.checkpoints],
          starts.filter((_, i) => i % 256 === 0),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('end nowhere in silence: what is no number is left to be told', () => {
    const many = ahead.join(' ');
    for (const wrong of [
      '1..2',
      '1.2.3',
      '1-2',
      '--1',
      '1 - 2',
      'x',
      '1e',
      '1e+',
      '1_000',
      '0x1F',
      '1,,2',
      '.',
      '+',
      '1;;x',
    ]) {
      assert.equal(read(`[${many} ${wrong} 3]`), null, wrong);
    }
  });

  it('read two texts in turns without mixing them up', () => {
    const texts = [1, 2].map((k) => Array.from({ length: 50_000 }, (_, i) => String(k * i)));
    const readers = texts.map((entries) => readNumberMatrix(`[${entries.join(' ')}]`, 0, true));
    const results: (NumberMatrix | null)[] = [null, null];
    while (results.includes(null)) {
      readers.forEach((reader, k) => {
        const { done, value } = reader.next();
        if (done) results[k] ??= value;
      });
    }
    texts.forEach((entries, k) => assert.deepEqual(valuesOf(results[k]), entries.map(Number)));
  });

  it('may have letters of other alphabets in their comments', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i} -0.5 # строка ${i}`);
    const matrix = read(`[${rows.join('\n')}\n]`);
    assert.deepEqual(
      valuesOf(matrix),
      rows.flatMap((_, i) => [i, -0.5]),
    );
    assert.equal(matrix!.comments.length, 3000);
  });
});
