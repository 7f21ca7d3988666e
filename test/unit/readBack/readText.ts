// Numbers in monospaced text: hovers, the document of Compute Gradient, and what the command line prints.
import assert from 'node:assert/strict';
import type { Digits } from '../../../src/numbers/numberLayout';
import type { Approx, Grid } from './approx';
import { assertShows, readNumber, type Cell, type Seen } from './cell';
import type { Numbers } from './expression';
import { updated, type WorkedOut } from './oracle';
import { assertNumbers, type Reading } from './readFormula';
import { alongDirection } from './along';
import { Meaning } from './meaning';

const SIX: Digits = { kind: 'significant', count: 6 };
const ALL: Digits = { kind: 'significant', count: 17 };

/** A matrix in a text: `N₁ = ⎡…⎤`, its rows below each other. */
interface TextMatrix {
  readonly name: string;
  readonly rows: readonly (readonly (Cell | null)[])[];
}

/** Every matrix of these lines, also where several are beside each other. */
export function textMatrices(lines: readonly string[]): readonly TextMatrix[] {
  const found: TextMatrix[] = [];
  lines.forEach((line, top) => {
    // The brackets of a layer are part of a name.
    for (const { index: left } of line.matchAll(/⎡|(?<== )\[/g)) {
      const single = line[left] === '[';
      const right = line.indexOf(single ? ']' : '⎤', left);
      assert.ok(right > left, `a bracket is open: ${line}`);
      let bottom = top;
      while (!single && lines[bottom][left] !== '⎣') bottom++;
      const body = lines.slice(top, bottom + 1);
      const before = body[(body.length - 1) >> 1].slice(0, left);
      const name = /(?:^|[\]⎤⎥⎦]| {3,})\s*((?:[^\]⎤⎥⎦=]|\[\d+\])+?) = $/.exec(before)?.[1];
      assert.ok(name !== undefined, `a matrix without a name: ${before}`);
      found.push({ name, rows: body.map((row) => cells(row.slice(left + 1, right))) });
    }
  });
  return found;
}

function cells(row: string): (Cell | null)[] {
  return row
    .trim()
    .split(/\s+/)
    .map((text) => (/^[⋮⋯]$/.test(text) ? null : readNumber(text)));
}

/** The letters of a course in a text as those of the paper: `z[1]` is `N₁`. */
function inPaper(text: string): string {
  const letters: Readonly<Record<string, string>> = { z: 'N', a: 'Σ', 'g′': 'Σ′', δ: 'Δ' };
  return text
    .replace(/(z|a|g′|δ|[WbVv]|\(HV\)|\(Hv\))\[(\d+)\]/g, (_, letter: string, layer: string) => `${letters[letter] ?? letter}${layer}`)
    .replace(/(^|∇|∂[fL]\/∂)([xy])(?=$| )/g, (_, before: string, letter: string) => before + letter.toUpperCase());
} // prettier-ignore

/** What the name of a matrix in a text stands for. */
function named(name: string, all: WorkedOut): Grid {
  const plain = inPaper(name).replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  const direction = /^(?:(V|v)|\((HV|Hv)\))(\d+)$/.exec(plain);
  if (direction !== null) {
    const [, of, product, layer] = direction;
    return alongDirection(all)[(of ?? product) as 'V' | 'v' | 'HV' | 'Hv'][Number(layer) - 1]!;
  }
  const match = /^(?:(X|Y)|(N|Σ′|Σ|Δ|W|b)(\d+)|(?:∇(W|b|X)(\d*) [fL]\d*|∂[fL]\/∂(W|b|X)(\d*))|(W|b)(\d+) - η∇\8\9)$/.exec(plain);
  assert.ok(match !== null, `what is ${name}?`);
  const [, data, quantity, layer, by = match[6], at = match[7], , , stepped, step] = match;
  if (data !== undefined) return data === 'X' ? all.Sigma[0] : all.Y!;
  if (stepped !== undefined) return updated(all, stepped as 'W' | 'b', Number(step));
  if (by !== undefined) return by === 'X' ? all.gradX : (by === 'W' ? all.gradW : all.gradb)[Number(at) - 1]!;
  const i = Number(layer) - 1;
  switch (quantity) {
    case 'N':
      return all.N[i];
    case 'Σ':
      return all.Sigma[i + 1];
    case 'Σ′':
      return all.dSigma[i]!;
    case 'Δ':
      return all.Delta[i];
    default:
      return (quantity === 'W' ? all.W : all.b)[i]!;
  }
} // prettier-ignore

/** @returns how many matrices were read. */
export function readTextMatrices(lines: readonly string[], all: WorkedOut, seen: Seen): number {
  const reading: Reading = { meaning: new Meaning(all), order: 'ordinary', digits: SIX, seen };
  const matrices = textMatrices(lines);
  for (const { name, rows } of matrices) {
    // Dots are only in rows and columns that are left out; a row of them is one sign in each column.
    const numbers: Numbers = { kind: 'numbers', rows, bracketed: true, label: null, shape: null };
    assertNumbers(numbers, named(name, all), name, reading);
  }
  return matrices.length;
}

/** The document of Compute Gradient, which the command line prints too. */
export function readDocument(text: string, all: WorkedOut, seen: Seen): number {
  const value = /^(?:Loss L|Network function f|Sum of f over the columns|(?:Sum of o|O)utput \d+(?: over the columns)?) = (\S+)/m.exec(text);
  assert.ok(value !== null, 'the value is missing');
  assertShows(readNumber(value[1]), all.value, SIX, 'the value', seen);
  return readTextMatrices(text.split('\n').filter((line) => line.startsWith('    ')), all, seen);
} // prettier-ignore

/** A hover: its matrices, and the numbers of an entry. */
export function readHover(markdown: string, all: WorkedOut, seen: Seen): void {
  const parts = markdown.split('```');
  parts.forEach((part, i) => {
    if (i % 2 === 1)
      return part.startsWith('text\n') ? void readTextMatrices(part.split('\n').slice(1), all, seen) : undefined;
    for (const line of part.split('\n')) readHoverLine(line, all, seen);
  });
}

function readHoverLine(line: string, all: WorkedOut, seen: Seen): void {
  const entry = /^(∂[fL]\/∂)?([wbxy])(?:<sup>\[?(\d+)\]?<\/sup>)?<sub>(\d+)(?:,(\d+))?<\/sub> = (.+)$/.exec(line);
  if (entry !== null) {
    const [, derivative, letter, layer, first, second, shown] = entry;
    const matrix = entryMatrix(letter, Number(layer), derivative !== undefined, all);
    const two = second ?? (letter === 'w' || matrix[0].length > 1 ? first[1] : '1');
    const one = second === undefined && (letter === 'w' || matrix[0].length > 1) ? first[0] : first;
    const expected: Approx = matrix[Number(one) - 1][Number(two) - 1];
    const text = derivative === undefined ? shown : shown.replaceAll('**', '');
    assertShows(readNumber(text), expected, derivative === undefined ? ALL : SIX, line, seen);
    return;
  }
  const direction = /^\(\(?(H?[Vv])\)?(?:([₀-₉]+)|\[(\d+)\])\)<sub>(\d+?)(?:,?(\d+))?<\/sub> = (.+)$/.exec(line);
  if (direction !== null) {
    const [, letter, layer, course, row, column = '1', shown] = direction;
    const i = Number(course ?? [...layer].reduce((n, d) => 10 * n + d.charCodeAt(0) - 0x2080, 0)) - 1;
    const matrix = alongDirection(all)[letter as 'V' | 'v' | 'HV' | 'Hv'][i]!;
    const isProduct = letter.startsWith('H');
    const digits = isProduct ? SIX : ALL;
    return assertShows(readNumber(shown.replaceAll('**', '')), matrix[Number(row) - 1][Number(column) - 1], digits, line, seen); // prettier-ignore
  }
  const value = /^[Lf] = \*\*(.+)\*\*$/.exec(line);
  if (value !== null) assertShows(readNumber(value[1]), all.value, SIX, line, seen);
  const product = /^= δ(\S+) · [σa](\S+): entry (\d+) of [Δδ]\S+ times entry (\d+) of [Σa]\S+, (\S+) · (\S+)$/.exec(
    line,
  );
  if (product !== null) {
    const layer = product[1].startsWith('[')
      ? Number(product[1].slice(1, -1))
      : [...product[1]].map((digit) => digit.charCodeAt(0) - 0x2080).reduce((n, d) => 10 * n + d, 0);
    assertShows(readNumber(product[5]), all.Delta[layer - 1][Number(product[3]) - 1][0], SIX, line, seen);
    assertShows(readNumber(product[6]), all.Sigma[layer - 1][Number(product[4]) - 1][0], SIX, line, seen);
  }
  const numbers = line.match(/\*\*[^*]+\*\*|\bnorm (\S+), entries from (\S+) to (\S+)$/);
  if (numbers?.[1] !== undefined) for (const n of numbers.slice(1)) readNumber(n);
}

function entryMatrix(letter: string, layer: number, derivative: boolean, all: WorkedOut): Grid {
  switch (letter) {
    case 'w':
      return (derivative ? all.gradW : all.W)[layer - 1];
    case 'b':
      return (derivative ? all.gradb : all.b)[layer - 1]!;
    case 'x':
      return derivative ? all.gradX : all.Sigma[0];
    default:
      return all.Y!;
  }
}
