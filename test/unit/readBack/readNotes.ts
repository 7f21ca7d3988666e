// Numbers in the notes and the table of a page: σ′ at kinks, and the gradient against difference quotients.
import assert from 'node:assert/strict';
import type { Block, Inline } from '../../../src/page/page';
import type { Digits } from '../../../src/numbers/numberLayout';
import { assertShows, readCell, type Cell, type Seen } from './cell';
import type { WorkedOut } from './oracle';
import { texTree } from './texTree';

const ALL: Digits = { kind: 'significant', count: 17 };
const EIGHT: Digits = { kind: 'significant', count: 8 };

/** @returns how many numbers were read. */
export function readNote(block: Block, all: WorkedOut, seen: Seen): number {
  if (block.kind === 'table' && block.id === 'check.parts') {
    for (const row of block.rows) readComparison(row, all, seen);
    return block.rows.length;
  }
  const isOfKinks = /^forward\.\d+\.kinks$|^check\.kinkList$/.test(block.id);
  if (!isOfKinks || (block.kind !== 'note' && block.kind !== 'paragraph')) return 0;
  const kinks = block.content.flatMap((inline) => (inline.kind === 'math' ? inline.tex.split(';\\quad ') : []));
  assert.ok(kinks.length > 0, 'a kink without its place');
  for (const kink of kinks) readKink(kink, all, seen);
  return kinks.length;
}

/** `(N_1)_{2} = 0,\ {…}'(0) := 1`. */
function readKink(tex: string, { N, dSigma }: WorkedOut, seen: Seen): void {
  if (tex === '\\dots') return;
  const match = /^(?:\(N_\{?(\d+)\}?\)|z\^\{\[(\d+)\]\})_\{(\d+)(?:,(\d+))?\} = (.+?),\\ .*'\((.+?)\) := (.+)$/.exec(
    tex,
  );
  assert.ok(match !== null, `no kink: ${tex}`);
  const [, paper, course, neuron, column = '1', at, argument, slope] = match;
  const [i, r, c] = [Number(paper ?? course) - 1, Number(neuron) - 1, Number(column) - 1];
  assert.equal(argument, at, 'σ′ is taken at the kink');
  assertShows(number(at), N[i][r][c], ALL, tex, seen);
  assertShows(number(slope), dSigma[i]![r][c], ALL, tex, seen);
}

/** The worst entry of a gradient, its value by the formula and by a difference quotient, and how far they are apart. */
function readComparison(cells: readonly (readonly Inline[])[], all: WorkedOut, seen: Seen): void {
  const [of, entry, formula, quotient, error] = cells.map((cell) =>
    cell.length === 1 && cell[0].kind === 'math' ? cell[0].tex : null,
  );
  if (entry === null || entry === undefined) return;
  const quantity = /^\\nabla_\{([WbXx])(?:_\{?(\d+)\}?|\^\{\[(\d+)\]\})?\}$/.exec(of!);
  const place = /^(?:[wb]\^\{\[?(\d+)\]?\}|x)_\{(?:(\d+),(\d+)|(\d)(\d)|(\d+))\}$/.exec(entry);
  assert.ok(quantity !== null && place !== null, `no entry: ${of} ${entry}`);
  const by = quantity[1].replace('x', 'X');
  const layer = quantity[2] ?? quantity[3];
  assert.equal(place[1], layer, 'the layer of an entry');
  const gradient = by === 'X' ? all.gradX : (by === 'W' ? all.gradW : all.gradb)[Number(layer) - 1]!;
  const isVector = by === 'b' || (by === 'X' && gradient[0].length === 1);
  const digits = entry.slice(entry.lastIndexOf('{') + 1, -1);
  const [row, column] = isVector ? [digits, '1'] : [place[2] ?? place[4], place[3] ?? place[5]];
  const expected = gradient[Number(row) - 1][Number(column) - 1];
  const shown = number(formula!);
  assertShows(shown, expected, EIGHT, `${of} ${entry}`, seen);
  const [a, q, apart] = [value(shown), value(number(quotient!)), value(number(error!))];
  // Beside numbers that are near 0 the error is relative to a larger scale, so it can only be smaller.
  const most = Math.abs(a - q) / Math.max(Math.abs(a), Math.abs(q), Number.MIN_VALUE);
  assert.ok(apart <= most * 1.06 + 2e-7, `${a} and ${q} are ${most} apart, not ${apart}`);
}

function number(tex: string): Cell {
  return readCell(texTree(tex), 0);
}

function value(cell: Cell): number {
  return cell.kind === 'fraction' ? cell.n / cell.d : cell.value;
}
