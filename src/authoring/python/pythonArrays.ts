import { strToU8 } from 'fflate';
import { zipped } from '../zip';
import type { Matrix } from '../../network/matrix';

/** Numbers in one script beyond which they are kept in a file beside it: more is no reading matter. */
const MOST_IN_TEXT = 4000;

/** The matrices of a script: written into it, or beside it where there are many numbers. */
export class PythonArrays {
  private readonly beside: Record<string, Matrix> = {};
  private readonly inText: boolean;

  /**
   * @param numbers how many there will be in all
   * @param file the name of the file beside the script
   * @param wrap makes the library's array of a NumPy one
   */
  constructor(
    numbers: number,
    private readonly file: string,
    private readonly wrap: (array: string) => string,
  ) {
    this.inText = numbers <= MOST_IN_TEXT;
  }

  /** The matrix as a Python expression: an array of the library. */
  code(name: string, value: Matrix): string {
    return this.wrap(this.plain(name, value));
  }

  /** The matrix as a NumPy array. */
  plain(name: string, value: Matrix): string {
    if (this.inText) return `np.array(${rowsCode(value)})`;
    this.beside[name] = value;
    return `numbers[${JSON.stringify(name)}]`;
  }

  /** What the script needs before the first array: nothing, or the file. */
  get opening(): readonly string[] {
    return this.inText ? [] : [`numbers = np.load(${JSON.stringify(this.file)})`];
  }

  /** The file beside the script, an uncompressed `.npz`, the same to the byte each time; null if there is none. */
  get data(): Uint8Array | null {
    if (Object.keys(this.beside).length === 0) return null;
    const files = Object.entries(this.beside).map(([name, value]) => [`${name}.npy`, npy(value)] as const);
    return zipped(Object.fromEntries(files));
  }
}

/** `[[1.0, 2.0], [3.0, 4.0]]`, a row a line where there are several; every double to its last bit. */
function rowsCode({ rows, cols, data }: Matrix): string {
  const lines = Array.from({ length: rows }, (_, r) => {
    const entries = Array.from(data.subarray(r * cols, (r + 1) * cols), numberCode);
    return `[${entries.join(', ')}]`;
  });
  if (cols === 1) return `[${lines.join(', ')}]`;
  return rows === 1 ? `[${lines[0]}]` : `[\n    ${lines.join(',\n    ')},\n]`;
}

/** A double as Python reads it, with a point so that it is no integer. */
export function numberCode(x: number): string {
  if (Object.is(x, -0)) return '-0.0';
  const text = String(x);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** NumPy's own format, version 1.0: float64, rows one after another. */
function npy({ rows, cols, data }: Matrix): Uint8Array {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
  const length = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + 8 * data.length);
  bytes.set([0x93, ...strToU8('NUMPY'), 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  bytes.set(strToU8(header.padEnd(length - 11) + '\n'), 10);
  const view = new DataView(bytes.buffer, length);
  data.forEach((x, i) => view.setFloat64(8 * i, x, true));
  return bytes;
}
