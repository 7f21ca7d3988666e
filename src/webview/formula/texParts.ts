/**
 * A display formula in lines: what is left of the first relation, and what follows, which can break at its operators.
 * `braced`: a brace at the left holds them together.
 */
export interface FormulaLines {
  readonly braced: boolean;
  readonly lines: readonly FormulaLine[];
}

export interface FormulaLine {
  /** Empty where the line goes on from the one before. */
  readonly left: string;
  /** Mostly one; several columns of a table. */
  readonly parts: readonly string[];
}

/** What opens a group of TeX, what closes one, and what cannot be taken apart. */
const TOKEN =
  /\\begin\{[^}]*\}|\\end\{[^}]*\}|\\left(?![a-z])|\\right(?![a-z])|\\\\(?:\[[^\]]*\])?|\\[a-zA-Z]+|\\.|[^\\]/gs;
const NEXT = new RegExp(TOKEN.source, 'sy');
const OPENS = /^(?:\\begin\b.*|\\left|\{)$/s;
const CLOSES = /^(?:\\end\b.*|\\right|\})$/s;

const ALIGNED = /^\\begin\{aligned\}(.*)\\end\{aligned\}$/s;
const SYSTEM = /^\\left\\\{\s*\\begin\{array\}\{l\}(.*)\\end\{array\}\s*\\right\.$/s;
/** Where a line goes on that was broken for paper. */
const CONTINUED = /^\s*\\quad \{\}/;
/** The space after a comma, where a line can break. */
const COMMA_SPACE = /^\\(?:q?quad|[,;])$/;
/** What a line can break at inside parentheses. */
const OPERATOR = /^(?:\\cdot|\\circ|\\bullet|\\otimes|[+\-,])$/;

/** The formula in the lines in which it can be set where it is too wide to be set in one piece. */
export function linesOf(tex: string): FormulaLines {
  const whole = tex.trim();
  const aligned = ALIGNED.exec(whole);
  if (aligned !== null) return { braced: false, lines: alignedLines(aligned[1]).map(breakable) };
  const system = SYSTEM.exec(whole);
  if (system !== null) return { braced: true, lines: split(system[1], isRowEnd, false).map(equation).map(breakable) };
  return { braced: false, lines: equations(whole).map(breakable) };
}

function alignedLines(body: string): FormulaLine[] {
  const lines: { left: string; parts: string[] }[] = [];
  for (const row of split(body, isRowEnd, false)) {
    const [left, ...columns] = split(row, (token) => token === '&', false).map((cell) => cell.trim());
    const parts = columns.filter((cell) => cell !== '');
    const before = lines.at(-1);
    if (left === '' && before !== undefined && CONTINUED.test(parts[0] ?? ''))
      before.parts.push(joined(before.parts.pop() ?? '', parts[0].replace(CONTINUED, '')));
    else lines.push({ left, parts });
  }
  return lines;
}

function joined(line: string, more: string): string {
  return `${line} ${line.endsWith(',') ? '\\; ' : ''}${more}`;
}

/** A formula in one line as one for each of its relations. */
function equations(tex: string): FormulaLine[] {
  const lines: FormulaLine[] = [];
  for (const one of split(tex, (token, before) => token === '\\qquad' && before === ',')) {
    const [left, ...right] = split(one, (token) => token === '=');
    if (right.length === 0) lines.push({ left: '', parts: [left] });
    else right.forEach((side, i) => lines.push({ left: i === 0 ? left : '', parts: [`= ${side}`] }));
  }
  return lines;
}

/** A line of a system: what follows its first relation stays together as far as there is room. */
function equation(tex: string): FormulaLine {
  const [left, ...right] = split(tex, (token) => token === '=');
  return right.length === 0 ? { left: '', parts: [left] } : { left, parts: [`= ${right.join(' = ')}`] };
}

function breakable({ left, parts }: FormulaLine): FormulaLine {
  return { left: left.trim(), parts: parts.map((part) => opened(part.trim())) };
}

function isRowEnd(token: string): boolean {
  return token.startsWith('\\\\');
}

/** The pieces between the tokens that `at` chooses, outside all groups, and all parentheses unless these may go over several pieces. */
function split(tex: string, at: (token: string, before: string) => boolean, parentheses = true): string[] {
  const pieces = [''];
  let depth = 0;
  let before = '';
  for (const [token] of tex.matchAll(TOKEN)) {
    if (depth === 0 && at(token, before)) pieces.push('');
    else pieces[pieces.length - 1] += token;
    if (OPENS.test(token) || (parentheses && token === '(')) depth++;
    else if (CLOSES.test(token) || (parentheses && token === ')')) depth--;
    if (token.trim() !== '') before = token;
  }
  return pieces;
}

/** Lets lines break after commas, and inside of parentheses that are as tall as what they hold. */
function opened(tex: string): string {
  let made = '';
  let before = '';
  for (let at = 0; at < tex.length;) {
    const token = tokenAt(tex, at);
    const group = OPENS.test(token) ? groupAt(tex, at) : token;
    at += group.length;
    if (token === '\\left') made += isRaised(group, tex.slice(at)) ? group : openedGroup(group);
    else made += before === ',' && COMMA_SPACE.test(group) ? `${group} \\allowbreak ` : group;
    if (group.trim() !== '') before = group;
  }
  return made;
}

/** Whether it is a short difference or sum with a power: the power is that of the whole, which stays together. */
function isRaised(group: string, rest: string): boolean {
  return /^\s*\^/.test(rest) && !/\\left|\\begin/.test(group.slice('\\left'.length));
}

const GROUP = /^\\left(\\[a-zA-Z]+|\\.|.)(.*)\\right(\\[a-zA-Z]+|\\.|.)$/s;

function openedGroup(group: string): string {
  const [, open, inner, close] = GROUP.exec(group)!;
  if (!hasOperator(inner)) return group;
  const [left, right] = sidesOf(inner, open, close);
  return `${left} ${opened(inner)} ${right}`;
}

/** The height of a row of a matrix, and of the line's middle, in ems. */
const ROW = 1.2;
const AXIS = 0.25;

/** What opens and what closes, as tall as what is between. */
function sidesOf(inner: string, open: string, close: string): readonly [string, string] {
  const rows = Math.max(1, ...[...inner.matchAll(/\\begin\{([^}]*)\}(.*?)\\end\{\1\}/gs)].map(rowsIn));
  // A rule of no width, as tall as so many rows, in the middle of the line.
  const height = `\\rule[${(AXIS - (ROW * rows) / 2).toFixed(2)}em]{0pt}{${(ROW * rows).toFixed(2)}em}`;
  const side = (left: string, right: string) => `\\left${left} ${height} \\right${right}`;
  return [`\\mathopen{${side(open, '.')}}`, `\\mathclose{${side('.', close)}}`];
}

/** The formula with the parentheses that go over several lines, which have one height on paper, as tall as what they hold. */
export function withTallParentheses(tex: string): string {
  const opening: { readonly at: number; readonly length: number }[] = [];
  let made = tex;
  for (let found = PARENTHESIS.exec(made); found !== null; found = PARENTHESIS.exec(made)) {
    const { 0: token, 1: side, index } = found;
    const start = side === 'l' ? undefined : opening.pop();
    if (side === 'l') opening.push({ at: index, length: token.length });
    if (start === undefined) continue;
    const inner = made.slice(start.at + start.length, index);
    const [left, right] = sidesOf(inner, '(', ')');
    made = made.slice(0, start.at) + left + inner + right + made.slice(index + token.length);
    PARENTHESIS.lastIndex = start.at + left.length + inner.length + right.length;
  }
  PARENTHESIS.lastIndex = 0;
  return made;
}

const PARENTHESIS = /\\[bB]igg([lr])[()]/g;

function rowsIn([, , body]: RegExpMatchArray): number {
  return body.split('\\\\').length;
}

function hasOperator(tex: string): boolean {
  for (let at = 0; at < tex.length;) {
    const token = tokenAt(tex, at);
    if (OPERATOR.test(token)) return true;
    at += (OPENS.test(token) ? groupAt(tex, at) : token).length;
  }
  return false;
}

function tokenAt(tex: string, at: number): string {
  NEXT.lastIndex = at;
  return NEXT.exec(tex)![0];
}

/** The group that begins there, to its end; that of `\left` ends in its delimiter. */
function groupAt(tex: string, at: number): string {
  let depth = 0;
  for (let end = at; end < tex.length;) {
    const token = tokenAt(tex, end);
    end += token.length;
    if (OPENS.test(token)) depth++;
    else if (CLOSES.test(token) && --depth === 0) {
      if (token === '\\right') end += tokenAt(tex, end).length;
      return tex.slice(at, end);
    }
  }
  return tex.slice(at);
}
