import { maxDepth, tooManyArguments } from './expressionDepth';
import type { ExpressionParser } from './expressionParser';
import { quoted, reportMissing, reportUnexpected } from './formMessages';
import { generatorTable } from '../matrices/generators';
import { LiteralParser } from './literalParser';
import { message } from '../../message/message';
import { enterParentheses, insideParentheses } from './parentheses';
import { stringValue } from './scanner';
import type { TextEdit } from '../text/diagnostic';
import { removeBlankFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { Argument, TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, MatrixNode, StringLiteral } from './tree';
import { wrapperOptions } from './words';
import type { Steps } from '../../steps/steps';

/** Everything that may stand after the `=` of W, b, an input or a target. */
export class MatrixParser {
  private readonly literals: LiteralParser;

  constructor(
    private readonly cursor: TokenCursor,
    private readonly expressions: ExpressionParser,
  ) {
    this.literals = new LiteralParser(cursor, expressions);
  }

  /** @param vector whether it is a vector, in which a line break is a blank */
  *matrix(vector: boolean): Steps<MatrixNode | null> {
    let node = yield* this.operand(vector);
    for (let count = 0; node !== null; count++) {
      const operator = this.transposition();
      if (operator === null) break;
      if (node.kind === 'scalar') {
        this.cursor.report('unexpected-token', operator, message('Only a matrix can be transposed.'));
        break;
      }
      if (count === maxDepth) {
        this.cursor.report('too-large', operator, message('The matrix is transposed more than {0} times.', maxDepth));
        this.cursor.silence();
        break;
      }
      node = { kind: 'transpose', operand: node, operator, range: { start: node.range.start, end: operator.end } };
    }
    return node;
  }

  /** Passes `'`, `ᵀ` or `.T`. */
  private transposition(): TextRange | null {
    const { cursor } = this;
    const { token } = cursor;
    const blank = { start: cursor.lastEnd, end: token.start };
    let end = token.end;
    if (token.kind === '.') {
      const next = cursor.peek();
      if (next.blankBefore || cursor.textOf(next) !== 'T') return null;
      end = next.end;
      cursor.advance();
    } else if (token.kind !== "'" && token.kind !== 'ᵀ') {
      return null;
    }
    const operator = { start: token.start, end };
    if (token.blankBefore) {
      cursor.report('unexpected-token', operator, message("Put ' directly after the matrix, with no space."), [
        removeBlankFix(blank),
      ]);
    }
    cursor.advance();
    return operator;
  }

  private *operand(vector: boolean): Steps<MatrixNode | null> {
    const { cursor } = this;
    if (cursor.at('[')) return yield* this.literals.literal(vector, null);
    if (cursor.at('name')) {
      const word = cursor.textOf(cursor.token);
      const next = cursor.peek();
      if (next.kind === '(') {
        if (word === 'choose') return yield* this.choose();
        if (generatorTable.has(word)) return this.generator();
        if (word === 'file') return this.file();
        if (word === 'onehot') return yield* this.oneHot();
      }
      const wrapper = this.wrapperEnd();
      if (wrapper !== null) return yield* this.wrapped(vector, wrapper);
    }
    const value = this.expressions.expression();
    return value === null ? null : { kind: 'scalar', value, range: value.range };
  }

  private generator(): MatrixNode | null {
    const { cursor } = this;
    const name = cursor.nameOf(cursor.token);
    cursor.advance();
    const args = this.expressions.arguments();
    if (args === null) return null;
    const range = { start: name.range.start, end: cursor.lastEnd };
    const isFlag = ({ name: of, value }: Argument) =>
      name.text === 'integers' && of === null && value.kind === 'name' && value.name.text === 'nonzero';
    const nonzero = args.find(isFlag)?.range ?? null;
    const values = args.filter((argument) => !isFlag(argument));
    return { kind: 'generator', name, arguments: values, choices: null, nonzero, range };
  }

  /** `choose([…], seed = 7)`. */
  private *choose(): Steps<MatrixNode | null> {
    const { cursor } = this;
    const name = cursor.nameOf(cursor.token);
    cursor.advance();
    const { close, leave } = enterParentheses(cursor);
    const choices = yield* this.listInParentheses(true, null);
    const args: Argument[] = [];
    let whole = choices !== null;
    while (whole && cursor.take(',') && !cursor.at(')')) {
      const { start } = cursor.token;
      const of = cursor.at('name') && cursor.peek().kind === '=' ? cursor.nameOf(cursor.token) : null;
      if (of !== null) {
        cursor.advance();
        cursor.advance();
      }
      const value = args.length === maxDepth ? tooManyArguments(cursor) : this.expressions.expression();
      if (value === null) whole = false;
      else args.push({ name: of, value, range: { start, end: cursor.lastEnd } });
    }
    const closed = whole && close();
    leave();
    const range = { start: name.range.start, end: cursor.lastEnd };
    return closed ? { kind: 'generator', name, arguments: args, choices, nonzero: null, range } : null;
  }

  private file(): MatrixNode | null {
    const { start } = this.cursor.token;
    this.cursor.advance();
    return insideParentheses(this.cursor, (close) => {
      const path = this.string();
      if (path === null || !close()) return null;
      return { kind: 'file', path, range: { start, end: this.cursor.lastEnd } };
    });
  }

  /** The string at the cursor. */
  string(): StringLiteral | null {
    const { cursor } = this;
    const { kind, start, end } = cursor.token;
    if (kind !== 'string') {
      if (kind === 'open-string') reportUnexpected(cursor);
      else reportMissing(cursor, '"…"');
      return null;
    }
    cursor.advance();
    return { kind: 'string', value: stringValue(cursor.textOf({ start, end })), range: { start, end } };
  }

  private *oneHot(): Steps<MatrixNode | null> {
    const { start } = this.cursor.token;
    this.cursor.advance();
    const { close, leave } = enterParentheses(this.cursor);
    const labels = this.cursor.at('[') ? yield* this.literals.literal(true, null) : this.bareLabel();
    const closed = labels !== null && close();
    leave();
    return closed ? { kind: 'onehot', labels, range: { start, end: this.cursor.lastEnd } } : null;
  }

  /** The class of one sample, as a list of one label. */
  private bareLabel(): MatrixLiteral | null {
    const value = this.expressions.expression();
    if (value === null) return null;
    const { range } = value;
    const entries: MatrixLiteral['entries'] =
      value.kind === 'number' && Number.isFinite(value.value)
        ? { kind: 'numbers', values: Float64Array.of(value.value), checkpoints: Uint32Array.of(range.start) }
        : { kind: 'expressions', nodes: [value] };
    return {
      kind: 'literal',
      form: 'bare',
      wrapper: null,
      brackets: range,
      rowLengths: Uint32Array.of(1),
      entries,
      range,
    };
  }

  /** The literal at the cursor; reports that there is none. */
  private *listInParentheses(vector: boolean, wrapper: string | null): Steps<MatrixLiteral | null> {
    if (this.cursor.at('[')) return yield* this.literals.literal(vector, wrapper);
    reportMissing(this.cursor, '[');
    return null;
  }

  /** The end of `np.array` and its like before `(`; null if the cursor is at no such name. */
  private wrapperEnd(): number | null {
    const { text, token } = this.cursor;
    const match = /(?:(?:np|numpy)\.)?array(?=\()|(?:torch\.)?tensor(?=\()/y;
    match.lastIndex = token.start;
    return match.test(text) ? match.lastIndex : null;
  }

  private *wrapped(vector: boolean, nameEnd: number): Steps<MatrixNode | null> {
    const { cursor } = this;
    const name = { start: cursor.token.start, end: nameEnd };
    const wrapper = cursor.textOf(name);
    cursor.jump(nameEnd);
    const { close, leave } = enterParentheses(cursor);
    // Python wraps long rows and vectors: a line break ends nothing there.
    const literal = yield* this.listInParentheses(true, wrapper);
    const inner = cursor.lastEnd;
    const closed = literal !== null && (!cursor.at(',') || (yield* this.options())) && close();
    leave();
    if (!closed) return null;
    const node: MatrixLiteral = { ...literal, range: { start: name.start, end: cursor.lastEnd } };
    const lines = vector ? [] : joinedLines(cursor.text, literal);
    cursor.inform(
      'foreign-matrix',
      name,
      message('{0}(…) comes from Python; it is read as the matrix in its brackets.', wrapper),
      lines === null
        ? []
        : [
            {
              title: message('Rewrite'),
              edits: [
                { range: { start: name.start, end: literal.brackets.start }, newText: '' },
                ...lines,
                { range: { start: inner, end: cursor.lastEnd }, newText: '' },
              ],
              preferred: true,
            },
          ],
    );
    return node;
  }

  /** Passes `, dtype=float32, grad_fn=<AddBackward0>` up to the closing parenthesis. */
  private *options(): Steps<boolean> {
    const { cursor } = this;
    while (cursor.take(',')) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at(')')) return true;
      const option = cursor.textOf(cursor.token);
      if (!wrapperOptions.has(option)) {
        cursor.report(
          'unexpected-token',
          cursor.token,
          message(
            'Unexpected “{0}”: after the brackets only dtype, device, requires_grad and grad_fn are skipped.',
            quoted(cursor, cursor.token),
          ),
        );
        return false;
      }
      let open = 0;
      while (!cursor.atEnd() && !(open === 0 && (cursor.at(',') || cursor.at(')')))) {
        if (cursor.fillsStep) yield cursor.share;
        if (cursor.at('(') || cursor.at('[')) open++;
        else if (cursor.at(')') || cursor.at(']')) open--;
        cursor.advance();
      }
    }
    return true;
  }
}

/**
 * The edits that make one line of a row that Python wrapped: without its wrapper, a line break would end it. null if a
 * comment needs its line break.
 */
function joinedLines(text: string, { form, brackets }: MatrixLiteral): readonly TextEdit[] | null {
  if (form === 'nested') return [];
  const inside = text.slice(brackets.start, brackets.end);
  const breaks = [...inside.matchAll(/\s*[\r\n]\s*/g)];
  if (breaks.length > 0 && inside.includes('#')) return null;
  return breaks.map(({ index, 0: { length } }) => {
    const start = brackets.start + index;
    return { range: { start, end: start + length }, newText: ' ' };
  });
}
