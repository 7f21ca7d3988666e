import { DecimalMark } from '../../language/matrices/decimalMark';
import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { entryOf, framed } from './frame';
import {
  notANumber,
  type NumberTable,
  type Reading,
  rectangular,
  type Refusal,
  severalMatrices,
  unread,
  withGrouped,
} from './numberTable';
import type { Printout } from './printedLines';
import { tableRefusal } from './tableRefusal';

const opening = /\\begin\s*\{((?:[pbvBV]?(?:Nice)?[mM]atrix|smallmatrix|array)\*?|tabular)\}/;

/** A longer cell is no number, and longer text around a matrix is another text. */
const longestCell = 200;
const longestAround = 2000;

/** So many cells are read in some milliseconds. */
const FORMULAS_AT_ONCE = 1000;

/** Spaces, sizes, styles, labels and the ends of formulas: nothing of this changes a value. */
const silent = [
  /\\(?:display|text|script)style(?![A-Za-z])/g,
  /\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*\.?/g,
  /\\(?:q?quad|hfill|centering|nonumber|notag|small|footnotesize)(?![A-Za-z])/g,
  /\\(?:phantom|hphantom|vphantom|label|tag|hspace|vspace)\*?\s*\{[^{}]*\}/g,
  /\\(?:begin|end)\s*\{(?:equation|align|aligned|gather|displaymath|math|split|multline|center|document)\*?\}/g,
  /\\[,;:!> ]/g,
  /\$\$?/g,
  /~/g,
];
const rules = /\\(?:hline|toprule|midrule|bottomrule|cline\s*\{[^{}]*\})/g;

/**
 * Reads a matrix of LaTeX: `pmatrix`, `bmatrix`, `array` …, with `\frac` and `\sqrt`, and with a sign, a factor or a
 * transposition around it. null if there is none.
 */
export function* readLatex({ text }: Printout): Steps<Reading> {
  const begin = opening.exec(text);
  if (begin === null) {
    const other = /\\begin\s*\{[^{}\s]{1,30}\}|\\(?:p|border)?matrix\s*\{/.exec(text);
    return other === null ? null : unread(other[0]);
  }
  const [whole, kind] = begin;
  const closing = `\\end{${kind}}`;
  const end = text.indexOf(closing, begin.index);
  if (end < 0) return { refusal: message('“{0}” is missing at the end.', closing) };
  // A comment that holds cells has lost them: an unescaped percent sign more likely than a remark.
  const comment = text.match(/(?<!\\)%.*(?:&|\\\\).*$/m);
  if (comment !== null) return unread(comment[0]);
  const before = withoutComments(text.slice(0, begin.index));
  const behind = withoutComments(text.slice(end + closing.length));
  if (opening.test(behind)) return severalMatrices();
  if (Math.max(before.length, behind.length) > longestAround) return unread(before + behind);
  if (/^v/i.test(kind)) return { refusal: message('“{0}” is a determinant or a norm, not a matrix.', kind) };
  const inside = withoutComments(text.slice(begin.index + whole.length, end)).replace(/^\s*\[[a-z]\]/, '');
  const table = yield* rowsOf(
    /^(?:array|tabular)|\*$/.test(kind) ? inside.replace(/^\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\[[a-z]\])/, '') : inside,
  );
  return 'refusal' in table ? table : yield* between(table, outside(before), outside(behind));
}

function withoutComments(text: string): string {
  return text.replace(/(?<!\\)%.*$/gm, '');
}

function* rowsOf(body: string): Steps<NumberTable | Refusal> {
  const mark = new DecimalMark();
  const portion = new Portion(FORMULAS_AT_ONCE);
  const rows: string[][] = [];
  let index = 0;
  const lines = body.split(/\\\\(?:\s*\[[^\]]*\])?|\\(?:cr|tabularnewline)(?![A-Za-z])/);
  for (const [r, whole] of lines.entries()) {
    const line = whole.replace(rules, '');
    if (line.trim() === '') {
      if (r < lines.length - 1) return { refusal: message('Row {0} is empty.', r + 1) };
      continue;
    }
    const row: string[] = [];
    for (const cell of line.split('&')) {
      if (portion.fills()) yield r / lines.length;
      const plain = cell.length > longestCell ? '' : plainFormula(cell);
      const entry = mark.entry(plain, index++) ?? entryOf(plain);
      if (entry === null) return notANumber(/\\[a-z]*dots/.test(cell) ? '…' : cell);
      row.push(entry);
    }
    rows.push(row);
  }
  const settled = mark.settle();
  if (settled.kind !== 'settled') return tableRefusal(settled);
  return rectangular(withGrouped(rows, settled.grouped));
}

/** A formula without TeX: `\frac{1}{2}` is `(1)/(2)`, `10^{-2}` is `10^(-2)`. What has no plain form stays as it is. */
function plainFormula(tex: string): string {
  let text = tex.replace(/(?<=\d)\\,(?=\d{3}(?!\d))/g, '\u2009');
  for (const pattern of silent) text = text.replace(pattern, ' ');
  text = text
    .replaceAll('{,}', ',')
    .replace(/\\(?:cdot|times)(?![A-Za-z])/g, '·')
    .replace(/\\(?:approx|coloneqq)(?![A-Za-z])/g, '=')
    .replace(
      /\\(?:mathbf|mathrm|mathsf|mathit|boldsymbol|bm|text|textbf|num|ensuremath)\s*(?:\{([^{}]*)\}|([A-Za-z]))/g,
      '$1$2',
    )
    .replace(/\\(?:top|intercal|transp)(?![A-Za-z])/g, 'T')
    .replace(/\\nabla(?![A-Za-z])\s*/g, '∇')
    .replace(/\\partial(?![A-Za-z])\s*/g, '∂')
    .replace(/\\(Delta|Sigma|Theta|delta|sigma|theta)(?![A-Za-z])\s*/g, '$1')
    .replace(/\\[dt]?frac\s*(\d)\s*(\d)/g, '($1)/($2)')
    .replace(/\\sqrt\s*(\d)/g, 'sqrt($1)');
  for (let round = 0; round < 5 && text.includes('{'); round++) {
    text = text
      .replace(/([\^_])\s*\{([^{}]*)\}/g, '$1($2)')
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, 'sqrt($1)')
      .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '($1)/($2)')
      .replace(/(?<![\^_}A-Za-z])\{([^{}]*)\}/g, '$1');
  }
  return text.trim().replace(/^([+\-−])\s+(?=[\d.])/u, '$1');
}

function outside(tex: string): string {
  return plainFormula(
    tex
      .replace(/\\[[\]()](?!\s*\\end)/g, ' ')
      .replace(/(?<!\\)&/g, ' ')
      .replace(/\\\\\s*$/, ''),
  );
}

/** Takes the delimiters away that stand right around the matrix, and reads the rest. */
function* between(table: NumberTable, before: string, behind: string): Steps<NumberTable | Refusal> {
  const left = /[([]?\s*$/.exec(before)![0].trim();
  const right = /^\s*[)\]]?/.exec(behind)![0].trim();
  if (left + right !== '' && left + right !== '()' && left + right !== '[]')
    return unread(left === '' ? behind : before);
  return yield* framed(table, {
    before: before.replace(/[([]?\s*$/, ''),
    behind: behind.replace(/^\s*[)\]]?/, ''),
  });
}
