// What TeX says: equations of chains of factors, which are letters, matrices of numbers, or parentheses.
import type { Operator } from './approx';
import { isChar, isMacro, split, type Node, type Nodes } from './texTree';
import { readCell, type Cell } from './cell';

export interface Symbol {
  readonly kind: 'symbol';
  /** `W`, `Sigma'`, `hat Sigma'`, `nabla W`, `W+`, `1` …. */
  readonly name: string;
  /** `1`, `k-1`; null where there is none. */
  readonly index: string | null;
  /** The sample in `Δ^{(s)}`. */
  readonly sample: string | null;
  readonly transposed: boolean;
  readonly shape: Shape | null;
}

export interface Shape {
  readonly rows: number;
  readonly cols: number;
}

export interface Numbers {
  readonly kind: 'numbers';
  /** Row by row; null for what is left out. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** Whether it is in brackets: a single number may be a letter's value too. */
  readonly bracketed: boolean;
  readonly label: Expression | null;
  readonly shape: Shape | null;
}

export type Expression =
  | Symbol
  | Numbers
  | { readonly kind: 'chain'; readonly terms: readonly Expression[]; readonly operators: readonly Operator[] }
  | { readonly kind: 'parentheses'; readonly inner: Expression; readonly transposed: boolean; readonly label: Expression | null }
  | { readonly kind: 'applied'; readonly map: Symbol; readonly argument: Expression }
  /** A brace with a label: what is over it is what the label says. */
  | { readonly kind: 'named'; readonly inner: Expression; readonly label: Expression }
  | { readonly kind: 'dots' }; // prettier-ignore

/** The sides of one equation. */
export type Equation = readonly Expression[];

const OPERATORS: Readonly<Record<string, Operator>> = { cdot: '·', circ: '∘', bullet: '•', otimes: '⊗', ',': 'thin' };

/** All equations of a display: one, several beside each other, or a system behind a brace. */
export function equations(nodes: Nodes): readonly Equation[] {
  const bare = nodes.filter((node) => node.kind !== 'group' || node.body.length > 0);
  return split(bare, (node) => isChar(node, ',')).flatMap((part): readonly Equation[] => {
    const [first] = part;
    if (part.length === 1 && first.kind === 'environment' && first.name === 'aligned') {
      return equations(first.rows.flat(2));
    }
    if (part.length === 1 && first.kind === 'fence' && first.open === '{') {
      const [system] = first.body;
      if (first.body.length !== 1 || system.kind !== 'environment' || system.name !== 'array')
        throw new Error('no system');
      return system.rows.flatMap(([row]) => equations(row));
    }
    if (part.length === 1 && isMacro(first, 'dots')) return [];
    return [split(part, (node) => isChar(node, '=')).map(expression)];
  });
}

export function expression(nodes: Nodes): Expression {
  const reader = new ExpressionReader(spliced(nodes));
  const read = reader.chain();
  reader.end();
  return read;
}

/** Braces without a label only mark a period. */
function spliced(nodes: Nodes): Nodes {
  return nodes.flatMap((node, i) => {
    const next = nodes[i + 1];
    const labelled = isChar(next, '_') || isChar(next, '^');
    return isMacro(node, 'underbrace', 'overbrace') && !labelled ? spliced(node.args[0]) : [node];
  });
}

class ExpressionReader {
  private at = 0;

  constructor(private readonly nodes: Nodes) {}

  private get next(): Node | undefined {
    return this.nodes[this.at];
  }

  end(): void {
    if (this.at < this.nodes.length)
      throw new Error(`not understood: ${JSON.stringify(this.nodes.slice(this.at, this.at + 4))}`);
  }

  chain(closing?: string): Expression {
    const terms = [this.operand()];
    const operators: Operator[] = [];
    while (this.next !== undefined && !(closing !== undefined && isChar(this.next, closing))) {
      operators.push(this.operator());
      terms.push(this.operand());
    }
    return terms.length === 1 ? terms[0] : { kind: 'chain', terms, operators };
  }

  private operator(): Operator {
    const node = this.nodes[this.at++];
    if (node.kind === 'macro' && Object.hasOwn(OPERATORS, node.name)) return OPERATORS[node.name];
    if (isChar(node, '+')) return '+';
    if (isChar(node, '-')) return '−';
    throw new Error(`no operator: ${JSON.stringify(node)}`);
  }

  private operand(): Expression {
    const node = this.next;
    if (node === undefined) throw new Error('an operand is missing');
    if (isMacro(node, 'dots', 'ldots', 'cdots')) {
      this.at++;
      return { kind: 'dots' };
    }
    if (isMacro(node, 'underset')) {
      this.at++;
      return labelled(node.args[0], expression(node.args[1]));
    }
    if (isMacro(node, 'underbrace', 'overbrace')) {
      this.at += 2;
      return { kind: 'named', inner: expression(node.args[0]), label: expression(groupOf(this.nodes[this.at++])) };
    }
    if (isChar(node, '(')) {
      this.at++;
      const inner = this.chain(')');
      if (!isChar(this.next, ')')) throw new Error('“)” is missing');
      this.at++;
      return parentheses(inner, this.transposition());
    }
    if (node.kind === 'fence' && node.open === '(') {
      this.at++;
      return parentheses(expression(node.body), this.transposition());
    }
    return this.numbers() ?? this.symbol();
  }

  /** A number, or a matrix of numbers with or without a power of ten in front; null if there is a letter. */
  private numbers(): Numbers | null {
    const start = this.at;
    while (isNumberPart(this.nodes, this.at, this.at === start)) this.at++;
    const isScript = (i: number): boolean => isChar(this.nodes[i - 1], '^') && this.nodes[i]?.kind === 'group';
    while (isScript(this.at) || isNumberPart(this.nodes, this.at, this.at === start)) this.at++;
    const written = this.nodes.slice(start, this.at);
    const matrix = matrixIn(this.next);
    if (matrix !== null) {
      this.at++;
      const factor = powerOfTen(written);
      const rows = matrix.map((row) => row.map((cell) => (isDots(cell) ? null : readCell(cell, factor))));
      return { kind: 'numbers', rows, bracketed: true, label: null, shape: null };
    }
    if (written.length === 0) return null;
    return { kind: 'numbers', rows: [[readCell(written, 0)]], bracketed: false, label: null, shape: null };
  }

  private symbol(): Expression {
    let name = this.letter();
    let index: string | null = null;
    let sample: string | null = null;
    let isTransposed = false;
    if (name === 'nabla') {
      const by = isChar(this.next, '_') ? this.script() : null;
      const of = this.symbol();
      if (of.kind !== 'symbol') throw new Error('∇ of what?');
      if (by === null) return { ...of, name: 'nabla L' };
      const what = expression(by);
      if (what.kind !== 'symbol') throw new Error('∇ by what?');
      return { ...of, name: `nabla ${what.name}`, index: what.index };
    }
    for (;;) {
      if (isChar(this.next, "'")) {
        this.at++;
        name += "'";
      } else if (isChar(this.next, '_')) index = plain(this.script());
      else if (isChar(this.next, '^')) {
        const up = plain(this.script());
        if (up === 'T') isTransposed = true;
        else if (up === '+') name += '+';
        else if (/^\((?:\d+|s)\)$/.test(up)) sample = up.slice(1, -1);
        else throw new Error(`^{${up}}`);
      } else break;
    }
    const symbol: Symbol = { kind: 'symbol', name, index, sample, transposed: isTransposed, shape: null };
    const map = /^(?:f|[Ss]igma'?)$/.test(name) && !isTransposed;
    const fence = this.next;
    if (map && fence?.kind === 'fence' && fence.open === '(') {
      this.at++;
      return { kind: 'applied', map: symbol, argument: expression(fence.body) };
    }
    if (map && isChar(fence, '(')) {
      this.at++;
      const argument = this.chain(')');
      this.at++;
      return { kind: 'applied', map: symbol, argument };
    }
    return symbol;
  }

  private letter(): string {
    const node = this.nodes[this.at++];
    if (node?.kind === 'char' && /[A-Za-z]/.test(node.char)) return node.char;
    if (isMacro(node, 'widehat')) return `hat ${plain(node.args[0])}`;
    if (isMacro(node, 'mathbf')) return `bold ${plain(node.args[0])}`;
    if (isMacro(node, 'Sigma', 'sigma', 'Delta', 'nabla', 'eta')) return node.name;
    throw new Error(`no letter: ${JSON.stringify(node)}`);
  }

  private script(): Nodes {
    this.at++;
    return groupOf(this.nodes[this.at++]);
  }

  private transposition(): boolean {
    if (!isChar(this.next, '^')) return false;
    if (plain(this.script()) !== 'T') throw new Error('a power of parentheses');
    return true;
  }
}

function parentheses(inner: Expression, transposed: boolean): Expression {
  // A negative number has parentheses for its sign only.
  if (inner.kind === 'numbers' && !transposed) return inner;
  if (inner.kind === 'symbol' && transposed) return { ...inner, transposed: !inner.transposed };
  return { kind: 'parentheses', inner, transposed, label: null };
}

function groupOf(node: Node | undefined): Nodes {
  if (node === undefined) throw new Error('a script is missing');
  return node.kind === 'group' ? node.body : [node];
}

export function plain(nodes: Nodes): string {
  return nodes
    .map((node) =>
      node.kind === 'char'
        ? node.char
        : node.kind === 'group'
          ? plain(node.body)
          : node.kind === 'macro'
            ? node.name
            : '?',
    )
    .join('');
}

/** The label under a factor: its letters, its shape, or both. */
function labelled(label: Nodes, what: Expression): Expression {
  const [only] = label;
  if (label.length === 1 && isMacro(only, 'substack')) {
    const [letters, shape] = split(only.args[0], (node) => isMacro(node, '\\'));
    return labelled(shape, labelled(letters, what));
  }
  const size = /^(\d+)times(\d+)$/.exec(plain(label));
  if (size !== null) {
    const shape = { rows: Number(size[1]), cols: Number(size[2]) };
    if (what.kind === 'symbol' || what.kind === 'numbers') return { ...what, shape };
    if (what.kind === 'applied') return { ...what, map: { ...what.map, shape } };
    throw new Error('a shape under what is no factor');
  }
  const read = expression(label);
  if (what.kind === 'numbers' || what.kind === 'parentheses') return { ...what, label: read };
  throw new Error('a label under what is no number');
}

function isNumberPart(nodes: Nodes, i: number, first: boolean): boolean {
  const node = nodes[i];
  if (node === undefined) return false;
  if (node.kind === 'char') {
    if (/[\d.]/.test(node.char)) return true;
    return first ? node.char === '-' : node.char === '^' && isChar(nodes[i - 1], '0');
  }
  if (isMacro(node, 'mathrm')) return plain(node.args[0]) === 'NaN';
  return isMacro(node, 'tfrac', 'infty') || (isMacro(node, 'times') && !first);
}

function matrixIn(node: Node | undefined): readonly (readonly Nodes[])[] | null {
  if (node?.kind === 'environment' && node.name === 'bmatrix*') return node.rows;
  if (node?.kind !== 'fence' || node.open !== '[' || node.close !== ']') return null;
  const [array] = node.body;
  return node.body.length === 1 && array.kind === 'environment' && array.name === 'array' ? array.rows : null;
}

function isDots(cell: Nodes): boolean {
  return cell.length === 1 && isMacro(cell[0], 'cdots', 'vdots', 'ddots');
}

/** The exponent of `10^{-6}`; 0 of nothing. */
function powerOfTen(nodes: Nodes): number {
  if (nodes.length === 0) return 0;
  const match = /^10\^(-?\d+)$/.exec(plain(nodes));
  if (match === null) throw new Error(`no power of ten: ${plain(nodes)}`);
  return Number(match[1]);
}
