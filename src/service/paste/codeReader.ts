import type { Steps } from '../../steps/steps';
import { entryOf, type Frame, framed } from './frame';
import { listRows } from './listRows';
import { readList } from './nestedList';
import {
  notANumber,
  type NumberTable,
  otherSize,
  type Reading,
  type Refusal,
  severalMatrices,
  shortened,
  unread,
} from './numberTable';
import type { Printout } from './printedLines';

/** What is around a bracket is short; longer is another text. */
const longestAround = 1000;

/** What a printer puts around a matrix: the prompt's answer, a parameter's or a tensor's title, a type. */
const headers: readonly RegExp[] = [
  /^Out\[\d+\]\s*(?:\/\/\w+\s*)?[:=]\s*/,
  /^Parameter containing:\s*/,
  // Java and C#.
  /^(?:(?:public|private|protected|static|final|readonly|const)\s+)*\w+(?:\[,*\])+\s+(?=\w+\s*=)/,
  /^(?:(?:static|const|constexpr|volatile|unsigned|signed|long|short)\s+)*(?:float|double|int|long|short|char|u?int\d+_t|half|REAL|Real)\s+(?=\w+\s*\[)/,
];
/** `W = new double[,]`, as in Java and C#, in front of the braces. */
const allocated = /^(\w[\w ]{0,50}= ?)new \w+(?:\[[\d, ]*\])+\s*(?=\{)/;
const tensorFlow = /^<tf\.(?:Tensor:|Variable '[^']*')\s*(?<options>(?:\w+=(?:\([\d, ]*\)|[\w.]+),?\s*)*)numpy=\s*/;
const dimensions = /^(\w+)((?:\s*\[\s*\w*\s*\])+)\s*=\s*$/;
const type = /(?:Float|Int|UInt|Rational|BigFloat)\w*(?:\{\w+\})?$/;
const python =
  /(?<![\w.])(?:(?:np|numpy|jnp|jax\.numpy|cp|torch|tf|sp|sympy|mp|mpmath|nn|torch\.nn)\.)?(?:array|asarray|matrix|tensor|Tensor|FloatTensor|DoubleTensor|Array|DeviceArray|constant|Variable|convert_to_tensor|Matrix|MutableDenseMatrix|ImmutableDenseMatrix|ImmutableMatrix|Parameter)\(\s*$/;

/**
 * Reads the code or printout of NumPy, PyTorch, JAX, TensorFlow, SymPy, JSON, MATLAB, Julia, C and Mathematica: one
 * bracket, with what these programs put around it. null if the text has no bracket.
 */
export function* readCode({ text, written }: Printout): Steps<Reading> {
  const scalar = zeroDimensional(text);
  if (scalar !== null) return scalar;
  const open = text.search(/[[{]/);
  if (open < 0 || isUnit(written, text, open)) return null;
  let start = text.trimStart();
  const said: string[] = [];
  let tail = '';
  for (const header of headers) start = start.replace(header, '');
  start = start.replace(allocated, '$1');
  const flow = tensorFlow.exec(start);
  if (flow !== null) {
    said.push(...shapes(flow.groups!.options));
    start = start.slice(flow[0].length);
    tail = '>';
  }
  const at = bracketStart(start);
  if (at === null) return null;
  if (Math.max(at, 0) > longestAround) return unread(start.slice(0, at));
  return yield* readFrom(start, at, said, tail);
}

/** Whether the first bracket holds the unit of a column, `x [m]`: it has no digits, and no bracket comes below. */
function isUnit(written: readonly string[], text: string, open: number): boolean {
  return (
    written.length > 1 &&
    /^\[[^\d[\]\r\n]*\]/.test(text.slice(open, open + 50)) &&
    !written.slice(1).some((line) => /[[\]{}]/.test(line))
  );
}

/** Where the bracket of the numbers begins: behind the dimensions of a C array. */
function bracketStart(text: string): number | null {
  const c = /^\w+(?:\s*\[\s*\w*\s*\])+\s*=\s*(?=[{[])/.exec(text);
  if (c !== null) return c[0].length;
  const open = text.search(/[[{]/);
  return open < 0 ? null : open;
}

function* readFrom(text: string, at: number, said: string[], tail: string): Steps<Reading> {
  let before = text.slice(0, at);
  const dims = dimensions.exec(before);
  if (dims !== null) {
    said.push(dims[2].replace(/\s/g, ''));
    before = `${dims[1]} =`;
  } else before = before.replace(type, '');
  let wrappers = 0;
  for (let call = python.exec(before); call !== null; call = python.exec(before)) {
    wrappers++;
    before = before.slice(0, call.index);
  }
  const list = yield* readList(text, at);
  if ('refusal' in list) return isShortened(text) ? shortened() : list;
  let behind = text.slice(list.end);
  for (let open = wrappers; open > 0; open--) {
    const options =
      /^(?:\s*,\s*\w+\s*=\s*(?:<[^<>]*>|'[^']*'|"[^"]*"|\([\d, ]*\)|[\w.]+(?:\([^()]*\))?))*\s*,?\s*\)/.exec(behind);
    if (options === null) return severalOr(behind);
    said.push(...shapes(options[0]));
    behind = behind.slice(options[0].length);
  }
  if (tail !== '') {
    if (!behind.trimStart().startsWith(tail)) return unread(behind);
    behind = behind.trimStart().slice(1);
  }
  if (behind.length > longestAround) return unread(behind);
  const table = yield* listRows(list, wrappers > 0);
  if ('refusal' in table) return table;
  const other = said.find((shape) => !fits(shape, table));
  if (other !== undefined) return otherSize(other, table);
  return yield* withFrame(table, { before, behind });
}

function* withFrame(table: NumberTable, { before, behind }: Frame): Steps<NumberTable | Refusal> {
  const plain = behind
    .replace(/^\s*\/\/\s*MatrixForm\s*$/, '')
    .replace(/^(?:\.(?:tolist|numpy|detach|cpu|copy|evalf)\(\))+/, '');
  if (/[[{]/.test(plain)) return severalMatrices();
  return yield* framed(table, { before, behind: plain }, 'sign');
}

function severalOr(rest: string): Refusal {
  return /[[{]/.test(rest) ? severalMatrices() : unread(rest === '' ? ')' : rest);
}

/** `shape=(2, 3)` and `size=(2, 3)` among options. */
function shapes(options: string): string[] {
  return [...options.matchAll(/\b(?:shape|size)=(\([\d, ]*\))/g)].map(([, shape]) => shape);
}

function fits(said: string, table: NumberTable): boolean {
  if (!/\d/.test(said)) return true;
  const sizes = [...said.matchAll(/[A-Za-z_]\w*|\d+/g)].map(([size]) => size);
  const counts = sizes.length === 1 ? [table.length * table[0].length] : [table.length, table[0].length];
  return sizes.length <= 2 && sizes.every((size, i) => !/^\d/.test(size) || Number(size) === counts[i]);
}

/** Dots that stand for what was left out, not for MATLAB's "goes on in the next line". */
function isShortened(text: string): boolean {
  return /…|⋯|\.\.\.[^\S\n]*[^\s.]|^[^\S\n]*\.\.\.[^\S\n]*,?[^\S\n]*$|\.\.\.,/m.test(text);
}

/** `array(5.)`, `tensor(0.5, grad_fn=<…>)`: a number alone. */
function zeroDimensional(text: string): Reading {
  const call =
    /^\s*(?:\w+\s*=\s*)?(?:(?:np|numpy|jnp|torch)\.)?(?:array|tensor|Array)\(\s*([^\s,()[\]{}]+)\s*((?:,\s*\w+\s*=\s*(?:<[^<>]*>|'[^']*'|[\w.]+))*)\s*\)\s*$/.exec(
      text,
    );
  if (call === null) return null;
  const entry = entryOf(call[1]);
  return entry === null ? notANumber(call[1]) : [[entry]];
}
