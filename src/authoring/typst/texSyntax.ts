/** What the TeX of a formula consists of. */
export type TexNode =
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'group'; readonly body: readonly TexNode[] }
  | { readonly kind: 'command'; readonly name: string; readonly args: readonly (readonly TexNode[])[] }
  /** The words of \text{…}, \mathrm{…} and the like. */
  | { readonly kind: 'words'; readonly name: string; readonly words: string }
  | {
      readonly kind: 'scripts';
      readonly base: readonly TexNode[];
      readonly below: readonly TexNode[] | null;
      readonly above: readonly TexNode[] | null;
      readonly primes: number;
    }
  | { readonly kind: 'fence'; readonly open: string; readonly close: string; readonly body: readonly TexNode[] }
  | {
      readonly kind: 'environment';
      readonly name: string;
      /** The columns of an array: `rr|r`. */
      readonly columns: string;
      /** Cells of each row. */
      readonly rows: readonly (readonly (readonly TexNode[])[])[];
      /** Rows in front of which there is a line. */
      readonly lines: readonly number[];
    };

/** Commands with arguments that are formulas. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  underset: 2,
  overset: 2,
  frac: 2,
  tfrac: 2,
  dfrac: 2,
  underbrace: 1,
  overbrace: 1,
  widehat: 1,
  xrightarrow: 1,
  mathbin: 1,
  phantom: 1,
  substack: 1,
  sqrt: 1,
  mathbf: 1,
  mathbb: 1,
};

/** Commands whose argument is words. */
const WORDS = new Set(['text', 'mathrm', 'mathit', 'operatorname', 'mathsf', 'texttt']);

/**
 * TeX as our formulas have it, as a tree.
 * @throws RangeError for anything else: it would be written wrongly.
 */
export function readTex(tex: string): readonly TexNode[] {
  return new Reader(tex).all();
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(tex: string) {
    this.tokens = tex.match(/\\[a-zA-Z]+\*?|\\[^]|\d+(?:\.\d+)?|\s+|[^]/gu) ?? [];
  }

  all(): readonly TexNode[] {
    return this.until(() => this.at >= this.tokens.length);
  }

  private get next(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(expected?: string): string {
    const token = this.tokens[this.at++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new RangeError(`Expected ${expected ?? 'more'} in TeX, found ${token ?? 'its end'}.`);
    }
    return token;
  }

  private until(ends: () => boolean): readonly TexNode[] {
    const nodes: TexNode[] = [];
    this.spaces();
    while (!ends()) {
      if (this.at >= this.tokens.length) throw new RangeError('TeX ends too early.');
      this.node(nodes);
      this.spaces();
    }
    return nodes;
  }

  /** Reads one thing; scripts go to what was read last. */
  private node(nodes: TexNode[]): void {
    const token = this.next;
    if (token === '^' || token === '_' || token === "'") return this.scripts(nodes);
    const node = this.atom();
    if (node !== null) nodes.push(node);
  }

  private spaces(): void {
    while (/^\s+$/.test(this.next)) this.at++;
  }

  private atom(): TexNode | null {
    const token = this.take();
    if (/^\d/.test(token)) return { kind: 'number', digits: token };
    if (token === '{') {
      const body = this.until(() => this.next === '}');
      this.take('}');
      return { kind: 'group', body };
    }
    if (!token.startsWith('\\') || token.length < 2) return { kind: 'sign', sign: token };
    const name = token.slice(1);
    if (name === 'left') return this.fence();
    if (name === 'begin') return this.environment();
    if (WORDS.has(name)) return { kind: 'words', name, words: this.words() };
    if (name === '\\') this.roomBelow();
    // Sizes by hand: brackets grow by themselves.
    if (/^[Bb]igg?[lr]?$/.test(name)) return this.atom();
    const args = Array.from({ length: ARGUMENTS[name] ?? 0 }, () => this.argument());
    return { kind: 'command', name, args };
  }

  private argument(): readonly TexNode[] {
    this.spaces();
    if (this.next !== '{') {
      const node = this.atom();
      return node === null ? [] : [node];
    }
    this.take('{');
    const body = this.until(() => this.next === '}');
    this.take('}');
    return body;
  }

  /** Words between braces as they are read: `\_` is _. */
  private words(): string {
    this.spaces();
    this.take('{');
    let words = '';
    for (let depth = 1; ;) {
      const token = this.take();
      if (token === '{') depth++;
      else if (token === '}' && --depth === 0) return words;
      else if (token === '\\,' || token === '\\ ') words += ' ';
      else words += /^\\[^a-zA-Z]$/.test(token) ? token.slice(1) : token;
    }
  }

  private scripts(nodes: TexNode[]): void {
    const base = nodes.pop();
    let [below, above]: (readonly TexNode[] | null)[] = [null, null];
    let primes = 0;
    for (;;) {
      if (this.next === "'") primes++;
      else if (this.next !== '_' && this.next !== '^') break;
      const sign = this.take();
      if (sign === '_') below = this.argument();
      else if (sign === '^') above = this.argument();
    }
    nodes.push({ kind: 'scripts', base: base === undefined ? [] : [base], below, above, primes });
  }

  private fence(): TexNode {
    const open = this.delimiter();
    const body = this.until(() => this.next === '\\right');
    this.take('\\right');
    return { kind: 'fence', open, close: this.delimiter(), body };
  }

  /** `[0.4em]` after the end of a line. */
  private roomBelow(): void {
    if (this.next === '[') while (this.take() !== ']');
  }

  private delimiter(): string {
    this.spaces();
    return this.take().replace(/^\\(?=[{}|])/, '');
  }

  private environment(): TexNode {
    const name = this.words();
    const columns = name === 'array' ? this.words() : '';
    if (name === 'bmatrix*' && this.next === '[') while (this.take() !== ']');
    const rows: (readonly TexNode[])[][] = [[]];
    const lines: number[] = [];
    const ends = () => this.next === '&' || this.next === '\\\\' || this.next === '\\end';
    for (;;) {
      this.spaces();
      while (this.next === '\\hline') {
        lines.push(rows.length - 1);
        this.take();
        this.spaces();
      }
      rows[rows.length - 1].push(this.until(ends));
      const end = this.take();
      if (end === '\\end') break;
      if (end === '\\\\') {
        rows.push([]);
        this.roomBelow();
      }
    }
    this.words();
    return { kind: 'environment', name, columns, rows, lines };
  }
}
