import { afterLineBreak, isBlank, isLineBreak } from '../text/characters';
import { diagnostic, type Diagnostic, type DiagnosticCode, type Fix } from '../text/diagnostic';
import { message, type Message } from '../../message/message';
import { grouped, maxGap, maxString, maxTokens, maxWord } from '../text/limits';
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

/** How many tokens, or characters, are passed in one step; and, of an expression that is broken, at the most. */
const tokensAtOnce = 1024;
const charactersAtOnce = 200_000;
const mostTokensAtOnce = 20_000;
const mostCharactersAtOnce = 400_000;

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
  private startAtStep = 0;
  /** Whether the tree became so large that the rest of the text is not read. */
  private isFull = false;
  /** Where problems start. */
  private readonly reported = new Set<number>();
  private quiet = false;
  private leftOpen = 0;
  private saysMore = false;

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
    if (!this.hasPassed(tokensAtOnce, charactersAtOnce)) return false;
    this.passedAtStep = this.passed;
    this.startAtStep = this.token.start;
    return true;
  }

  /** Whether so many tokens were passed since the last step that the rest of what is broken must wait for the next. */
  get isOverdue(): boolean {
    return this.hasPassed(mostTokensAtOnce, mostCharactersAtOnce);
  }

  private hasPassed(tokens: number, characters: number): boolean {
    return this.passed - this.passedAtStep >= tokens || this.token.start - this.startAtStep >= characters;
  }

  /** How many tokens were passed. */
  get count(): number {
    return this.passed;
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
    if (this.passed > maxTokens) {
      this.stop(
        this.token,
        message(
          'The text has more than {0} words and signs, not counting matrices of plain numbers; the rest is not read. Put long matrices into files, as in W = file("w.csv").',
          grouped(maxTokens),
        ),
      );
    }
    this.seek(this.isFull ? this.text.length : this.token.end);
  }

  /** Says, once, that the rest of the text is not read. */
  stop({ start, end }: TextRange, text: Message): void {
    if (!this.isFull) this.diagnostics.push(diagnostic('too-large', { start, end }, text));
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
    if (++this.problems > maxProblems || !this.isListed(code, range)) return;
    this.reported.add(range.start);
    this.diagnostics.push(diagnostic(code, { start: range.start, end: range.end }, text, { fixes }));
  }

  /** Tells something that is no problem. */
  inform(code: DiagnosticCode, range: TextRange, text: Message, fixes: readonly Fix[] = []): void {
    if (!this.quiet && this.isListed(code, range)) this.diagnostics.push(diagnostic(code, range, text, { fixes }));
  }

  /** Whether there is room for one more; the first one for which there is none says so. */
  private isListed(code: DiagnosticCode, { start, end }: TextRange): boolean {
    if (this.diagnostics.length < maxDiagnostics) return true;
    if (!this.saysMore) {
      const text = message('More than {0} problems; the rest are not listed.', grouped(maxDiagnostics));
      this.diagnostics.push(diagnostic(code, { start, end }, text));
    }
    this.saysMore = true;
    return false;
  }

  /** To be called where a statement starts: its problems are counted anew. */
  startStatement(): void {
    this.broken = false;
    this.quiet = false;
    this.problems = 0;
    this.leftOpen = 0;
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
    let open = this.takeLeftOpen();
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

  /** Leaves so many parentheses open: they are passed with the rest of the entry or the statement, without a word. */
  giveUp(open: number): void {
    this.leftOpen += open;
    this.silence();
  }

  /** How many parentheses were left open since this was last asked. */
  takeLeftOpen(): number {
    const open = this.leftOpen;
    this.leftOpen = 0;
    return open;
  }

  private seek(offset: number): void {
    this.token = this.next(offset, this.comments);
    const { kind, start } = this.token;
    if (kind === 'too-long') this.reportTooLong(this.token);
    if (kind !== 'gap') return;
    const text = message(
      'More than {0} spaces, line breaks or comments in a row; the rest is not read.',
      grouped(maxGap),
    );
    this.stop({ start, end: start + 1 }, text);
    this.token = { kind: 'end', start: this.text.length, end: this.text.length, blankBefore: true };
  }

  /** Says that the token is longer than any may be, and nothing else of its statement. */
  private reportTooLong({ start, end }: TextRange): void {
    if (this.text.charCodeAt(start) === 0x22) this.reportLongText({ start, end });
    else {
      const text = message('A name or a number has at most {0} characters.', grouped(maxWord));
      this.report('too-large', { start, end }, text);
    }
    this.silence();
  }

  /** Says of a title, a note or a path that it is too long. */
  reportLongText({ start }: TextRange): void {
    const text = message('A text in quotes has at most {0} characters.', grouped(maxString));
    this.report('too-large', { start, end: start + maxString }, text);
  }

  private next(offset: number, comments: TextRange[] | null): Token {
    let blank = false;
    // Spaces, line breaks and comments, each comment as one.
    let passed = 0;
    for (let at = offset; ;) {
      if (passed > maxGap) return { kind: 'gap', start: offset, end: at, blankBefore: true };
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
      passed += token.start - at + 1;
      at = token.kind === 'newline' ? afterLineBreak(this.text, token.start) : token.end;
    }
  }
}
