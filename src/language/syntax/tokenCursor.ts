import { afterLineBreak, isBlank, isLineBreak } from '../text/characters';
import { diagnostic, type Diagnostic, type DiagnosticCode, type Fix } from '../text/diagnostic';
import { message, type Message } from '../../message/message';
import { grouped, maxTokens } from '../text/limits';
import { Scanner, type Token, type TokenKind } from './scanner';
import type { Name, TextRange } from '../../functions/expression/tree';
import { startsStatement } from './words';
import type { Steps } from '../../steps/steps';

/** What a line break is where the parser stands: the end of a statement, the end of a row, or a blank. */
export type LineBreaks = 'statement' | 'row' | 'blank';

/** A statement with more problems than this is not what the author takes it for; the rest would only be noise. */
const maxProblems = 100;

/** Nor is a text with more problems than this; every editor stops showing them earlier. */
const maxDiagnostics = 1000;

/** How many tokens are passed in one step. */
const tokensAtOnce = 1024;

/**
 * The parser's place in the text: the token it looks at, one step at a time. Comments are collected on the way and
 * never seen. Inside brackets a line that starts a statement is the end (`end`), whatever is still open.
 */
export class TokenCursor {
  token: Token;
  /** The end of the last token passed, line breaks aside. */
  lastEnd: number;
  /** The last token passed, line breaks aside. */
  previous: Token;
  lineBreaks: LineBreaks = 'statement';
  /** Whether a problem was reported since this was last set to false. */
  broken = false;
  readonly comments: TextRange[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly scanner: Scanner;
  private problems = 0;
  private passed = 0;
  private passedAtStep = 0;
  /** Whether the tree became so large that the rest of the text is not read. */
  private isFull = false;
  /** Where problems start. */
  private readonly reported = new Set<number>();
  private quiet = false;

  constructor(readonly text: string) {
    this.scanner = new Scanner(text);
    this.token = { kind: 'end', start: 0, end: 0, blankBefore: false };
    this.previous = this.token;
    this.lastEnd = 0;
    this.seek(0);
    this.previous = { ...this.token, end: this.token.start };
  }

  /** Whether as many tokens as make a step were passed since this was last true. */
  get fillsStep(): boolean {
    if (this.passed - this.passedAtStep < tokensAtOnce) return false;
    this.passedAtStep = this.passed;
    return true;
  }

  /** The share of the text that was passed. */
  get share(): number {
    return this.token.start / Math.max(1, this.text.length);
  }

  /** Passes the token. */
  advance(): void {
    this.passed++;
    if (this.token.kind !== 'newline') {
      this.previous = this.token;
      this.lastEnd = this.token.end;
    }
    if (this.passed > maxTokens && !this.isFull) this.stop();
    this.seek(this.isFull ? this.text.length : this.token.end);
  }

  /** Says that the rest of the text is not read. */
  private stop(): void {
    const { start, end } = this.token;
    const text = message(
      'The text has more than {0} words and signs, not counting matrices of plain numbers; the rest is not read. Put long matrices into files, as in W = file("w.csv").',
      grouped(maxTokens),
    );
    this.diagnostics.push(diagnostic('too-large', { start, end }, text));
    this.isFull = true;
    this.broken = true;
    this.quiet = true;
  }

  /** Passes the text up to `end`, which something else has read, and looks at the token after it. */
  jump(end: number): void {
    this.previous = { ...this.token, end };
    this.lastEnd = end;
    this.seek(end);
  }

  /** Takes the token for one of another kind: a sign that was reported and is read as what it means. */
  readAs(kind: TokenKind): void {
    this.token = { ...this.token, kind };
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether the token is this word. */
  atWord(word: string): boolean {
    const { kind, start, end } = this.token;
    return kind === 'name' && end - start === word.length && this.text.startsWith(word, start);
  }

  /** Passes the token if it is of this kind. */
  take(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** The token after the one looked at. */
  peek(): Token {
    return this.next(this.token.end, null);
  }

  /** Whether the statement is over here: its line ends, or another statement starts inside an open bracket. */
  atEnd(): boolean {
    return this.token.kind === 'end' || (this.token.kind === 'newline' && this.lineBreaks === 'statement');
  }

  /** Whether a blank, a line break or a comment follows the token. */
  blankAfter(): boolean {
    const c = this.text.charCodeAt(this.token.end);
    return !(this.token.end < this.text.length) || isBlank(c) || isLineBreak(c) || c === 0x23;
  }

  textOf(range: TextRange): string {
    return this.text.slice(range.start, range.end);
  }

  /** The name at the token, in NFC. */
  nameOf(token: Token): Name {
    return { text: this.textOf(token).normalize('NFC'), range: { start: token.start, end: token.end } };
  }

  /** Reports a problem that takes nothing away from what was read, such as a line break that is missing. */
  reportHarmless(code: DiagnosticCode, range: TextRange, text: Message, fixes: readonly Fix[]): void {
    const { broken } = this;
    this.report(code, range, text, fixes);
    this.broken = broken;
  }

  /** Reports a problem, unless there is one with the same token already, or the statement is hopeless. */
  report(code: DiagnosticCode, range: TextRange, text: Message, fixes: readonly Fix[] = []): void {
    this.broken = true;
    if (this.quiet || this.reported.has(range.start)) return;
    if (++this.problems > maxProblems || this.diagnostics.length >= maxDiagnostics) return;
    this.reported.add(range.start);
    this.diagnostics.push(diagnostic(code, { start: range.start, end: range.end }, text, { fixes }));
  }

  /** Tells something that is no problem. */
  inform(code: DiagnosticCode, range: TextRange, text: Message, fixes: readonly Fix[] = []): void {
    if (!this.quiet && this.diagnostics.length < maxDiagnostics)
      this.diagnostics.push(diagnostic(code, range, text, { fixes }));
  }

  /** To be called where a statement starts: its problems are counted anew. */
  startStatement(): void {
    this.broken = false;
    this.quiet = false;
    this.problems = 0;
    this.lineBreaks = 'statement';
  }

  /** Says no more until the next statement: what follows would be a consequence of what was said. */
  silence(): void {
    this.quiet = true;
  }

  /**
   * Passes all up to the end of the statement, over balanced brackets with their line breaks; an open bracket ends as
   * it always does.
   */
  *skipStatement(): Steps<void> {
    let open = 0;
    for (;;) {
      if (this.fillsStep) yield this.share;
      this.lineBreaks = open > 0 ? 'blank' : 'statement';
      if (this.atEnd()) break;
      if (this.at('(') || this.at('[')) open++;
      else if ((this.at(')') || this.at(']')) && open > 0) open--;
      this.lineBreaks = open > 0 ? 'blank' : 'statement';
      this.advance();
    }
    this.lineBreaks = 'statement';
  }

  private seek(offset: number): void {
    this.token = this.next(offset, this.comments);
  }

  private next(offset: number, comments: TextRange[] | null): Token {
    let blank = false;
    for (let at = offset; ;) {
      const token = this.scanner.scan(at);
      if (token.kind === 'comment') {
        const last = comments?.[comments.length - 1];
        if (comments !== null && (last === undefined || last.start < token.start)) {
          comments.push({ start: token.start, end: token.end });
        }
      } else if (token.kind !== 'newline' || this.lineBreaks === 'statement') {
        return blank && !token.blankBefore ? { ...token, blankBefore: true } : token;
      } else if (startsStatement(this.text, token.end)) {
        return { kind: 'end', start: token.start, end: token.start, blankBefore: true };
      } else if (this.lineBreaks === 'row') {
        return token;
      }
      blank = true;
      at = token.kind === 'newline' ? afterLineBreak(this.text, token.start) : token.end;
    }
  }
}
