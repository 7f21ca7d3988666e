import { ExerciseParser } from './exerciseParser';
import { maxDepth } from './expressionDepth';
import { ExpressionParser } from './expressionParser';
import { culprit, quoted, reportMissing, reportTrailing, shortened } from './formMessages';
import { passForeignComment } from './foreignSigns';
import { LayerParser } from './layerParser';
import { MatrixParser } from './matrixParser';
import { message } from '../../message/message';
import { insideParentheses } from './parentheses';
import { readEquals, readName } from './statementParts';
import { maxString } from '../text/limits';
import { rewriteFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { TextRange } from '../../functions/expression/tree';
import type { FunctionStatement, LossStatement, MatrixNode, Parameter, Statement, StringLiteral } from './tree';
import { startsStatement, type Keyword } from './words';
import type { Steps } from '../../steps/steps';

type Body<S> = S extends Statement ? Omit<S, 'keyword' | 'broken' | 'range'> : never;
type Part<K extends Statement['kind']> = Body<Extract<Statement, { kind: K }>>;

/** What a first word starts. */
export type Start =
  | { readonly kind: Keyword }
  | {
      readonly kind: 'weights' | 'bias';
      readonly direction: boolean;
      readonly index: { readonly value: number; readonly range: TextRange } | null;
    };

/** One statement after another: what follows the keyword, each in its own method. */
export class StatementParser {
  private readonly expressions: ExpressionParser;
  private readonly matrices: MatrixParser;
  private readonly layers: LayerParser;
  private readonly exercises: ExerciseParser;
  /** Whether the samples named so far are batches. */
  private readonly batches = new Map<string, boolean>();
  private lastIsBatch = false;

  constructor(
    private readonly cursor: TokenCursor,
    private readonly scalars: { define(name: string, isFunction: boolean): void; isFunction(name: string): boolean },
  ) {
    this.expressions = new ExpressionParser(cursor, (name) => scalars.isFunction(name));
    this.matrices = new MatrixParser(cursor, this.expressions);
    this.layers = new LayerParser(cursor, this.expressions);
    this.exercises = new ExerciseParser(cursor, this.expressions);
  }

  /** The statement whose first word is at the cursor; afterwards the cursor is at the end of its line. */
  *statement(start: Start): Steps<Statement> {
    const { cursor } = this;
    const keyword = { start: cursor.token.start, end: cursor.token.end };
    cursor.advance();
    const body = yield* this.body(start);
    const end = yield* this.finish();
    return { ...body, keyword, broken: cursor.broken, range: { start: keyword.start, end } };
  }

  private *body(start: Start): Steps<Body<Statement>> {
    switch (start.kind) {
      case 'network':
        return { kind: 'network', title: yield* this.quotedText('title') };
      case 'let':
        return this.let();
      case 'activation':
      case 'derivative':
        return this.function(start.kind);
      case 'input':
      case 'batch':
      case 'target':
        return yield* this.data(start.kind);
      case 'layer':
        return yield* this.layers.layer();
      case 'output':
        return this.output();
      case 'loss':
        return this.loss();
      case 'rate':
        return this.rate();
      case 'exercise':
        return { kind: 'exercise', title: yield* this.quotedText('title') };
      case 'note':
        return { kind: 'note', text: yield* this.quotedText('text') };
      case 'give':
      case 'ask':
        return { kind: start.kind, items: yield* this.exercises.quantities(start.kind) };
      case 'weights':
      case 'bias':
        return yield* this.parameters(start);
    }
  }

  /** Ends the statement: what is left on its line is reported once, and passed. Returns where the statement ends. */
  private *finish(): Steps<number> {
    const { cursor } = this;
    cursor.lineBreaks = 'statement';
    const end = cursor.lastEnd;
    while (cursor.at(';') || cursor.at(',')) {
      if (cursor.fillsStep) yield cursor.share;
      cursor.advance();
    }
    if (cursor.atEnd()) return end;
    if (!cursor.broken && cursor.at('name') && startsStatement(cursor.text, cursor.token.start)) {
      const gap = { start: cursor.lastEnd, end: cursor.token.start };
      cursor.reportHarmless(
        'unexpected-token',
        cursor.token,
        message('“{0}” starts a new statement; put it on its own line.', quoted(cursor, cursor.token)),
        [{ title: message('Start a new line'), edits: [{ range: gap, newText: '\n' }], preferred: true }],
      );
      return end;
    }
    if (!cursor.broken && !passForeignComment(cursor)) reportTrailing(cursor);
    yield* cursor.skipStatement();
    return cursor.lastEnd;
  }

  /** The string that follows the keyword; bare words are reported with the quotes they lack. */
  private *quotedText(what: 'title' | 'text'): Steps<StringLiteral | null> {
    const { cursor } = this;
    if (cursor.at('string') || cursor.at('open-string') || cursor.atEnd()) return this.matrices.string();
    const { start } = cursor.token;
    yield* cursor.skipStatement();
    const range = { start, end: cursor.lastEnd };
    if (range.end - range.start > maxString) {
      cursor.reportLongText(range);
      return null;
    }
    // Single quotes, or those of a word processor.
    const title = cursor.textOf(range).replace(/^['‘“„«](.*)['’”“»]$/u, '$1');
    const newText = `"${title.replace(/["\\]/g, '\\$&')}"`;
    const text =
      what === 'title'
        ? message('Put the title in quotes: {0}.', newText)
        : message('Put the text in quotes: {0}.', newText);
    cursor.report('unexpected-token', range, text, [rewriteFix(range, newText)]);
    return null;
  }

  private let(): Part<'let'> {
    const { cursor } = this;
    const keyword = cursor.previous;
    const name = readName(this.cursor);
    if (name !== null && cursor.at('(')) {
      cursor.report(
        'unexpected-token',
        keyword,
        message('let defines a number. To define a function, write activation {0}(x) = ….', name.text),
        [rewriteFix(keyword, 'activation')],
      );
      return { kind: 'let', name, value: null };
    }
    const value = name !== null && readEquals(this.cursor) ? this.expressions.expression() : null;
    if (name !== null) this.scalars.define(name.text, false);
    return { kind: 'let', name, value };
  }

  private function(kind: FunctionStatement['kind']): Part<'activation' | 'derivative'> {
    const name = readName(this.cursor);
    const parameters = name === null ? null : this.parameterList(kind);
    const body = parameters !== null && readEquals(this.cursor) ? this.expressions.expression() : null;
    // A function is known only below its definition: there is no recursion.
    if (name !== null && kind === 'activation') this.scalars.define(name.text, true);
    return { kind, name, parameters: parameters ?? [], body };
  }

  private parameterList(kind: FunctionStatement['kind']): readonly Parameter[] | null {
    const { cursor } = this;
    if (!cursor.at('(')) {
      reportMissing(cursor, '(x)');
      return null;
    }
    return insideParentheses(cursor, (close) => {
      const parameters: Parameter[] = [];
      do {
        const parameter = this.parameter(kind, parameters.length === 0);
        if (parameter === null) return null;
        parameters.push(parameter);
        if (parameters.length > maxDepth) return this.tooManyParameters(parameter);
      } while (cursor.take(','));
      return close() ? parameters : null;
    });
  }

  private tooManyParameters({ range }: Parameter): null {
    this.cursor.report('too-large', range, message('A function has at most {0} parameters.', maxDepth));
    this.cursor.silence();
    return null;
  }

  private parameter(kind: FunctionStatement['kind'], first: boolean): Parameter | null {
    const { cursor } = this;
    const name = readName(this.cursor);
    if (name === null) return null;
    if (!cursor.at('=')) {
      if (kind === 'activation' && !first) {
        cursor.report(
          'unexpected-token',
          name.range,
          message(
            'The parameter {0} needs a default, such as {0} = 1. Only the argument, which comes first, has none.',
            name.text,
          ),
        );
      }
      return { name, default: null, range: name.range };
    }
    if (first) {
      cursor.report(
        'unexpected-token',
        cursor.token,
        message('The first name, {0}, is the argument of the function and cannot have a default.', name.text),
      );
    }
    cursor.advance();
    const value = this.expressions.expression();
    return value === null ? null : { name, default: value, range: { start: name.range.start, end: value.range.end } };
  }

  private *data(kind: 'input' | 'batch' | 'target'): Steps<Part<'input' | 'batch' | 'target'>> {
    const { cursor } = this;
    if (kind === 'input' && (cursor.at('number') || cursor.at('bad-number'))) {
      return { kind, name: null, size: this.expressions.numberLiteral(), value: null };
    }
    const name = cursor.at('name') ? readName(this.cursor) : null;
    let isBatch = kind === 'batch';
    if (kind === 'target') {
      isBatch = (name === null ? undefined : this.batches.get(name.text)) ?? this.lastIsBatch;
    } else {
      this.batches.set(name?.text ?? 'X', isBatch);
      this.lastIsBatch = isBatch;
    }
    const value = !(cursor.broken && name === null) && readEquals(this.cursor) ? yield* this.matrix(!isBatch) : null;
    return { kind, name, size: null, value };
  }

  private *parameters(start: Extract<Start, { kind: 'weights' | 'bias' }>): Steps<Part<'weights' | 'bias'>> {
    const { cursor } = this;
    const { kind, direction, index } = start;
    const alone = kind === 'bias' && !direction && (cursor.atEnd() || cursor.at(';') || cursor.at(','));
    return {
      kind,
      direction,
      index,
      value: !alone && readEquals(this.cursor) ? yield* this.matrix(kind === 'bias') : null,
    };
  }

  /** A matrix; one that was left for the next line is reported and read all the same. */
  private *matrix(vector: boolean): Steps<MatrixNode | null> {
    const { cursor } = this;
    if (cursor.at('newline')) {
      cursor.lineBreaks = 'blank';
      const next = cursor.peek();
      cursor.lineBreaks = 'statement';
      if (next.kind === '[') {
        const gap = { start: cursor.lastEnd, end: next.start };
        const plain = cursor.textOf(gap).trim() === '';
        cursor.report(
          'unexpected-token',
          next,
          message('The matrix must start on the same line as its “=”.'),
          plain ? [{ title: message('Join the lines'), edits: [{ range: gap, newText: ' ' }], preferred: true }] : [],
        );
        while (cursor.at('newline')) cursor.advance();
      }
    }
    const { start } = cursor.token;
    const value = yield* this.matrices.matrix(vector);
    if (value?.kind === 'scalar' && (cursor.at('number') || cursor.at(','))) yield* this.reportBareEntries(start);
    return value;
  }

  /** `W = 1 2 3`: numbers that lack the brackets around them. */
  private *reportBareEntries(start: number): Steps<void> {
    const { cursor } = this;
    const { text, token } = cursor;
    const first = cursor.at(',') ? cursor.peek() : token;
    if (first.kind !== 'number') return;
    // A rewrite longer than this is nothing to look at in a menu.
    const entries = /[\d\s.,eE+\-−]{0,1000}(?=[;#\r\n]|$)/y;
    entries.lastIndex = start;
    const written = entries.exec(text)?.[0].trimEnd().replace(/,$/, '');
    if (written === undefined || start + written.length < first.end) return;
    cursor.report(
      'unexpected-token',
      first,
      message('Put the entries of a matrix in brackets: [{0}].', shortened(written.replace(/\s+/g, ' '))),
      [rewriteFix({ start, end: start + written.length }, `[${written}]`)],
    );
    yield* cursor.skipStatement();
  }

  private output(): Part<'output'> {
    const { cursor } = this;
    if (cursor.at('number') || cursor.at('bad-number')) {
      return { kind: 'output', index: this.expressions.numberLiteral() };
    }
    const range = culprit(cursor);
    cursor.report('unexpected-token', range, message('Expected the number of an output. Example: output 1.'));
    return { kind: 'output', index: null };
  }

  private loss(): Part<'loss'> {
    const { cursor } = this;
    if (cursor.at('(')) return this.customLoss();
    if (!cursor.at('name')) {
      const range = culprit(cursor);
      cursor.report('unexpected-token', range, message('Expected the name of a loss. Example: loss half_sse.'));
      return { kind: 'loss', name: null, arguments: [], custom: null, reduction: null };
    }
    const name = readName(this.cursor);
    const args = cursor.at('(') ? this.expressions.arguments() : [];
    return { kind: 'loss', name, arguments: args ?? [], custom: null, reduction: this.reduction() };
  }

  private customLoss(): Part<'loss'> {
    const { cursor } = this;
    const names = insideParentheses(cursor, (close) => {
      const y = readName(this.cursor);
      if (y === null) return null;
      if (!cursor.take(',')) {
        reportMissing(cursor, ',');
        return null;
      }
      const t = readName(this.cursor);
      return t !== null && close() ? { y, t } : null;
    });
    const body = names !== null && readEquals(this.cursor) ? this.expressions.expression() : null;
    const own = names === null || body === null ? null : { ...names, body };
    return { kind: 'loss', name: null, arguments: [], custom: own, reduction: this.reduction() };
  }

  private reduction(): LossStatement['reduction'] {
    const { cursor } = this;
    const value = cursor.atWord('sum') ? 'sum' : cursor.atWord('mean') ? 'mean' : null;
    if (value === null) return null;
    const { start, end } = cursor.token;
    cursor.advance();
    return { value, range: { start, end } };
  }

  private rate(): Part<'rate'> {
    return { kind: 'rate', value: readEquals(this.cursor) ? this.expressions.expression() : null };
  }
}
