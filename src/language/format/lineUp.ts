import { isLineBreak } from '../text/characters';
import { Scanner, type Token } from '../syntax/scanner';
import type { Statement } from '../syntax/tree';
import type { Steps } from '../../steps/steps';

/** How many statements are looked at in one step. */
const STATEMENTS_AT_ONCE = 256;

/** Nobody lines up a longer statement, in UTF-16 units, with others. */
const LONGEST = 10_000;

/**
 * The statements whose second words or `=` are below each other, with the fewest spaces that do it: neighbouring lines
 * that their author lined up. Layers, W and b have a layout of their own. In steps that can be abandoned.
 */
export function* statementsInLine(text: string, statements: readonly Statement[]): Steps<ReadonlySet<Statement>> {
  const found = new Set<Statement>();
  let lines = new Table();
  for (const [i, statement] of statements.entries()) {
    if (i % STATEMENTS_AT_ONCE === STATEMENTS_AT_ONCE - 1) yield i / statements.length;
    const stops = statement.broken || /^(?:layer|weights|bias)$/.test(statement.kind) ? null : stopsOf(text, statement);
    const isNext = i > 0 && isNextLine(text, statements[i - 1].range.end, statement.range.start);
    if (!isNext || stops === null || !lines.takes(stops)) {
      lines.addTo(found);
      lines = new Table();
    }
    if (stops !== null) lines.add(statement, stops);
  }
  lines.addTo(found);
  return found;
}

/** Columns within a statement, from its first letter, as they are once the spaces that line nothing up are normal. */
interface Stops {
  /** Where the first word ends. */
  readonly keyword: number;
  /** Where the second word is, and the end of what precedes the `=`; null if the `=` comes first. */
  readonly name: { readonly start: number; readonly end: number } | null;
  readonly equals: number | null;
}

/** Neighbouring lines whose `=` are in one column; of lines without one the second words are. */
class Table {
  private readonly lines: { readonly statement: Statement; readonly stops: Stops }[] = [];
  private equals: number | null = null;

  takes({ name, equals }: Stops): boolean {
    const above = this.lines.at(-1)?.stops;
    if (above === undefined) return true;
    return equals === null || above.equals === null
      ? name !== null && name.start === above.name?.start
      : equals === (this.equals ?? equals);
  }

  add(statement: Statement, stops: Stops): void {
    this.lines.push({ statement, stops });
    this.equals ??= stops.equals;
  }

  addTo(found: Set<Statement>): void {
    const { lines } = this;
    if (lines.length < 2) return;
    const afterKeywords = new Set(lines.map(({ stops }) => stops.keyword + 1));
    const afterNames = new Set(lines.map(({ stops: { keyword, name } }) => (name?.end ?? keyword) + 1));
    const isTight = lines.every(
      ({ stops: { name, equals } }) =>
        (name === null || afterKeywords.has(name.start)) && (equals === null || afterNames.has(equals)),
    );
    if (isTight) for (const { statement } of lines) found.add(statement);
  }
}

/** Whether nothing but a line break, a comment and spaces are between. */
function isNextLine(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  return /^[^\r\n]*(?:\r\n|\r|\n)[^\r\n]*$/.test(between) && !isLineBreak(text.charCodeAt(to));
}

function stopsOf(text: string, { range }: Statement): Stops | null {
  if (range.end - range.start > LONGEST) return null;
  const scanner = new Scanner(text);
  let before = scanner.scan(range.start);
  const keyword = before.end - before.start;
  let column = keyword;
  let start: number | null = null;
  let open = 0;
  for (;;) {
    const token = scanner.scan(before.end);
    if (token.kind === 'end' || token.start >= range.end) break;
    if (token.kind === 'newline' || token.kind === 'comment') return null;
    const isOwn = open === 0 && (before.start === range.start || token.kind === '=');
    const nameEnd = column;
    column += gapBetween(text, before, token, open, isOwn).length;
    if (token.kind === '=' && open === 0) {
      return { keyword, name: start === null ? null : { start, end: nameEnd }, equals: column };
    }
    start ??= column;
    if (token.kind === '(' || token.kind === '[') open++;
    else if (token.kind === ')' || token.kind === ']') open--;
    column += token.end - token.start;
    before = token;
  }
  return { keyword, name: start === null ? null : { start, end: column }, equals: null };
}

/**
 * What is between two tokens of a line. Beside operators and signs the author's spaces stay, as at most one; where they
 * line something up (`own`) all of them do.
 */
export function gapBetween(text: string, before: Token, after: Token, open: number, own: boolean): string {
  const written = text.slice(before.end, after.start);
  if (own && /^ +$/.test(written)) return written;
  const asWritten = written === '' ? '' : ' ';
  if (before.kind === '(' || after.kind === ')' || after.kind === ',' || after.kind === ';') return '';
  if (before.kind === '[' || after.kind === ']') return '';
  if (before.kind === ',') return ' ';
  if (before.kind === '=' || after.kind === '=') return ' ';
  if (after.kind === ':' && open === 0) return '';
  if (before.kind === ':' && open === 0) return ' ';
  return asWritten;
}
