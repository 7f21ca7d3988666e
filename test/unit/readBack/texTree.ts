// TeX as a tree. Every macro that the product writes is listed here with its arguments: another one is an error.

export type Node =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'macro'; readonly name: string; readonly args: readonly Nodes[] }
  | { readonly kind: 'group'; readonly body: Nodes }
  /** `\left( … \right)`. */
  | { readonly kind: 'fence'; readonly open: string; readonly close: string; readonly body: Nodes }
  | { readonly kind: 'environment'; readonly name: string; readonly rows: readonly (readonly Nodes[])[] };

export type Nodes = readonly Node[];

const ARITY: Readonly<Record<string, number>> = {
  underset: 2, overset: 2, tfrac: 2, frac: 2, underbrace: 1, overbrace: 1, mathrm: 1, mathbf: 1, mathbb: 1,
  operatorname: 1, mathbin: 1, substack: 1, phantom: 1, widehat: 1, xrightarrow: 1,
  // Letters, operators and signs.
  Sigma: 0, sigma: 0, Delta: 0, nabla: 0, eta: 0, delta: 0, alpha: 0, lambda: 0, Phi: 0, pi: 0, cdot: 0, circ: 0, bullet: 0,
  otimes: 0, dots: 0, ldots: 0, cdots: 0, vdots: 0, ddots: 0, infty: 0, times: 0, ln: 0, sum: 0, hline: 0, le: 0, ge: 0,
  rightrightarrows: 0, longrightarrow: 0,
  // Room.
  quad: 0, qquad: 0, ',': 0, ';': 0, ' ': 0,
}; // prettier-ignore

const LEAVES_ROOM = new Set(['quad', 'qquad', ';', ' ']);
const BIG = new Set(['Biggl', 'Biggr', 'biggl', 'biggr']);

export function texTree(tex: string): Nodes {
  const reader = new TreeReader(tex);
  const nodes = reader.until('end');
  return nodes;
}

/** What a part of a formula carries for the page: where it is in the text, which entry of a result it is, steps, dots. */
const ATTRIBUTE =
  /^(?:t=(?:[WbVv]|Sigma|X|target|loss|rate)\.\d+(?:\.\d+\.\d+)?|q=(?:N|Sigma|dSigma|Delta|grad(?:[WbX]|Sigma)|next[Wb])\.\d+\.\d+\.\d+|step=(?:left|right|operator)|done=1|expand=[^\s{\\]+)$/;

/** A macro from where its `lastIndex` is. */
const MACRO = /\\([a-zA-Z]+|[^a-zA-Z])/y;

class TreeReader {
  private at = 0;

  constructor(private readonly tex: string) {}

  /** Nodes up to a closing sign, which is passed over. */
  until(close: 'end' | '}' | 'right' | 'rangle' | '\\}'): Nodes {
    const nodes: Node[] = [];
    for (;;) {
      if (this.at >= this.tex.length) {
        if (close === 'end') return nodes;
        throw this.error(`“${close}” is missing`);
      }
      const char = this.tex[this.at];
      if (char === '}') {
        if (close !== '}') throw this.error('too much: }');
        this.at++;
        return nodes;
      }
      if (char === '\\') {
        if (close === 'right' && this.tex.startsWith('\\right', this.at) && !/[a-z]/.test(this.tex[this.at + 6]))
          return nodes;
        const sign = close === 'rangle' ? '\\rangle' : close;
        if (sign.startsWith('\\') && this.tex.startsWith(sign, this.at)) {
          this.at += sign.length;
          return nodes;
        }
      }
      this.node(nodes);
    }
  }

  /** The next node, or what is in an attribute, is put at the end of these; white space is passed over. */
  private node(into: Node[]): void {
    const char = this.tex[this.at];
    if (char === '\\') for (const node of this.macro()) into.push(node);
    else {
      this.at++;
      if (char === '{') into.push({ kind: 'group', body: this.until('}') });
      else if (char !== ' ' && char.trim() !== '') into.push({ kind: 'char', char });
    }
  }

  private macro(): Nodes {
    const name = this.macroName();
    if (LEAVES_ROOM.has(name)) return [];
    if (name === 'left') return [this.fence()];
    if (name === 'begin') return [this.environment()];
    if (BIG.has(name)) return this.following();
    if (name === 'langle') return [{ kind: 'fence', open: '⟨', close: '⟩', body: this.until('rangle') }];
    if (name === '{') return [{ kind: 'fence', open: '{', close: '}', body: this.until('\\}') }];
    if (name === '\\') return [{ kind: 'macro', name: '\\', args: [this.optional()].filter((a) => a !== null) }];
    // What a click goes to, and room around an operator, are no part of the formula.
    if (name === 'htmlData') return this.marked();
    const arity = ARITY[name];
    if (arity === undefined) throw this.error(`unknown: \\${name}`);
    const args: Nodes[] = [];
    while (args.length < arity) args.push(this.argument());
    return name === 'mathbin' ? args[0] : [{ kind: 'macro', name, args }];
  }

  /** What carries the attributes that `\htmlData` is at. */
  private marked(): Nodes {
    const end = this.tex.indexOf('}', this.at);
    const attributes = this.tex.slice(this.at + 1, end);
    if (this.tex[this.at] !== '{' || !attributes.split(',').every((one) => ATTRIBUTE.test(one)))
      throw this.error(`unknown attribute ${attributes}`);
    this.at = end + 1;
    return this.argument();
  }

  private macroName(): string {
    MACRO.lastIndex = this.at;
    const name = MACRO.exec(this.tex)?.[1];
    if (name === undefined) throw this.error('a lonely \\');
    this.at += name.length + 1;
    return name;
  }

  private argument(): Nodes {
    while (this.tex[this.at] === ' ') this.at++;
    if (this.tex[this.at] === '{') {
      this.at++;
      return this.until('}');
    }
    return this.following();
  }

  private following(): Nodes {
    const nodes: Node[] = [];
    this.node(nodes);
    return nodes;
  }

  /** `[0.4em]`. */
  private optional(): Nodes | null {
    const match = /^\[[\d.]+em\]/.exec(this.tex.slice(this.at, this.at + 12));
    if (match === null) return null;
    this.at += match[0].length;
    return [];
  }

  private delimiter(): string {
    const match = /^\s*(\\[{}]|\\[lr]angle|[()[\]|.])/.exec(this.tex.slice(this.at, this.at + 8));
    if (match === null) throw this.error('no delimiter');
    this.at += match[0].length;
    return { '\\langle': '⟨', '\\rangle': '⟩' }[match[1]] ?? match[1].replace('\\', '');
  }

  private fence(): Node {
    const open = this.delimiter();
    const body = this.until('right');
    this.at += '\\right'.length;
    return { kind: 'fence', open, close: this.delimiter(), body };
  }

  private environment(): Node {
    const head = /^\{([a-z]+\*?)\}(?:\[[a-z]\]|\{[lr|]+\})?/.exec(this.tex.slice(this.at, this.at + 200));
    if (head === null || !['aligned', 'array', 'bmatrix*', 'cases'].includes(head[1]))
      throw this.error('unknown environment');
    this.at += head[0].length;
    const end = `\\end{${head[1]}}`;
    const nodes: Node[] = [];
    while (this.tex[this.at] !== '\\' || !this.tex.startsWith(end, this.at)) {
      if (this.at >= this.tex.length) throw this.error(`${end} is missing`);
      this.node(nodes);
    }
    this.at += end.length;
    const rows: Node[][][] = [[[]]];
    for (const node of nodes) {
      const row = rows[rows.length - 1];
      if (node.kind === 'macro' && node.name === '\\') rows.push([[]]);
      else if (node.kind === 'char' && node.char === '&') row.push([]);
      else if (node.kind !== 'macro' || node.name !== 'hline') row[row.length - 1].push(node);
    }
    return { kind: 'environment', name: head[1], rows };
  }

  private error(what: string): Error {
    return new Error(
      `${what}: …${this.tex.slice(Math.max(0, this.at - 60), this.at)}⟨here⟩${this.tex.slice(this.at, this.at + 60)}`,
    );
  }
}

/** The parts between the nodes that separate. */
export function split(nodes: Nodes, separates: (node: Node) => boolean): Nodes[] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (separates(node)) parts.push([]);
    else parts[parts.length - 1].push(node);
  }
  return parts;
}

export function isChar(node: Node | undefined, char: string): boolean {
  return node?.kind === 'char' && node.char === char;
}

export function isMacro<Name extends string>(
  node: Node | undefined,
  ...names: readonly Name[]
): node is Extract<Node, { kind: 'macro' }> & { readonly name: Name } {
  return node?.kind === 'macro' && (names as readonly string[]).includes(node.name);
}
