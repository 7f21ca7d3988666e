// A number as it is shown: its value, and how far it can be from what it stands for.
import assert from 'node:assert/strict';
import type { Digits } from '../../../src/numbers/numberLayout';
import type { Approx } from './approx';
import { isMacro, type Node, type Nodes } from './texTree';

export type Cell =
  | { readonly kind: 'decimal'; readonly value: number; /** The power of ten of its last digit. */ readonly unit: number; readonly digits: string; readonly scientific: boolean }
  | { readonly kind: 'fraction'; readonly n: number; readonly d: number }
  | { readonly kind: 'special'; readonly value: number }; // prettier-ignore

/** A number of TeX, times 10^factor. */
export function readCell(nodes: Nodes, factor: number): Cell {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'char') text += node.char;
    else if (!isMacro(node, 'phantom')) text += written(node);
  }
  return readNumber(text.includes('×') ? text.replace(/×10\^\{?(-?\d+)\}?$/, 'e$1') : text, factor);
}

function written(node: Node): string {
  if (node.kind === 'char') return node.char;
  if (node.kind === 'group') return `{${node.body.map((n) => (n.kind === 'char' ? n.char : '?')).join('')}}`;
  if (isMacro(node, 'times')) return '×';
  if (isMacro(node, 'infty')) return '∞';
  if (isMacro(node, 'mathrm')) return 'NaN';
  if (isMacro(node, 'tfrac')) return node.args.map((arg) => `/${arg.map((n) => (n.kind === 'char' ? n.char : '?')).join('')}`).join(''); // prettier-ignore
  throw new Error(`no number: ${JSON.stringify(node)}`);
}

/** A number of text: `-1.25e-9`, `∞`, `/3/8`. */
export function readNumber(text: string, factor = 0): Cell {
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(text);
  if (decimal === null) return readSpecial(text);
  const [, sign, whole, decimals = '', power = '0'] = decimal;
  const exponent = Number(power) + factor;
  return {
    kind: 'decimal',
    value: Number(`${sign}${whole}.${decimals}e${exponent}`),
    unit: exponent - decimals.length,
    digits: (whole + decimals).replace(/^0+/, ''),
    scientific: decimal[4] !== undefined,
  };
}

function readSpecial(text: string): Cell {
  if (text === 'NaN') return { kind: 'special', value: NaN };
  const infinite = /^(-?)∞$/.exec(text);
  if (infinite !== null) return { kind: 'special', value: infinite[1] === '-' ? -Infinity : Infinity };
  const fraction = /^(-?)\/(\d+)\/(\d+)$/.exec(text);
  assert.ok(fraction !== null, `no number: ${text}`);
  return { kind: 'fraction', n: Number(fraction[1] + fraction[2]), d: Number(fraction[3]) };
}

/** Half a unit of this power of ten. */
function half(power: number): number {
  return Number(`5e${power - 1}`) * (1 + 1e-9);
}

/** What a cell that was shown with these digits stands for. */
export function meantBy(cell: Cell, digits: Digits): Approx {
  if (cell.kind === 'special') return { v: cell.value, e: 0 };
  if (cell.kind === 'fraction') return { v: cell.n / cell.d, e: 2 ** -52 * Math.abs(cell.n / cell.d) };
  const { value: v, unit } = cell;
  if (digits.kind === 'decimals')
    return { v, e: cell.digits === '' && unit === 0 && digits.count > 0 ? 0 : half(unit) };
  // Fewer digits than asked for say that these are all.
  if (cell.digits.length < digits.count) return { v, e: 2e-13 * Math.abs(v) };
  return { v, e: half(unit) };
}

/** What is wrong with how a number is written with these digits, whatever its value; null if nothing is. */
function wrongForm(cell: Cell, digits: Digits): string | null {
  if (cell.kind === 'special') return null;
  if (cell.kind === 'fraction') return digits.kind === 'fractions' ? null : 'a fraction';
  const { length } = cell.digits;
  if (digits.kind === 'decimals') {
    if (length === 0 && cell.unit === 0) return null;
    const right = cell.scientific ? length === digits.count + 1 : cell.unit + digits.count === 0;
    return right ? null : 'not the decimals asked for';
  }
  // Whole numbers are written out.
  const most = cell.scientific ? digits.count : cell.unit < 0 ? digits.count + 1 : Infinity;
  return length <= most ? null : 'too many digits';
}

/** Whether a cell can stand for this number; how sharply that was looked at is told to `seen`. */
export function assertShows(cell: Cell, expected: Approx, digits: Digits, where: string, seen: Seen): void {
  const wrong = wrongForm(cell, digits);
  if (wrong !== null) assert.fail(`${where}: ${wrong} in ${JSON.stringify(cell)} (${digits.kind} ${digits.count})`);
  if (!Number.isFinite(expected.v) || !Number.isFinite(expected.e)) {
    seen.vague++;
    return;
  }
  const { v, e } = meantBy(cell, digits);
  const allowed = e + expected.e + 4e-16 * Math.abs(expected.v);
  if (expected.e > 1e-6 * Math.abs(expected.v) && expected.e > 1e-300) seen.vague++;
  else seen.sharp++;
  if (Math.abs(v - expected.v) <= allowed) return;
  assert.fail(`${where}: ${v} is shown for ${expected.v} ± ${expected.e} (${digits.kind} ${digits.count})`);
}

/** How many numbers were compared, and how many of them only roughly. */
export interface Seen {
  sharp: number;
  vague: number;
}
