import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { csvRows } from '../../../../src/language/matrices/csvMatrix';
import { readMatrixFile } from '../../../../src/language/matrices/matrixFile';
import { say } from '../../../../src/message/message';

const csv = (text: string) => readMatrixFile('w.csv', new TextEncoder().encode(text));

function assertMatrix(content: ReturnType<typeof readMatrixFile>, rows: number, data: readonly number[]): void {
  assert.ok(content.kind === 'matrix', content.kind === 'problem' ? say(content.message) : '');
  assert.deepEqual([content.rows, content.cols, [...content.data]], [rows, data.length / rows, data]);
}

function assertProblem(content: ReturnType<typeof readMatrixFile>, says: RegExp): void {
  assert.ok(content.kind === 'problem');
  assert.equal(content.code, 'file-format');
  assert.match(say(content.message), says);
}

/** An `.npy` file; the entries are written by `write`, `size` bytes each. */
function npy(
  [major, descr, order, shape]: readonly [number, string, 'True' | 'False', string],
  size: number,
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => void,
) {
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const start = (major === 1 ? 10 : 12) + header.length;
  const bytes = new Uint8Array(start + values.length * size);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, major, 0]);
  if (major === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), start - header.length);
  values.forEach((value, i) => write(view, start + i * size, value));
  return readMatrixFile('w.npy', bytes);
}

describe('matrices from files', () => {
  it('text with any separator', () => {
    for (const text of ['1,-2,3\n4,5,6e1\n', '1;-2;3\r\n4;5;6e1', '1\t-2\t3\r4\t5\t6e1', ' 1  -2 3 \n\n4 +5 60.']) {
      assertMatrix(csv(text), 2, [1, -2, 3, 4, 5, 60]);
    }
    assertMatrix(csv('\ufeff1, 2,\n3, 4,'), 2, [1, 2, 3, 4]);
    assertMatrix(csv(Array.from({ length: 700 }, (_, i) => i).join('\n')), 700, [...Array(700).keys()]);
  });

  it('skips a header line and comments', () => {
    assertMatrix(csv('"x1",x2\n1,2'), 1, [1, 2]);
    assertMatrix(csv('# made by NumPy\n1 2'), 1, [1, 2]);
  });

  it('says where a text is wrong', () => {
    assertProblem(csv('1,2\n3,x'), /Line 2, column 3 of w\.csv has “x”/);
    assertProblem(csv('1,,2'), /missing in line 1, column 3/);
    assertProblem(csv('1,2\n\n3'), /line 3 .* length 1\b.* 2/);
    assertProblem(csv('1,1e999'), /line 1, column 3 .* too large/);
    assertProblem(csv('a,b\n'), /no numbers/);
    assertProblem(csv(''), /no numbers/);
  });

  it('reads the numbers that spreadsheets and typesetters write', () => {
    assertMatrix(csv('\ufeff0,45;-0,7\r\n0,05;1,5e3\r\n'), 2, [0.45, -0.7, 0.05, 1500]);
    assertMatrix(csv('0.45,\u22120.7\n\u20130.05,3'), 2, [0.45, -0.7, -0.05, 3]);
    assertMatrix(csv('"1,5";"2"\n3;4,25'), 2, [1.5, 2, 3, 4.25]);
    assertMatrix(csv('1,234.5;2,000\n1;2'), 2, [1234.5, 2000, 1, 2]);
    assertMatrix(csv('1.234,5;2,5'), 1, [1234.5, 2.5]);
    assertMatrix(csv('.5,-.25\n1.,+3E+02'), 2, [0.5, -0.25, 1, 300]);
    assertMatrix(csv('1/4;1d-3'), 1, [0.25, 0.001]);
    assertMatrix(csv('0,0\n0,1\n1,0\n1,1'), 4, [0, 0, 0, 1, 1, 0, 1, 1]);
    const utf16 = Uint8Array.from(Buffer.from('\ufeff0,5\t\u22122', 'utf16le'));
    assertMatrix(readMatrixFile('w.txt', utf16), 1, [0.5, -2]);
  });

  it('reads a cell of many digits, and cells in quotes with any separator', () => {
    assertMatrix(csv(`1,2,${'0'.repeat(9_998)}25`), 1, [1, 2, 25]);
    for (const separator of [',', ';', '\t', ' ']) {
      assertMatrix(csv(`"1"${separator}" 2 "\n3${separator}"-4.5"`), 2, [1, 2, 3, -4.5]);
    }
  });

  it('reads a line of any length as it reads a short one', () => {
    const count = 25_000;
    const wanted = Array.from({ length: count }, (_, i) => ((i * 7919) % 2001) / 8 - 125);
    const line = (separator: string) => wanted.join(separator);
    for (const separator of [',', ';', '\t', ' ', ', ', '  ']) {
      assertMatrix(csv(`${line(separator)}\n${line(separator)}`), 2, [...wanted, ...wanted]);
    }
    const names = Array.from({ length: count }, (_, i) => `w${i}`).join(',');
    assertMatrix(csv(`${names}\n${line(',')}`), 1, wanted);
    assertMatrix(csv(`,${names}\na,${line(',')}\nb,${line(',')}`), 2, [...wanted, ...wanted]);
    assertProblem(csv(`${names},x\n${line(',')}`), /length 25000, but the heading has length 25001/);
    assertProblem(csv(`index,${names}\n0,${line(',')}\n1,${line(',')}`), /first column of w\.csv, “index”/);
    assertProblem(csv(`${line(',')}\n1,2`), /line 2 .* length 2\b.* 25000/);
    assertProblem(csv(`${line(',')},x`), /“x” where a number/);
    assertProblem(csv(`${line(',')},1e999`), /too large/);
    const columns = [...Array(count).keys()].join(' ');
    assertProblem(csv(`${columns}\n${line(' ').replace(/(?<= |^)-?\d+(?= |$)/g, '$&.0')}`), /first row of w\.csv counts the columns/); // prettier-ignore
    assertMatrix(csv(columns), 1, [...Array(count).keys()]);
    assertProblem(csv(`${line(';')}\n${line(';').replaceAll('.', ',')}`), /decimal mark in w\.csv: it is a comma in “114,5” but not in “114\.5”/); // prettier-ignore
  });

  it('reads two columns of whole numbers, line by line, and refuses what may be decimal commas', () => {
    assertMatrix(
      csv('1,2\n'.repeat(5000)),
      5000,
      Array.from({ length: 10_000 }, (_, i) => 1 + (i % 2)),
    );
    assertMatrix(csv('1,2\n3,4\n5,6.5\n'), 3, [1, 2, 3, 4, 5, 6.5]);
    assertMatrix(csv('1,2\n3, 05\n'), 2, [1, 2, 3, 5]);
    assertProblem(csv(`${'1,2\n'.repeat(5000)}1,05\n`), /“1,05” in w\.csv is one number/);
    assertProblem(csv('1.5,2\n"0,5",3'), /comma in “0,5” but not in “1\.5”/);
    assertProblem(csv('1,2\n1.5,2\n"0,5",3'), /comma in “0,5” but not in “1\.5”/);
  });

  it('recognises headings and row labels by their names, and nothing else', () => {
    assertMatrix(csv('w₁;"w (kg)"\n1;2'), 1, [1, 2]);
    assertMatrix(csv(',w1,w2\n0,5,6\n1,7,8'), 2, [5, 6, 7, 8]);
    assertMatrix(csv('w1\tw2\nа\t5\t6\nб\t7\t8'), 2, [5, 6, 7, 8]);
    assertMatrix(csv('a,5,6\nb,7,8'), 2, [5, 6, 7, 8]);
    assertMatrix(csv('"1"\n2'), 2, [1, 2]);
    // As pandas writes a table without names.
    assertMatrix(csv(',0,1\n0,0.5,1.0\n1,2.5,3.5\n'), 2, [0.5, 1, 2.5, 3.5]);
    assertMatrix(csv(';0;1\na;0,5;1\nb;2,5;3'), 2, [0.5, 1, 2.5, 3]);
    assertProblem(csv(',0,1\n2,0.5,1.0'), /“2” where a row label/);
    assertProblem(csv(',0,2\n0,0.5,1.0'), /missing in line 1, column 1/);
    assertProblem(csv('0,1,2\n0.5,0.25,1.0\n2.5,3.5,-1.0'), /first row of w\.csv counts the columns/);
    assertMatrix(csv('0,1\n0.5,2\n0.5,1'), 3, [0, 1, 0.5, 2, 0.5, 1]);
    assertMatrix(csv('0.0,1.0\n0.5,0.25'), 2, [0, 1, 0.5, 0.25]);
    for (const first of ['nan,nan', 'inf,-inf', 'NA,NA', '15%,20%', '1+2i,3', 'True,False', '?,?', '1..5,2']) {
      assertProblem(csv(`${first}\n1,2`), /[Ll]ine 1, column 1 of w\.csv/);
    }
    assertProblem(csv('a,b,c\n1,2'), /length 2, but the heading has length 3/);
    assertProblem(csv('index,w\n0,5\n1,6'), /first column of w\.csv, “index”/);
    assertProblem(csv('x5,6'), /“x5” where a number/);
    assertProblem(csv('x5,6\n7,8'), /line 2, column 1 .* row label/i);
    assertProblem(csv('O.15\n0.25'), /“O\.15” where a number/);
  });

  it('refuses what may mean two things, and lost entries', () => {
    assertProblem(csv('1,000\t2,000'), /“1,000” in w\.csv means 1\.000 or 1000/);
    assertProblem(csv('0,15\n0,25'), /“0,15” in w\.csv is one number/);
    assertProblem(csv('0,5;1.5'), /decimal mark in w\.csv: it is a comma in “0,5” but not in “1\.5”/);
    assertProblem(csv('1.234.567,5\n2,3'), /line 1, column 1 .*“1\.234\.567”/i);
    assertProblem(csv('1;2.5\n3;4.5\n0,5;6'), /comma in “0,5” but not in “2\.5”/);
    assertProblem(csv('1\t\t2\n3\t\t4'), /missing in line 1, column 3/);
    assertProblem(csv('1\t2\n3\t'), /missing in line 2, column 3/);
    assertProblem(csv('1;"2'), /quote in line 1/);
  });

  it('says which number is too small for a double', () => {
    const lost = (text: string): string | null => {
      const content = csv(text);
      assert.ok(content.kind === 'matrix');
      return content.lost === undefined ? null : say(content.lost);
    };
    assert.match(lost('1,2\n-1e-400,3\n1e-500,4')!, /^Line 2 of w\.csv has -1e-400, .* taken as 0\.$/);
    assert.match(lost('"1e-320";2,5')!, /^Line 1 of w\.csv has 1e-320, .* taken as 9\.99989e-321\.$/);
    assert.equal(lost('0e-400,1e-300\n4.9406564584124654e-324,0'), null);
  });

  it('is reported at its path if it loses a number', async () => {
    const text = 'input X = [1 2]\nlayer relu\n  W = file("w.csv")\noutput 1\n';
    const { diagnostics } = await Analysis.of(text, { readFile: () => Promise.resolve(csv('1e-400,2')) });
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
      [['underflow', '"w.csv"']],
    );
  });

  it('reads row by row, with a pause now and then', () => {
    const bytes = new TextEncoder().encode('0.25 -1.5 3\n'.repeat(50_000));
    const shares: number[] = [];
    const steps = csvRows('w.csv', bytes);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        assert.deepEqual(step.value, readMatrixFile('w.csv', bytes));
        break;
      }
      shares.push(step.value);
    }
    assert.ok(shares.length >= 5 && shares.every((share, i) => share > (shares[i - 1] ?? 0) && share <= 1));
  });

  it('NumPy arrays of both orders and endians, versions 1 to 3', () => {
    const f8 = (v: DataView, at: number, x: number) => v.setFloat64(at, x, true);
    assertMatrix(npy([1, '<f8', 'False', '(2, 3)'], 8, [1, 2, 3, 4, 5, 6], f8), 2, [1, 2, 3, 4, 5, 6]);
    assertMatrix(npy([2, '<f8', 'True', '(2, 3)'], 8, [1, 4, 2, 5, 3, 6], f8), 2, [1, 2, 3, 4, 5, 6]);
    assertMatrix(
      npy([3, '>f4', 'False', '(2,)'], 4, [0.5, -2], (v, at, x) => v.setFloat32(at, x)),
      2,
      [0.5, -2],
    );
    const i8 = (little: boolean) => (v: DataView, at: number, x: number) => v.setBigInt64(at, BigInt(x), little);
    for (const [descr, little] of [
      ['<i8', true],
      ['>i8', false],
    ] as const) {
      assertMatrix(npy([1, descr, 'False', '(1, 2)'], 8, [-3, 2 ** 40 + 1], i8(little)), 1, [-3, 2 ** 40 + 1]);
    }
    assertMatrix(
      npy([1, '|u1', 'False', '()'], 1, [200], (v, at, x) => v.setUint8(at, x)),
      1,
      [200],
    );
  });

  it('NumPy, of every type of numbers, in either order of bytes', () => {
    type Write = (view: DataView, at: number, value: number, little: boolean) => void;
    const wide: Write = (v, at, x, little) => v.setBigInt64(at, BigInt(x), little);
    const types: readonly (readonly [string, number, readonly number[], Write])[] = [
      ['f4', 4, [0.5, -2.25, 1e30], (v, at, x, little) => v.setFloat32(at, Math.fround(x), little)],
      ['f8', 8, [0.1, -2.25, 1e300], (v, at, x, little) => v.setFloat64(at, x, little)],
      ['i1', 1, [1, -128, 127], (v, at, x) => v.setInt8(at, x)],
      ['u1', 1, [1, 128, 255], (v, at, x) => v.setUint8(at, x)],
      ['i2', 2, [1, -32_768, 32_767], (v, at, x, little) => v.setInt16(at, x, little)],
      ['u2', 2, [1, 32_768, 65_535], (v, at, x, little) => v.setUint16(at, x, little)],
      ['i4', 4, [1, -(2 ** 31), 2 ** 31 - 1], (v, at, x, little) => v.setInt32(at, x, little)],
      ['u4', 4, [1, 2 ** 31, 2 ** 32 - 1], (v, at, x, little) => v.setUint32(at, x, little)],
      ['i8', 8, [1, -(2 ** 53), 2 ** 53 - 1], wide],
      ['u8', 8, [1, 2 ** 32, 2 ** 53 - 1], wide],
    ];
    for (const [type, size, values, write] of types) {
      for (const order of ['<', '>']) {
        const little = order === '<';
        const file = npy([1, `${order}${type}`, 'False', '(1, 3)'], size, values, (v, at, x) =>
          write(v, at, x, little),
        );
        assertMatrix(file, 1, type === 'f4' ? values.map(Math.fround) : values);
      }
    }
  });

  it('says what is wrong with an array', () => {
    const f8 = (v: DataView, at: number, x: number) => v.setFloat64(at, x, true);
    assertProblem(npy([1, '<f8', 'False', '(2, 2)'], 8, [1, 2, 3], f8), /ends before all 2 × 2 numbers/);
    assertProblem(npy([1, '<f8', 'False', '(1, 1, 1)'], 8, [1], f8), /3 dimensions/);
    assertProblem(npy([1, '<c16', 'False', '(1,)'], 8, [1, 2], f8), /unsupported type/);
    assertProblem(npy([1, '<f8', 'True', '(2, 2)'], 8, [1, 2, NaN, 4], f8), /Row 1, column 2 .* finite/);
    assertProblem(readMatrixFile('w.npy', Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1)), /inside its header/);
  });

  it('an analysis reads each file once, also a transposed one', async () => {
    const asked: string[] = [];
    const readFile = (path: string) => {
      asked.push(path);
      return Promise.resolve(csv('1 2\n3 4'));
    };
    const text = 'input X = [1 2]\nlayer tanh\nW = file("w.csv")\'\nlayer tanh\nW = file("w.csv")\noutput 1';
    const { network } = await Analysis.of(text, { readFile });
    assert.deepEqual(asked, ['w.csv']);
    assert.deepEqual([...network!.layers[0].weights!.data], [1, 3, 2, 4]);
    assert.deepEqual([...network!.layers[1].weights!.data], [1, 2, 3, 4]);
  });
});
