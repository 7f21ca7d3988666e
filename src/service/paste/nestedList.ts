import { message } from '../../message/message';
import { CELLS_AT_ONCE } from '../../language/matrices/tableRows';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { entryOf } from './frame';
import { notANumber, type Refusal, shortened, unread } from './numberTable';

/** A bracket of entries or of brackets, as it is written in code. */
export interface ListNode {
  readonly kind: 'list';
  readonly bracket: '[' | '{';
  readonly items: readonly Item[];
  readonly end: number;
}

interface EntryNode {
  readonly kind: 'entry';
  readonly written: string;
  readonly entry: string;
  readonly end: number;
}

interface Item {
  readonly node: ListNode | EntryNode;
  /** What is between it and the item before. */
  readonly separator: SeparatorBefore;
}

/** Commas and semicolons with the space and line breaks around them. */
interface SeparatorBefore {
  readonly sign: '' | ',' | ';';
  readonly space: boolean;
  readonly newline: boolean;
  /** Whether `...` continues the line, as in MATLAB. */
  readonly continued: boolean;
  /** How many spaces are right before the item. */
  readonly lead: number;
}

const closing = { '[': ']', '{': '}' } as const;
/** Deeper brackets hold no matrix. */
const deepest = 8;

/** Reads the bracket at `start` up to its end. */
export function* readList(
  text: string,
  start: number,
  depth = 0,
  portion = new Portion(CELLS_AT_ONCE),
): Steps<ListNode | Refusal> {
  const bracket = text[start] as '[' | '{';
  if (depth > deepest) return tooDeep();
  const items: Item[] = [];
  for (let at = start + 1; ;) {
    if (portion.fills()) yield at / text.length;
    const gap = readGap(text, at);
    if ('refusal' in gap) return gap;
    at = gap.end;
    const c = text[at];
    if (c === undefined) return { refusal: message('“{0}” is not closed.', bracket) };
    if (c === closing[bracket]) {
      if (items.length === 0) return { refusal: message('There are no numbers in this text.') };
      return { kind: 'list', bracket, items, end: at + 1 };
    }
    if (items.length === 0 && gap.sign !== '') return notANumber('');
    const isList = c === '[' || c === '{';
    if (items.length > 0 && touches(gap)) return unread(text.slice(isList ? at - 1 : at, at + 20));
    const read = isList ? yield* readList(text, at, depth + 1, portion) : readEntry(text, at);
    if ('refusal' in read) return read;
    items.push({ node: read, separator: gap });
    at = read.end;
  }
}

/** Whether nothing separates an item from the one before. */
function touches({ sign, space, newline }: SeparatorBefore): boolean {
  return sign === '' && !space && !newline;
}

function readEntry(text: string, at: number): EntryNode | Refusal {
  const written = entryAt(text, at);
  if (written === '') return unread(text.slice(at, at + 20));
  const entry = entryOf(withoutType(written));
  return entry === null ? notANumber(written) : { kind: 'entry', written, entry, end: at + written.length };
}

/**
 * What separates two items: at most one comma or semicolon. `...` at the end of a line continues it, as in MATLAB; alone
 * in a line it is NumPy's, for rows that were left out.
 */
function readGap(text: string, from: number): (SeparatorBefore & { readonly end: number }) | Refusal {
  const spaces = /[^\S\r\n]*(?:\.\.\.[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*)?/y;
  let sign: '' | ',' | ';' = '';
  let [space, newline, continued, at] = [false, false, false, from];
  for (let isNewLine = false; ;) {
    spaces.lastIndex = at;
    const passed = spaces.exec(text)![0];
    const dots = passed.includes('...');
    if (dots && isNewLine) return shortened();
    isNewLine ||= dots;
    const lead = passed.length;
    at += lead;
    space ||= lead > 0;
    continued ||= dots;
    const c = text[at];
    if (c === '\n' || c === '\r') {
      newline = true;
      isNewLine = true;
      at++;
    } else if (c === ',' || c === ';') {
      if (sign !== '') return notANumber('');
      sign = c;
      at++;
    } else if (!text.startsWith('...', at) || !/^\.\.\.[^\S\r\n]*[\r\n]/.test(text.slice(at, at + 100))) {
      return { sign, space, newline, continued, lead, end: at };
    }
  }
}

/** The entry at `at`: up to a separator, or to a closing bracket; parentheses and quotes are passed whole. */
function entryAt(text: string, at: number): string {
  let open = 0;
  let quote = '';
  let end = at;
  for (; end < text.length && end - at < 300; end++) {
    const c = text[end];
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '(') open++;
    else if (c === ')') {
      if (open === 0) break;
      open--;
    } else if ((c === "'" || c === '"') && (open > 0 || end === at)) quote = c;
    else if (open === 0 && /[\s,;[\]{}]/.test(c)) break;
  }
  return text.slice(at, end);
}

/** `np.float64(0.5)`, `mpf('0.5')`, `Rational(1, 2)`: a number with its type. */
function withoutType(written: string): string {
  const string = /^(['"])([^'"]*)\1$/.exec(written);
  if (string !== null) return string[2];
  const typed =
    /^(-?)(?:(?:np|numpy|jnp|tf|torch)\.)?(?:float(?:16|32|64|128)?|double|single|longdouble|u?int(?:8|16|32|64)?|bfloat16|mpf|Float|Integer|Decimal)\(\s*(['"]?)([^()'",]*)\2(?:,\s*(?:precision|prec|dps)=\d+)?\s*\)$/.exec(
      written,
    );
  if (typed !== null) return typed[1] + typed[3];
  const fraction = /^(-?)(?:Rational|Fraction)\(\s*([+-]?\d+)\s*,\s*(\d+)\s*\)$/.exec(written);
  return fraction === null ? written : `${fraction[1]}${fraction[2]}/${fraction[3]}`;
}

/** Refuses an array of three dimensions or more. */
export function tooDeep(): Refusal {
  return {
    refusal: message(
      'A matrix has two levels of brackets: rows, and entries in them. This one has more, or other ones.',
    ),
  };
}
