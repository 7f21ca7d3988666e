import type { ExpressionParser } from './expressionParser';
import { culprit, quoted, shortenedRewrite } from './formMessages';
import { message } from '../../message/message';
import { reportUnclosed } from './parentheses';
import type { Steps } from '../../steps/steps';
import { insertFix, removeBlankFix, rewriteFix } from '../text/textFixes';
import type { TokenCursor } from './tokenCursor';
import type { Name, NumberLiteral, TextRange } from '../../functions/expression/tree';
import type { ActivationList, ActivationUse, LayerStatement } from './tree';

type LayerBody = Omit<LayerStatement, 'keyword' | 'broken' | 'range'>;

/** What follows the word `layer`: a name, a size, an activation or one per neuron. */
export class LayerParser {
  constructor(
    private readonly cursor: TokenCursor,
    private readonly expressions: ExpressionParser,
  ) {}

  *layer(): Steps<LayerBody> {
    const { cursor } = this;
    let name: Name | null = null;
    if (cursor.at('name') && cursor.peek().kind === ':') {
      name = cursor.nameOf(cursor.token);
      cursor.advance();
      cursor.advance();
    }
    const size = this.isNumber() ? this.expressions.numberLiteral() : null;
    const activation = cursor.at('[') ? yield* this.list() : cursor.at('name') ? this.use(null, false) : this.missing();
    if (activation?.kind === 'activation-use' && activation.arguments.length === 0 && !cursor.broken) {
      if (this.isNumber() && size === null) return this.sizeAfter(name, activation);
      if (cursor.at('name') && name === null && size === null && !this.isWordOfOtherLine()) {
        return this.nameWithoutColon(activation);
      }
      if (this.isNumber()) this.reportSecondSize();
    }
    return { kind: 'layer', name, size, activation };
  }

  private isNumber(): boolean {
    return this.cursor.at('number') || this.cursor.at('bad-number');
  }

  /** `W` and `b` before `=` belong on the next line, and say so there. */
  private isWordOfOtherLine(): boolean {
    return this.cursor.peek().kind === '=';
  }

  private missing(): null {
    const { cursor } = this;
    const range = culprit(cursor);
    const word = quoted(cursor, range);
    cursor.report(
      'unexpected-token',
      range,
      cursor.atEnd()
        ? message('Expected an activation after “{0}”. Examples: sigmoid, or identity for none.', word)
        : message('Expected an activation, found “{0}”. Examples: sigmoid, or identity for none.', word),
      cursor.atEnd()
        ? ['sigmoid', 'identity'].map((name) => ({ ...insertFix(range.end, ` ${name}`), preferred: false }))
        : [],
    );
    return null;
  }

  /** `sigmoid 3`: reported, and read as `3 sigmoid`. */
  private sizeAfter(name: Name | null, activation: ActivationUse): LayerBody {
    const { cursor } = this;
    const size = this.expressions.numberLiteral();
    const rewrite = `${cursor.textOf(size.range)} ${cursor.textOf(activation.range)}`;
    const range = { start: activation.range.start, end: size.range.end };
    cursor.report(
      'unexpected-token',
      size.range,
      message('The size goes before the activation: {0}.', shortenedRewrite(rewrite)),
      [rewriteFix(range, rewrite)],
    );
    return { kind: 'layer', name, size, activation };
  }

  private reportSecondSize(): void {
    const { cursor } = this;
    cursor.report(
      'unexpected-token',
      cursor.token,
      message('The layer already has a size; remove “{0}”.', quoted(cursor, cursor.token)),
    );
  }

  /** `hidden sigmoid`: reported, and read as `hidden: sigmoid`. */
  private nameWithoutColon(named: ActivationUse): LayerBody {
    const { cursor } = this;
    const { name } = named;
    const { start } = cursor.token;
    const activation = this.use(null, false);
    cursor.report(
      'unexpected-token',
      { start, end: activation.name.range.end },
      message(
        'A layer has one activation. If “{0}” is the layer’s name, put a colon after it: {0}: {1}.',
        name.text,
        activation.name.text,
      ),
      [insertFix(name.range.end, ':')],
    );
    return { kind: 'layer', name, size: null, activation };
  }

  /** An activation with its arguments; in a list there is no blank before the parenthesis. */
  private use(count: NumberLiteral | null, inList: boolean): ActivationUse {
    const { cursor } = this;
    const name = cursor.nameOf(cursor.token);
    const start = count?.range.start ?? name.range.start;
    cursor.advance();
    let args: ActivationUse['arguments'] = [];
    if (cursor.at('(')) {
      if (inList && cursor.token.blankBefore)
        this.reportBlank({ start: name.range.end, end: cursor.token.start }, name);
      args = this.expressions.arguments() ?? [];
    }
    return { kind: 'activation-use', count, name, arguments: args, range: { start, end: cursor.lastEnd } };
  }

  private reportBlank(blank: TextRange, name: Name): void {
    this.cursor.report(
      'unexpected-token',
      name.range,
      message('Inside brackets a space separates entries; write {0}(…) with no space before “(”.', name.text),
      [removeBlankFix(blank)],
    );
  }

  private *list(): Steps<ActivationList> {
    const { cursor } = this;
    const { lineBreaks, token: open } = cursor;
    const items: ActivationUse[] = [];
    cursor.lineBreaks = 'blank';
    cursor.advance();
    let commaMayFollow = false;
    while (!cursor.at(']') && !cursor.atEnd()) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at(',') && commaMayFollow) {
        commaMayFollow = false;
        cursor.advance();
        continue;
      }
      const count = this.isNumber() ? this.expressions.numberLiteral() : null;
      if (!cursor.at('name')) {
        this.missing();
        break;
      }
      items.push(this.use(count, true));
      if (cursor.broken && !cursor.at(']') && !cursor.at('name') && !cursor.at('number') && !cursor.at(',')) break;
      commaMayFollow = true;
    }
    if (cursor.at(']')) {
      if (items.length === 0) {
        const range = { start: open.start, end: cursor.token.end };
        cursor.report(
          'unexpected-token',
          range,
          message('The brackets are empty. Expected one activation per neuron.'),
        );
      }
      cursor.lineBreaks = lineBreaks;
      cursor.advance();
    } else {
      if (cursor.atEnd()) reportUnclosed(cursor, open, ']');
      while (!cursor.at(']') && !cursor.atEnd()) {
        if (cursor.fillsStep) yield cursor.share;
        cursor.advance();
      }
      cursor.lineBreaks = lineBreaks;
      cursor.take(']');
    }
    return { kind: 'activation-list', items, range: { start: open.start, end: cursor.lastEnd } };
  }
}
