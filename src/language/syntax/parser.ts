import { afterLineBreak, skipBlanks } from '../text/characters';
import { passForeignComment } from './foreignSigns';
import { quoted } from './formMessages';
import { inTextOrder } from '../text/textOrder';
import { grouped, maxLayers, maxStatements } from '../text/limits';
import { message } from '../../message/message';
import { nearestName } from '../text/names';
import { callableNames } from '../../functions/builtin/functions';
import { StatementParser, type Start } from './statementParser';
import { TokenCursor } from './tokenCursor';
import { insertFix, rewriteFix } from '../text/textFixes';
import type { Spec, Statement } from './tree';
import { finish, type Steps } from '../../steps/steps';
import { isKeyword, keywords, readParameterWord } from './words';

/**
 * Reads a text in the NNet language. It never throws, and always returns a tree: what is broken is null or left out,
 * the statement says that it is `broken`, and a diagnostic says why.
 */
export function parse(text: string): Spec {
  return finish(parseSteps(text));
}

/** `parse` in steps: a long text can be abandoned on the way. */
export function parseSteps(text: string): Steps<Spec> {
  return new SpecParser(text).spec();
}

class SpecParser {
  private readonly cursor: TokenCursor;
  private readonly statements: Statement[] = [];
  private readonly parser: StatementParser;
  /** The scalar names defined above, and whether each is a function. */
  private readonly scalars = new Map<string, boolean>();
  /** Where the row of separators ends that was looked at last. */
  private separatorsEnd = 0;

  constructor(private readonly text: string) {
    this.cursor = new TokenCursor(text);
    this.parser = new StatementParser(this.cursor, {
      define: (name, isFunction) => this.scalars.set(name, isFunction),
      isFunction: (name) => this.scalars.get(name) ?? callableNames.has(name),
    });
  }

  *spec(): Steps<Spec> {
    const { cursor, statements } = this;
    let layers = 0;
    for (;;) {
      if (cursor.fillsStep) yield cursor.share;
      cursor.startStatement();
      yield* this.toStatement();
      if (cursor.token.start >= this.text.length) break;
      if (statements.length === maxStatements) {
        const text = message('A text has at most {0} statements; the rest is not read.', grouped(maxStatements));
        cursor.stop(cursor.token, text);
        break;
      }
      if (cursor.at('name') && cursor.atWord('layer') && ++layers > maxLayers) {
        cursor.report('too-large', cursor.token, message('A network has at most {0} layers.', maxLayers));
        break;
      }
      if (cursor.at('name')) statements.push(yield* this.statement());
      else if (statements[statements.length - 1]?.broken === true) yield* cursor.skipStatement();
      else statements.push(yield* this.strayLine());
    }
    // What is reported late about an early place (a chain of comparisons, a bracket never closed) takes its turn.
    const diagnostics = yield* inTextOrder(cursor.diagnostics);
    return { text: this.text, statements, comments: cursor.comments, diagnostics, language: 'nnet' };
  }

  /** Passes line breaks, stray `;` and `,`, and the end of a bracket that was left open. */
  private *toStatement(): Steps<void> {
    const { cursor } = this;
    for (;;) {
      if (cursor.fillsStep) yield cursor.share;
      if (cursor.at('end') && cursor.token.start < this.text.length) {
        cursor.jump(afterLineBreak(this.text, cursor.token.start));
      } else if (cursor.at(';') || cursor.at(',')) {
        this.straySeparator();
        cursor.advance();
      } else if (cursor.at('newline')) {
        cursor.advance();
      } else {
        return;
      }
    }
  }

  /** A `;` or `,` in front of a statement; behind a broken one it may belong to that, and alone on its line it says nothing. */
  private straySeparator(): void {
    const { cursor, statements } = this;
    if (statements[statements.length - 1]?.broken === true) return;
    const { start, end } = cursor.token;
    if (start >= this.separatorsEnd) {
      const separators = /[;, \t]*/y;
      separators.lastIndex = start;
      separators.test(this.text);
      this.separatorsEnd = separators.lastIndex;
    }
    if (/^[\r\n#]?$/.test(this.text.charAt(this.separatorsEnd))) return;
    const fix = {
      title: message('Remove “{0}”', cursor.textOf(cursor.token)),
      edits: [{ range: { start, end }, newText: '' }],
      preferred: true,
    };
    cursor.report(
      'unexpected-token',
      cursor.token,
      message('There is nothing before this “{0}”.', cursor.textOf(cursor.token)),
      [fix],
    );
  }

  private *statement(): Steps<Statement> {
    const start = this.start();
    return start === null ? yield* this.unknown() : yield* this.parser.statement(start);
  }

  /** What the word at the cursor starts; a misspelt one is reported and read as what was meant. */
  private start(): Start | null {
    const { cursor } = this;
    const { token } = cursor;
    const word = cursor.nameOf(token).text;
    if (isKeyword(word)) return { kind: word };
    const parameter = readParameterWord(word);
    if (parameter !== null) {
      const index =
        parameter.index === null
          ? null
          : { value: parameter.index, range: { start: token.start + 1 + (word[1] === '_' ? 1 : 0), end: token.end } };
      return { kind: parameter.kind, direction: parameter.direction, index };
    }
    const meant = this.nearest(word);
    if (meant === null) return null;
    cursor.report('unknown-statement', token, message('“{0}” is not a statement. Did you mean “{1}”?', word, meant), [
      rewriteFix(token, meant),
    ]);
    cursor.silence();
    const meantParameter = readParameterWord(meant);
    return meantParameter !== null
      ? { kind: meantParameter.kind, direction: meantParameter.direction, index: null }
      : { kind: meant as (typeof keywords)[number] };
  }

  private nearest(word: string): string | null {
    if (this.cursor.peek().kind === '=') {
      if (/^w\d*$/.test(word)) return word.toUpperCase();
      if (/^B\d*$/.test(word)) return word.toLowerCase();
    }
    return nearestName(word, keywords);
  }

  private *unknown(): Steps<Statement> {
    const { cursor } = this;
    const { start, end } = cursor.token;
    const name = quoted(cursor, cursor.token);
    const { kind, end: afterSign } = cursor.peek();
    if (kind === '=') {
      const word = this.text.charCodeAt(skipBlanks(this.text, afterSign)) === 0x5b ? 'input' : 'let';
      cursor.report(
        'unknown-statement',
        cursor.token,
        word === 'let'
          ? message('“{0}” is not a statement. To define a number, write let {0} = ….', name)
          : message('“{0}” is not a statement. For a vector, write input {0} = … or target = ….', name),
        [{ ...insertFix(start, `${word} `), preferred: false }],
      );
    } else {
      cursor.report(
        'unknown-statement',
        cursor.token,
        message('“{0}” is not a statement. A line must start with one of {1}, W and b.', name, keywords.join(', ')),
        // Only the name of a layer has a colon behind it.
        kind === ':' ? [{ ...insertFix(start, 'layer '), preferred: false }] : [],
      );
    }
    yield* cursor.skipStatement();
    return { kind: 'unknown', keyword: { start, end }, broken: true, range: { start, end: cursor.lastEnd } };
  }

  /** A line that does not even start with a word. */
  private *strayLine(): Steps<Statement> {
    const { cursor } = this;
    const { start, end } = cursor.token;
    if (!passForeignComment(cursor)) {
      cursor.report(
        'unexpected-token',
        cursor.token,
        message('A line must start with one of {0}, W and b.', keywords.join(', ')),
      );
    }
    yield* cursor.skipStatement();
    return { kind: 'unknown', keyword: { start, end }, broken: true, range: { start, end: cursor.lastEnd } };
  }
}
