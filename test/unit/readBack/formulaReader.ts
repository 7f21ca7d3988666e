// Reads the tree of TeX as equations.
import assert from 'node:assert/strict';
import type { Operator } from './approx';
import { isChar, isMacro, split, type Node, type Nodes } from './texTree';
import { readCell } from './cell';
import type { Equation, Expression, Numbers, Symbol } from './expression';
import { isDots, isNumberPart, matrixIn, plain, powerOfTen } from './numberNodes';

/** The letters of a course, as the paper names them. */
const COURSE: Readonly<Record<string, string>> = {
  z: 'N',
  a: 'Sigma',
  g: 'Sigma',
  'hat g': 'hat Sigma',
  delta: 'Delta',
};

const OPERATORS: Readonly<Record<string, Operator>> = { cdot: '·', circ: '∘', bullet: '•', otimes: '⊗', ',': 'thin' };

/** All equations of a display: one, several beside each other, or a system behind a brace. */
export function equations(nodes: Nodes): readonly Equation[] {
  const bare = nodes.filter((node) => node.kind !== 'group' || node.body.length > 0);
  return split(bare, (node) => isChar(node, ',')).flatMap((part): readonly Equation[] => {
    const [first] = part;
    if (part.length === 1 && first.kind === 'environment' && first.name === 'aligned') {
      return chainsOf(first.rows).flatMap((rows) => equations(rows.flat(2)));
    }
    if (part.length === 1 && first.kind === 'fence' && first.open === '{' && first.close === '.') {
      const [system] = first.body;
      if (first.body.length !== 1 || system.kind !== 'environment' || system.name !== 'array')
        throw new Error('no system');
      return system.rows.flatMap(([row]) => equations(row));
    }
    if (part.length === 1 && isMacro(first, 'dots')) return [];
    return [split(part, (node) => isChar(node, '=')).map(expression)];
  });
}

/** The rows of each chain of equalities: one begins where there is something at the left. */
function chainsOf(rows: readonly (readonly Nodes[])[]): readonly (readonly Nodes[])[][] {
  const chains: (readonly Nodes[])[][] = [];
  for (const row of rows) {
    if (chains.length === 0 || row[0].length > 0) chains.push([row]);
    else chains[chains.length - 1].push(row);
  }
  return chains;
}

export function expression(nodes: Nodes): Expression {
  const reader = new ExpressionReader(spliced(nodes));
  const read = reader.chain();
  reader.end();
  return read;
}

/** Braces without a label only mark a period. */
function spliced(nodes: Nodes): Nodes {
  if (!nodes.some((node) => isMacro(node, 'underbrace', 'overbrace'))) return nodes;
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
    if (isChar(node, ',')) return ',';
    throw new Error(`no operator: ${JSON.stringify(node)}`);
  }

  private operand(): Expression {
    const node = this.next;
    if (node === undefined) throw new Error('an operand is missing');
    return this.macro(node) ?? this.product() ?? this.parenthesised() ?? this.numbers() ?? this.symbol();
  }

  private macro(node: Node): Expression | null {
    if (node.kind === 'char') return null;
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
    if (isMacro(node, 'sum')) {
      this.at++;
      const from = plain(this.script());
      const to = plain(this.script());
      if (from !== 's=1' || !/^\d+$/.test(to)) throw new Error(`a sum from ${from} to ${to}`);
      return { kind: 'sum', count: Number(to), inner: this.operand() };
    }
    if (node.kind === 'fence' && node.open === '{') {
      this.at++;
      if (!isChar(this.next, '_') || plain(this.script()) !== 'i') throw new Error('rows of what?');
      return { kind: 'collected', inner: expression(node.body) };
    }
    return null;
  }

  /** (HV)_i, (Hv)_i: one letter. */
  private product(): Expression | null {
    if (!isChar(this.next, '(')) return null;
    const [H, V, close] = this.nodes.slice(this.at + 1, this.at + 4);
    if (!isChar(H, 'H') || !(isChar(V, 'V') || isChar(V, 'v')) || !isChar(close, ')')) return null;
    this.at += 4;
    return this.scripts(`H${(V as { char: string }).char}`);
  }

  private parenthesised(): Expression | null {
    const node = this.next;
    if (node?.kind === 'fence' && (node.open === '(' || node.open === '⟨')) {
      this.at++;
      const inner = expression(node.body);
      const comma = inner.kind === 'chain' && inner.operators.includes(',');
      if (comma !== (node.open === '⟨')) throw new Error('⟨A, B⟩ has a comma, and nothing else has one');
      return this.raised(inner);
    }
    if (!isChar(node, '(')) return null;
    this.at++;
    const inner = this.chain(')');
    if (!isChar(this.next, ')')) throw new Error('“)” is missing');
    this.at++;
    return this.raised(inner);
  }

  /** The parentheses with what is raised behind them: (A)^T, (A)^i. */
  private raised(inner: Expression): Expression {
    let read = inner;
    let bare = true;
    while (isChar(this.next, '^') || (isChar(this.next, '_') && read.kind !== 'row')) {
      // Where the layer is above, a row is below.
      const below = isChar(this.next, '_');
      const up = plain(this.script());
      if (below) assert.match(up, /^(?:\d+|i)$/, 'a row');
      if (up !== 'T' && !/^(?:\d+|i)$/.test(up)) throw new Error(`a power of parentheses: ${up}`);
      if (up !== 'T') read = { kind: 'row', inner: read, row: up, transposed: false };
      else read = read.kind === 'row' ? { ...read, transposed: !read.transposed } : parentheses(read, true);
      bare = false;
    }
    return bare ? parentheses(inner, false) : read;
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
    const name = this.letter();
    if (name === 'R') {
      const of = this.symbol();
      if (of.kind !== 'symbol') throw new Error('R of what?');
      return { ...of, name: `R ${of.name}` };
    }
    return name === 'nabla' ? this.gradient() : this.scripts(name);
  }

  /** What ∇ is in front of: ∇L, ∇²L, ∇_A f, ∇_A B. */
  private gradient(): Expression {
    const by = isChar(this.next, '_') ? expression(this.script()) : null;
    const twice = isChar(this.next, '^') && plain(this.script()) === '2';
    if (by !== null && by.kind !== 'symbol') throw new Error('∇ by what?');
    if (by !== null && isChar(this.next, '(')) return { kind: 'local', by, of: this.parenthesised()! };
    const of = this.symbol();
    if (of.kind !== 'symbol') throw new Error('∇ of what?');
    if (by === null) return { ...of, name: twice ? 'nabla2 L' : 'nabla L' };
    if (of.name !== 'f' && of.name !== 'L') return { kind: 'local', by, of };
    return { ...of, name: `nabla ${by.name}`, index: by.index, row: by.row };
  }

  private scripts(letter: string): Expression {
    let name = COURSE[letter] ?? letter;
    let index: string | null = null;
    let below: string | null = null;
    let sample: string | null = null;
    let row: string | null = null;
    let isTransposed = false;
    for (;;) {
      if (isChar(this.next, "'")) {
        this.at++;
        name += "'";
      } else if (isChar(this.next, '_')) below = plain(this.script());
      else if (isChar(this.next, '^')) {
        const whole = plain(this.script());
        const course = /^\[([^\]]+)\](\(\w+\))?(\+)?(T)?$/.exec(whole);
        if (course !== null) {
          index = course[1];
          sample = course[2]?.slice(1, -1) ?? null;
          if (course[3] === '+') name += '+';
          isTransposed = course[4] === 'T';
          continue;
        }
        const up = whole;
        if (up === 'T') isTransposed = true;
        else if (up === '+') name += '+';
        else if (/^\((?:\d+|s)\)$/.test(up)) sample = up.slice(1, -1);
        else if (/^(?:\d+|i)$/.test(up)) row = up;
        else throw new Error(`^{${up}}`);
      } else break;
    }
    if (index === null) index = below;
    else row = below;
    const symbol: Symbol = { kind: 'symbol', name, index, sample, row, transposed: isTransposed, shape: null };
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
    if (isMacro(node, 'operatorname') && plain(node.args[0]) === 'R') return 'R';
    if (isMacro(node, 'widehat')) return `hat ${plain(node.args[0])}`;
    if (isMacro(node, 'mathbf')) return `bold ${plain(node.args[0])}`;
    if (isMacro(node, 'Sigma', 'sigma', 'Delta', 'delta', 'nabla', 'eta')) return node.name;
    throw new Error(`no letter: ${JSON.stringify(node)}`);
  }

  private script(): Nodes {
    this.at++;
    return groupOf(this.nodes[this.at++]);
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
    return { kind: 'shaped', inner: what, shape };
  }
  const read = expression(label);
  if (what.kind === 'numbers' || what.kind === 'parentheses') return { ...what, label: read };
  throw new Error('a label under what is no number');
}
