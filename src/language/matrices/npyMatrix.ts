import type { FileContent } from '../meaning/checked';
import { maxWeights } from '../text/limits';
import { message, type Message } from '../../message/message';
import type { Steps } from '../../steps/steps';
import { entriesAtOnce } from '../syntax/numberMatrix';

/** Whether these are the bytes of NumPy's `.npy` format. */
export function isNpy(bytes: Uint8Array): boolean {
  return bytes[0] === 0x93 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
}

/**
 * The matrix in an `.npy` file, versions 1 to 3: f4, f8 and integers of either byte order, in C or Fortran order. One
 * dimension is a column. Never throws.
 */
export function* readNpy(path: string, bytes: Uint8Array): Steps<FileContent> {
  const fail = (text: Message, code: 'file-format' | 'too-large' = 'file-format'): FileContent => ({
    kind: 'problem',
    code,
    message: text,
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(path, bytes, view);
  if ('template' in header) return fail(header);
  const { start, little, fortran, rows, cols } = header;
  const { size, read } = header.entry;
  const count = rows * cols;
  if (count === 0) return fail(message('The array in {0} is empty.', path));
  if (count > maxWeights) {
    return fail(message('The file {0} has more than {1} numbers.', path, maxWeights), 'too-large');
  }
  if (bytes.length - start < count * size) {
    return fail(message('The file {0} is incomplete: it ends before all {1} × {2} numbers.', path, rows, cols));
  }
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = read(view, start + i * size, little);
    const row = fortran ? i % rows : Math.floor(i / cols);
    const col = fortran ? Math.floor(i / rows) : i % cols;
    if (!Number.isFinite(value)) {
      return fail(message('Row {0}, column {1} of the array in {2} is not a finite number.', row + 1, col + 1, path));
    }
    data[row * cols + col] = value;
    if (i % entriesAtOnce === entriesAtOnce - 1) yield i / count;
  }
  return { kind: 'matrix', rows, cols, data };
}

interface Header {
  /** Where the numbers start. */
  readonly start: number;
  readonly entry: EntryType;
  readonly little: boolean;
  readonly fortran: boolean;
  readonly rows: number;
  readonly cols: number;
}

/** What the header says, or what is wrong with it. */
function readHeader(path: string, bytes: Uint8Array, view: DataView): Header | Message {
  const incomplete = message('The file {0} is incomplete: it ends inside its header.', path);
  const [at, length]: [number, () => number] =
    bytes[6] === 1 ? [10, () => view.getUint16(8, true)] : [12, () => view.getUint32(8, true)];
  if (bytes.length < at) return incomplete;
  const start = at + length();
  if (start > bytes.length) return incomplete;
  const header = String.fromCharCode(...bytes.subarray(at, Math.min(start, at + 10_000)));
  const type = /'descr':\s*'([<>|=]?)([a-zA-Z]\d+)'/.exec(header);
  const entry = type && entryTypes[type[2]];
  if (!entry)
    return message('The numbers in {0} have an unsupported type. Supported types: f4, f8 and integers.', path);
  const shape = /'shape':\s*\(([\d, ]*)\)/.exec(header);
  const dimensions = shape?.[1].match(/\d+/g)?.map(Number) ?? [];
  if (shape === null || dimensions.length > 2) {
    return message('The file {0} contains an array with {1} dimensions, not a matrix.', path, dimensions.length);
  }
  const [rows = 1, cols = 1] = dimensions;
  const fortran = /'fortran_order':\s*True/.test(header);
  return { start, entry, little: type[1] !== '>', fortran, rows, cols };
}

interface EntryType {
  readonly size: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

/** Two halves, so that no BigInt is made for an entry; the one addition rounds once. */
const wide = (view: DataView, at: number, little: boolean, high: number): number =>
  high * 2 ** 32 + view.getUint32(little ? at : at + 4, little);

const entryTypes: Readonly<Record<string, EntryType | undefined>> = {
  f4: { size: 4, read: (v, at, little) => v.getFloat32(at, little) },
  f8: { size: 8, read: (v, at, little) => v.getFloat64(at, little) },
  i1: { size: 1, read: (v, at) => v.getInt8(at) },
  u1: { size: 1, read: (v, at) => v.getUint8(at) },
  i2: { size: 2, read: (v, at, little) => v.getInt16(at, little) },
  u2: { size: 2, read: (v, at, little) => v.getUint16(at, little) },
  i4: { size: 4, read: (v, at, little) => v.getInt32(at, little) },
  u4: { size: 4, read: (v, at, little) => v.getUint32(at, little) },
  i8: { size: 8, read: (v, at, little) => wide(v, at, little, v.getInt32(little ? at + 4 : at, little)) },
  u8: { size: 8, read: (v, at, little) => wide(v, at, little, v.getUint32(little ? at + 4 : at, little)) },
};
