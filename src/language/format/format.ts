import type { TextEdit } from '../text/diagnostic';
import { formatMatrix } from './formatMatrix';
import { gapBetween, statementsInLine } from './lineUp';
import { afterLineBreak, lineEnd } from '../text/characters';
import { Scanner } from '../syntax/scanner';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, MatrixNode, Spec, Statement } from '../syntax/tree';
import { Portion } from '../../steps/portion';
import { finish, type Steps } from '../../steps/steps';

/** W and b are indented below their layer, and the parts of an exercise below it. */
const INDENT = 2;

/** How many UTF-16 units of statements are formatted in one step, and what one costs whatever its length. */
const UNITS_AT_ONCE = 65_536;
const STATEMENT = 256;
const LINE = 16;

/**
 * The edits that format a text, or what of it lies in `within`: blanks alone change. Statements with a problem in their
 * form are left as they are.
 */
export function format(spec: Spec, within?: TextRange): TextEdit[] {
  return finish(formatSteps(spec, within));
}

/** `format` in steps that can be abandoned. */
export function* formatSteps(spec: Spec, within: TextRange = { start: 0, end: spec.text.length }): Steps<TextEdit[]> {
  const { text, statements } = spec;
  if (spec.language === 'other') return [];
  const portion = new Portion(UNITS_AT_ONCE);
  const edits: TextEdit[] = [];
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const linedUp = yield* statementsInLine(text, statements);
  const indentOf = indents();
  let end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const touches = (range: TextRange): boolean => range.start <= within.end && range.end >= within.start;
  for (const [i, statement] of statements.entries()) {
    if (portion.fills(STATEMENT)) yield i / statements.length;
    const indent = indentOf(statement);
    const between = { start: end, end: statement.range.start };
    end = Math.max(end, statement.range.end);
    if (between.end < between.start) continue;
    if (touches(between)) {
      const about = { indent, keepLast: statement.broken, first: i === 0, eol };
      const newText = yield* betweenStatements(text, between, about, portion);
      push(edits, text, between, newText);
    }
    if (!statement.broken && touches(statement.range)) {
      for (const edit of yield* formatStatement(text, statement, {
        indent,
        linedUp: linedUp.has(statement),
        portion,
      })) {
        edits.push(edit);
      }
    }
  }
  const tail = { start: end, end: text.length };
  if (tail.end >= tail.start && touches(tail)) {
    const about = { indent: null, keepLast: false, first: statements.length === 0, eol };
    const newText = yield* betweenStatements(text, tail, about, portion);
    push(edits, text, tail, newText);
  }
  return edits;
}

/** How far each of the statements is indented, asked for in their order. */
function indents(): (statement: Statement) => number {
  let layerAbove = false;
  let exerciseAbove = false;
  return ({ kind }) => {
    layerAbove ||= kind === 'layer';
    exerciseAbove ||= kind === 'exercise';
    const inLayer = layerAbove && (kind === 'weights' || kind === 'bias');
    const inExercise = exerciseAbove && /^(?:give|ask|note)$/.test(kind);
    return inLayer || inExercise ? INDENT : 0;
  };
}

function push(edits: TextEdit[], text: string, range: TextRange, newText: string): void {
  if (text.slice(range.start, range.end) !== newText) edits.push({ range, newText });
}

interface Between {
  /** The indentation of the statement that follows; null at the end of the text. */
  readonly indent: number | null;
  /** Whether the following statement's own indentation stays. */
  readonly keepLast: boolean;
  readonly first: boolean;
  readonly eol: string;
}

/** Comments and blank lines between two statements: no trailing blanks, never two blank lines, one line break at the end. */
function* betweenStatements(text: string, range: TextRange, about: Between, portion: Portion): Steps<string> {
  const { indent, keepLast, first, eol } = about;
  const { lines, ends } = yield* linesOf(text.slice(range.start, range.end), portion);
  // Two statements on one line are an error that the author mends.
  if (lines.length === 1 && indent !== null && !first) return lines[0];
  const full = yield* fullLines(lines, ends, about, portion);
  const made = (first ? '' : lines[0].trimEnd() + (ends[0] ?? '')) + full;
  if (indent === null) {
    if (made === '' && first) return '';
    return /[\r\n]$/.test(made) ? made : made + eol;
  }
  const last = lines[lines.length - 1];
  // A separator in front of the statement is the author's, and so is where it is.
  return made + (keepLast || last.trim() !== '' ? last : ' '.repeat(indent));
}

/** The lines of a text, and their ends; the last line has none. */
function* linesOf(
  text: string,
  portion: Portion,
): Steps<{ readonly lines: readonly string[]; readonly ends: readonly string[] }> {
  const lines: string[] = [];
  const ends: string[] = [];
  for (let at = 0; ;) {
    const over = lineEnd(text, at);
    lines.push(text.slice(at, over));
    if (over >= text.length) return { lines, ends };
    const next = afterLineBreak(text, over);
    ends.push(text.slice(over, next));
    if (portion.fills(next - at + LINE)) yield at / text.length;
    at = next;
  }
}

/** The lines of their own between two statements, or at the end of the text. */
function* fullLines(
  lines: readonly string[],
  ends: readonly string[],
  { indent, first }: Between,
  portion: Portion,
): Steps<string> {
  const atEnd = indent === null;
  const full = atEnd ? lines : lines.slice(0, -1);
  const written = atEnd ? lastWritten(full) : full.length;
  let made = '';
  let blank = first;
  for (let i = first ? 0 : 1; i < full.length; i++) {
    if (portion.fills(LINE)) yield i / full.length;
    const line = full[i].trim();
    if (line !== '') made += ' '.repeat(indent ?? 0) + line + (ends[i] ?? '');
    else if (!blank && ends[i] !== undefined && i < written) made += ends[i];
    blank = line === '';
  }
  return made;
}

/** The index behind the last line that is not blank. */
function lastWritten(lines: readonly string[]): number {
  let last = lines.length;
  while (last > 0 && lines[last - 1].trim() === '') last--;
  return last;
}

interface Within {
  readonly indent: number;
  /** Whether the statement's spaces line it up with a neighbour. */
  readonly linedUp: boolean;
  readonly portion: Portion;
}

/** The spaces within one statement, and its matrices, in steps that can be abandoned. */
function* formatStatement(text: string, statement: Statement, { indent, linedUp, portion }: Within): Steps<TextEdit[]> {
  const edits: TextEdit[] = [];
  const scanner = new Scanner(text);
  const literal = 'value' in statement ? literalOf(statement.value as MatrixNode | null) : null;
  const { start, end } = statement.range;
  let column = indent;
  let open = 0;
  let before = scanner.scan(start);
  column += before.end - before.start;
  while (before.end < end) {
    let token = scanner.scan(before.end);
    if (token.kind === 'end' || token.start >= end) break;
    const gap = { start: before.end, end: token.start };
    if (before.kind === 'newline' || token.kind === 'newline' || token.kind === 'comment') {
      // A line break in parentheses: its layout is the author's, but nothing trails.
      if (token.kind === 'newline') push(edits, text, gap, '');
    } else {
      const own = linedUp && open === 0 && (before.start === start || token.kind === '=');
      const spaces = gapBetween(text, before, token, open, own);
      push(edits, text, gap, spaces);
      column += spaces.length;
    }
    if (token.kind === '(' || token.kind === '[') open++;
    else if (token.kind === ')' || token.kind === ']') open--;
    if (literal !== null && token.start === literal.brackets.start) {
      for (const edit of yield* formatMatrix(text, literal, { column, indent })) edits.push(edit);
      open--;
      token = { ...token, kind: ']', end: literal.brackets.end };
    }
    column += token.end - token.start;
    if (portion.fills(token.end - before.end)) yield 0;
    before = token;
  }
  return edits;
}

function literalOf(value: MatrixNode | null): MatrixLiteral | null {
  switch (value?.kind) {
    case 'literal':
      return value;
    case 'transpose':
      return literalOf(value.operand);
    case 'onehot':
      return value.labels.form === 'bare' ? null : value.labels;
    default:
      return null;
  }
}

/** The text with the edits made; they must not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let made = '';
  let from = 0;
  for (const { range, newText } of [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  )) {
    made += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return made + text.slice(from);
}
