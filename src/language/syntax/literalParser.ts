import { endsLine } from '../text/characters';
import type { ExpressionParser } from './expressionParser';
import { passForeignComment } from './foreignSigns';
import { endsOperand, quoted, reportTrailing, reportUnexpected } from './formMessages';
import { message } from '../../message/message';
import { readNumberMatrix } from './numberMatrix';
import { contentsOf, endRow, separates, startsEntry, type BrokenEntry, type Rows } from './literalRows';
import { informOfLost } from './numberProblem';
import { reportUnclosed } from './parentheses';
import type { Token } from './scanner';
import { rewriteFix } from '../text/textFixes';
import type { LineBreaks, TokenCursor } from './tokenCursor';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from './tree';
import type { Steps } from '../../steps/steps';

/** Bracketed literals: `[1 2; 3 4]`, `[[1, 2], [3, 4]]`. */
export class LiteralParser {
  constructor(
    private readonly cursor: TokenCursor,
    private readonly expressions: ExpressionParser,
  ) {}

  /**
   * The literal whose `[` is at the cursor.
   * @param vector whether a line break is a blank
   */
  *literal(vector: boolean, wrapper: string | null): Steps<MatrixLiteral> {
    const { cursor } = this;
    const { lineBreaks, token: open } = cursor;
    const plain = yield* readNumberMatrix(cursor.text, open.start, !vector);
    if (plain !== null) {
      for (const comment of plain.comments) cursor.comments.push(comment);
      for (const { range, value } of plain.lost) informOfLost(cursor, range, value);
      if (plain.missing !== '') cursor.lineBreaks = vector ? 'blank' : 'row';
      cursor.jump(plain.end);
      if (plain.missing !== '') yield* this.passToEnd(open, lineBreaks, plain.missing);
      const range = { start: open.start, end: cursor.lastEnd };
      return {
        kind: 'literal',
        form: plain.form,
        wrapper,
        brackets: range,
        rowLengths: plain.rowLengths,
        entries: plain.entries,
        range,
      };
    }
    const rows: Rows = {
      nodes: [],
      lengths: [],
      rowStart: 0,
      commaMayFollow: false,
      abandoned: false,
      rowIsOpen: false,
      inParentheses: lineBreaks !== 'statement',
    };
    const { broken } = cursor;
    cursor.broken = false;
    const form = yield* this.rowsInBrackets(rows, vector);
    const read = yield* contentsOf(rows, cursor.broken);
    this.closing(rows, open, lineBreaks);
    cursor.broken ||= broken;
    const range = { start: open.start, end: cursor.lastEnd };
    return { kind: 'literal', form, wrapper, brackets: range, ...read, range };
  }

  /** Passes what is between the last entry and the end of an open bracket: commas, brackets, line breaks. */
  private *passToEnd(open: Token, lineBreaks: LineBreaks, missing: string): Steps<void> {
    const { cursor } = this;
    while (!cursor.atEnd()) {
      cursor.advance();
      if (cursor.fillsStep) yield cursor.share;
    }
    cursor.lineBreaks = lineBreaks;
    reportUnclosed(cursor, open, missing);
  }

  /** What is inside the brackets; the cursor stays at what ends them. */
  private *rowsInBrackets(rows: Rows, vector: boolean): Steps<'rows' | 'nested'> {
    const { cursor } = this;
    cursor.lineBreaks = vector ? 'blank' : 'row';
    cursor.advance();
    while (cursor.at('newline') || cursor.at(';')) {
      if (cursor.fillsStep) yield cursor.share;
      cursor.advance();
    }
    const form = cursor.at('[') ? 'nested' : 'rows';
    if (form === 'nested') yield* this.nestedRows(rows);
    else yield* this.bareRows(rows);
    endRow(rows);
    return form;
  }

  private closing(rows: Rows, open: Token, lineBreaks: LineBreaks): void {
    const { cursor } = this;
    if (cursor.at(']')) {
      if (rows.nodes.length === 0 && !rows.abandoned) {
        cursor.report(
          'unexpected-token',
          { start: open.start, end: cursor.token.end },
          message('The brackets are empty. A matrix needs at least one entry.'),
        );
      }
      cursor.lineBreaks = lineBreaks;
      cursor.advance();
    } else if (cursor.at(')') && !rows.inParentheses) {
      this.reportWrongClose();
      cursor.lineBreaks = lineBreaks;
      cursor.advance();
    } else {
      cursor.lineBreaks = lineBreaks;
      reportUnclosed(cursor, open, rows.rowIsOpen ? ']]' : ']');
    }
    cursor.lineBreaks = lineBreaks;
  }

  private reportWrongClose(): void {
    const { token } = this.cursor;
    this.cursor.report('unexpected-token', token, message('Close “[” with “]”.'), [rewriteFix(token, ']')]);
  }

  /** Bare entries up to a closing bracket or the end. */
  private *bareRows(rows: Rows): Steps<void> {
    const { cursor } = this;
    while (!this.atClose()) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at('newline') || cursor.at(';')) {
        endRow(rows);
        cursor.advance();
      } else if (cursor.at('...')) {
        this.ellipsis(rows, true);
      } else if (cursor.at('[')) {
        yield* this.mixed(rows);
      } else {
        const broken = this.item(rows);
        if (broken !== null) yield* this.brokenEntry(rows, broken);
      }
    }
  }

  /** Rows in brackets of their own. */
  private *nestedRows(rows: Rows): Steps<void> {
    const { cursor } = this;
    while (!this.atClose()) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at('newline') || cursor.at(';')) {
        if (cursor.at(';')) rows.commaMayFollow = false;
        cursor.advance();
      } else if (cursor.at(',')) {
        this.comma(rows);
      } else if (cursor.at('[')) {
        yield* this.nestedRow(rows);
      } else if (cursor.at('...')) {
        this.ellipsis(rows, false);
      } else {
        yield* this.mixed(rows);
      }
    }
  }

  private *nestedRow(rows: Rows): Steps<void> {
    const { cursor } = this;
    const { lineBreaks, token: open } = cursor;
    cursor.lineBreaks = 'blank';
    cursor.advance();
    rows.commaMayFollow = false;
    while (!this.atClose()) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at(';')) {
        if (!rows.abandoned) {
          cursor.report(
            'unexpected-token',
            cursor.token,
            message('Unexpected “;”: this row already has its own brackets.'),
          );
        }
        cursor.advance();
      } else if (cursor.at('...')) {
        this.ellipsis(rows, false);
      } else if (cursor.at('[')) {
        if (rows.nodes.length > rows.rowStart && !rows.abandoned) {
          reportUnclosed(cursor, open, ']');
          break;
        }
        yield* this.tooManyLevels(rows);
      } else {
        const broken = this.item(rows);
        if (broken !== null) yield* this.brokenEntry(rows, broken);
      }
    }
    cursor.lineBreaks = lineBreaks;
    if (cursor.at(']')) {
      if (rows.nodes.length === rows.rowStart && !rows.abandoned) {
        cursor.report('unexpected-token', { start: open.start, end: cursor.token.end }, message('This row is empty.'));
      }
      cursor.advance();
    } else if (cursor.at(')') && !rows.inParentheses) {
      this.reportWrongClose();
      cursor.advance();
    } else if (!cursor.at('[')) {
      rows.rowIsOpen = true;
    }
    endRow(rows);
    rows.commaMayFollow = true;
  }

  /** A comma or an entry; one that is broken is returned, with the cursor somewhere in it. */
  private item(rows: Rows): BrokenEntry | null {
    const { cursor } = this;
    if (cursor.at(',')) {
      this.comma(rows);
      return null;
    }
    const first = cursor.token;
    if (rows.abandoned) {
      cursor.advance();
      return null;
    }
    if (passForeignComment(cursor)) return null;
    const node = this.expressions.entry();
    if (node === null || !this.entryEnds()) {
      if (node !== null && !passForeignComment(cursor)) this.reportInEntry(node.range);
      return { first, node };
    }
    rows.nodes.push(node);
    rows.commaMayFollow = true;
    return null;
  }

  /** Passes what is left of an entry. */
  private *brokenEntry(rows: Rows, { first, node }: BrokenEntry): Steps<void> {
    yield* this.skipEntry();
    const range = { start: first.start, end: Math.max(first.end, this.cursor.lastEnd) };
    rows.nodes.push(node ?? { kind: 'number', value: NaN, range });
    rows.commaMayFollow = true;
  }

  private comma(rows: Rows): void {
    const { cursor } = this;
    if (!rows.commaMayFollow && !rows.abandoned) {
      const { start, end } = cursor.token;
      cursor.report('unexpected-token', cursor.token, message('Expected an entry before this comma.'), [
        { title: message('Remove the comma'), edits: [{ range: { start, end }, newText: '' }], preferred: false },
      ]);
    }
    rows.commaMayFollow = false;
    cursor.advance();
  }

  /** Whether an entry may end here. */
  private entryEnds(): boolean {
    const { token } = this.cursor;
    return this.atClose() || separates(token) || (token.blankBefore && startsEntry(token));
  }

  private reportInEntry(entry: TextRange): void {
    const { cursor } = this;
    if (cursor.at('unknown')) reportUnexpected(cursor);
    else if (cursor.at(':')) {
      cursor.report(
        'unexpected-token',
        cursor.token,
        message('Ranges such as {0}:… are not supported. Write out the numbers.', quoted(cursor, entry)),
      );
    } else reportTrailing(cursor);
  }

  /** Passes what is left of a broken entry, brackets in it included, but not the end of the row. */
  private *skipEntry(): Steps<void> {
    const { cursor } = this;
    let open = cursor.takeLeftOpen();
    while (!cursor.atEnd()) {
      if (cursor.fillsStep) yield cursor.share;
      if (open === 0 && (cursor.at(']') || cursor.at(')') || separates(cursor.token))) break;
      if (cursor.at('(') || cursor.at('[')) open++;
      else if ((cursor.at(')') || cursor.at(']')) && open > 0) open--;
      cursor.advance();
      if (open === 0 && cursor.token.blankBefore && endsOperand(cursor.previous) && startsEntry(cursor.token)) break;
    }
  }

  private atClose(): boolean {
    const { cursor } = this;
    return cursor.at(']') || cursor.at(')') || cursor.atEnd();
  }

  /** `...`: at the end of a line with entries it goes on in the next one; anywhere else numbers are missing. */
  private ellipsis(rows: Rows, mayContinue: boolean): void {
    const { cursor } = this;
    const { lineBreaks } = cursor;
    if (mayContinue && rows.nodes.length > rows.rowStart && endsLine(cursor.text, cursor.token.end)) {
      cursor.lineBreaks = 'blank';
      cursor.advance();
      cursor.lineBreaks = lineBreaks;
      return;
    }
    if (!rows.abandoned) {
      cursor.report(
        'unexpected-token',
        cursor.token,
        message(
          'This printout is shortened: “...” replaces numbers that are missing from the text. Print all of them, after numpy.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(profile="full").',
        ),
      );
    }
    rows.abandoned = true;
    cursor.advance();
  }

  private *mixed(rows: Rows): Steps<void> {
    if (!rows.abandoned) {
      this.cursor.report(
        'unexpected-token',
        this.cursor.token,
        message('Some rows have their own brackets and some don’t. Use one style.'),
      );
      rows.abandoned = true;
    }
    yield* this.skipItem();
  }

  private *tooManyLevels(rows: Rows): Steps<void> {
    if (!rows.abandoned) {
      this.cursor.report(
        'unexpected-token',
        this.cursor.token,
        message('A matrix has at most two levels of brackets.'),
      );
      rows.abandoned = true;
    }
    yield* this.skipItem();
  }

  /** Passes a token, or a bracket with all that is in it. */
  private *skipItem(): Steps<void> {
    const { cursor } = this;
    const { lineBreaks } = cursor;
    let open = 0;
    do {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at('[') || cursor.at('(')) open++;
      else if (cursor.at(']') || cursor.at(')')) open--;
      cursor.lineBreaks = open > 0 ? 'blank' : lineBreaks;
      cursor.advance();
    } while (open > 0 && !cursor.atEnd());
    cursor.lineBreaks = lineBreaks;
  }
}
