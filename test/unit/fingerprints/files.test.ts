// What is read from mutated files: tables of numbers, files of NumPy, Stanford NNet files.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { inEnglish, say } from '../../../src/message/message';
import { readMatrixFile } from '../../../src/language/matrices/matrixFile';
import { readMatrix } from '../../../src/service/paste/readMatrix';
import { finish } from '../../../src/steps/steps';
import { hoverAt } from '../../../src/service/hover/hover';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import { outline } from '../../../src/service/navigate/outline';
import { foreignNotes } from '../../../src/service/stanford/stanfordNotes';
import { written, writtenNetworks } from '../stanford/writtenNetwork';
import { mutantOf } from '../campaign/mutants';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const tables: readonly string[] = [
  '1,-2,3\n4,5,6e1\n',
  '1;-2;3\r\n4;5;6e1',
  '1\t-2\t3\r4\t5\t6e1',
  ' 1  -2 3 \n\n4 +5 60.',
  '"x1",x2\n1,2\n3.5,-4',
  '# made by NumPy\n1 2\n3 4\n',
  '0,15;-0,2\n0,25;0,3\n',
  '1,5\n2,25\n-3,125\n',
  ';x;y\na;1;2\nb;3;4\n',
  '1.000,5;2\n3;4\n',
  '1,"2",3\n"4","5",6\n',
];
const pieces: readonly string[] = [
  ',', ';', '\t', ' ', '\n', '\r\n', '\r', '"', "'", '#', '%', '1', '-2', '0.5', ',5', '1e999', '1e-400', 'nan', 'inf', 'x', '1/2', '1,000', '1.000,5', '…', '...', '\ufeff', '−1', '+', '-', '.',
  '""', '"1,5"', 'NA', '50%', '2j', 'true', '$', '1 000', '0x1', '//', '\n\n', ', ,', ';;', '|', '[', ']',
]; // prettier-ignore

const CELLS: readonly (readonly string[])[] = [
  ['1', '-2', '3.5'],
  ['0,15', '-0,2', '3,5'],
  ['"1"', '"2,5"', '"3"'],
  ['1.000,5', '2', '3,0'],
  ['1,000.5', '2', '3.0'],
  ['1', '', 'NA'],
  ['.5', '2.', '+1e-3'],
  ['1/2', '50%', '−1'],
];
const HEADINGS = ['', 'a', 'x1|x2', 'x1|x2|x3', '|x1|x2|x3', '"x|1"|x2|x3', '1|2|3', '# x1|x2|x3', 'a|b|c|d|e'];
const LABELS = ['', 'r', '"r"', '1:', '# '];
/** Tables of every kind of cells with every kind of heading and labels, separated in every way, one row now and then shorter. */
const gridTables: readonly string[] = [',', ';', '\t', ' ', ', ', ' ; '].flatMap((separator, i) =>
  HEADINGS.flatMap((heading, j) =>
    LABELS.flatMap((label, k) =>
      CELLS.filter((_, l) => (i + j + k + l) % 2 === 0).map((cells, l) => {
        const rows = [cells, [...cells].reverse(), (i + j + k + l) % 5 === 0 ? cells.slice(1) : cells];
        const lines = rows.map((row, r) => (label === '' ? row : [`${label}${label === '1:' ? '' : r}`, ...row]).join(separator));
        const all = heading === '' ? lines : [heading.replaceAll('|', separator), ...lines];
        return all.slice(0, k + l === 3 ? 2 : undefined).join(l % 3 === 2 ? '\r\n' : '\n') + (l % 2 === 0 ? '\n' : separator.trim());
      }),
    ),
  ),
); // prettier-ignore

/** The header of a file of NumPy, and some bytes behind it. */
const headers: readonly string[] = [
  "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
  "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }",
  "{'descr': '>i2', 'fortran_order': False, 'shape': (4,), }",
  "{'descr': '|b1', 'fortran_order': False, 'shape': (), }",
];
const headerPieces: readonly string[] = [
  "'", '"', '(', ')', ',', ':', '{', '}', ' ', '\n', '1', '0', '2', '-1', 'True', 'False', '<f2', '<u8', '>f8', '|S1', '<c16', "'shape'", '99999999999', 'L', 'x', '#',
]; // prettier-ignore

function npy(header: string, number: number): Uint8Array {
  const major = 1 + (number % 3);
  const start = (major === 1 ? 10 : 12) + header.length;
  const bytes = new Uint8Array(start + 48 + (number % 5 === 0 ? 3 : 0));
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, number % 17 === 0 ? 0x58 : 0x59, major, 0]);
  const view = new DataView(bytes.buffer);
  if (major === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header).subarray(0, header.length), start - header.length);
  for (let i = start; i < bytes.length; i++) bytes[i] = (i * 37 + number) % 64;
  return bytes;
}

const STANFORD = 'test/unit/stanford/fixtures';
const stanford = readdirSync(STANFORD)
  .sort()
  .map((name) => readFileSync(`${STANFORD}/${name}`, 'utf8'))
  .filter((text) => text.length < 1500);
const stanfordPieces: readonly string[] = [
  ',', ', ', '\n', ',\n', '\r\n', ' ', '//', '// c\n', '1', '2', '0', '-1', '0.5', '1e3', '1e999', 'nan', 'inf', '-inf', 'x', '…', '-', '{', '}', '1,2,1,2,\n', '0,\n', '5', '100000', '1,1,', '1.5',
]; // prettier-ignore

async function foreign(text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const { checked, diagnostics } = analysis;
  const trace = await analysis.trace();
  const places = [...text.matchAll(/[^,\s]+/g)].filter((_, i) => i % 3 === 0).map(({ index }) => index);
  return {
    problems: diagnostics.map(({ code, message, range, related, fixes }) => [
      code,
      say(message),
      range,
      related,
      fixes,
    ]),
    hovers: places.map((offset) => hoverAt(analysis, offset, inEnglish)),
    navigation: [outline(checked), shapeHints(analysis, { start: 0, end: text.length })],
    notes: foreignNotes(analysis),
    values: trace && [trace.forward.sample.X, trace.forward.output],
  };
}

describe('What is read from mutated files is as accepted', () => {
  it('tables', () =>
    assertSaidAsAccepted('tables', numbered(1, 2000, (n) => mutantOf(tables, pieces, n)), (text) => ({
      csv: readMatrixFile('a.csv', new TextEncoder().encode(text)),
    })));
  it('tables of every kind, from a file and pasted', () =>
    assertSaidAsAccepted('gridTables', numbered(1, gridTables.length, (n) => gridTables[n - 1]), (text) => ({
      csv: readMatrixFile('a.csv', new TextEncoder().encode(text)),
      pasted: finish(readMatrix(text)),
    })));
  it('files of NumPy', () =>
    assertSaidAsAccepted('npy', numbered(1, 400, (n) => npy(mutantOf(headers, headerPieces, n), n)), (bytes) => ({
      npy: readMatrixFile('a.npy', bytes),
    })));
  for (const from of [1, 101, 201, 301])
    it(`Stanford NNet files, ${from} to ${from + 99}`, () =>
      assertSaidAsAccepted('stanford', numbered(from, from + 99, (n) => mutantOf(stanford, stanfordPieces, n)), foreign));
  it('Stanford NNet files in every layout', () => {
    const some = fc.sample(writtenNetworks(), { seed: 1130, numRuns: 120 }).map(written);
    return assertSaidAsAccepted('layouts', numbered(1, 120, (n) => some[n - 1]), foreign);
  });
}); // prettier-ignore
