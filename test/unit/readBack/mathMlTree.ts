// MathML, as it is copied, as the same tree as TeX. Every element and sign is known here: another one is an error.
import assert from 'node:assert/strict';
import type { Node, Nodes } from './texTree';

interface Element {
  readonly name: string;
  readonly attributes: string;
  readonly children: (Element | string)[];
}

const SIGNS: Readonly<Record<string, string>> = {
  Σ: 'Sigma', σ: 'sigma', Δ: 'Delta', δ: 'delta', '∇': 'nabla', η: 'eta', '⋅': 'cdot', '∘': 'circ', '∙': 'bullet', '⊗': 'otimes',
  '…': 'dots', '⋯': 'cdots', '⋮': 'vdots', '⋱': 'ddots', '∞': 'infty', '×': 'times', '∑': 'sum',
}; // prettier-ignore

/** What KaTeX writes, without the TeX that it came from. */
export function mathMlTree(html: string): Nodes {
  const math = html.replace(/<annotation.*?<\/annotation>/s, '');
  const root: Element = { name: 'root', attributes: '', children: [] };
  const open = [root];
  for (const [, text, close, name, attributes, empty] of math.matchAll(/([^<]+)|<(\/?)([a-z]+)([^>]*?)(\/?)>/g)) {
    const parent = open[open.length - 1];
    if (text !== undefined) parent.children.push(text);
    else if (close === '/') assert.equal(open.pop()?.name, name);
    else {
      const element: Element = { name, attributes, children: [] };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  assert.equal(open.length, 1);
  return nodesOf(root, 'aligned');
}

function elements({ children }: Element): readonly Element[] {
  return children.filter((child): child is Element => typeof child !== 'string');
}

/** @param table what a table is here: lines of a formula, or a matrix. */
function nodesOf(element: Element, table: 'aligned' | 'array'): Nodes {
  const parts = elements(element);
  const part = (i: number): Nodes => nodesOf(parts[i], table);
  const script = (sign: string, body: Nodes): Nodes => [char(sign), { kind: 'group', body }];
  /** A prime is raised, as powers are, and comes before them. */
  const raised = (up: Nodes): Nodes => {
    const primes = up.findIndex((node) => node.kind !== 'char' || node.char !== "'");
    const rest = primes < 0 ? [] : up.slice(primes);
    return [...up.slice(0, up.length - rest.length), ...(rest.length === 0 ? [] : script('^', rest))];
  };
  switch (element.name) {
    case 'root':
    case 'span':
    case 'math':
    case 'semantics':
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
    case 'mtd':
      return row(parts, table);
    case 'mi':
    case 'mn':
    case 'mo':
      return parts.length > 0 ? row(parts, table) : token(element);
    case 'mtext':
      assert.match(textOf(element), /^\s*$/);
      return [macro(',')];
    case 'mspace':
      return [];
    case 'msub':
      return [...part(0), ...script('_', part(1))];
    case 'msup':
      return [...part(0), ...raised(part(1))];
    case 'msubsup':
      return [...part(0), ...script('_', part(1)), ...raised(part(2))];
    case 'munderover':
      return [...part(0), ...script('_', part(1)), ...script('^', part(2))];
    case 'munder':
      if (textOf(parts[1]) === '⏟') return [macro('underbrace', part(0))];
      if (parts[0].name === 'munder' && textOf(elements(parts[0])[1]) === '⏟') return [...part(0), ...script('_', part(1))];
      return [macro('underset', label(nodesOf(parts[1], 'array')), part(0))];
    case 'mover':
      if (textOf(parts[1]) === '⏞') return [macro('overbrace', part(0))];
      assert.equal(textOf(parts[1]), '^');
      return [macro('widehat', part(0))];
    case 'mfrac':
      return [macro('tfrac', part(0), part(1))];
    case 'mphantom':
      return [macro('phantom', row(parts, table))];
    case 'mtable':
      return [{ kind: 'environment', name: table, rows: parts.map((line) => elements(line).map((cell) => nodesOf(cell, 'array'))) }];
    default:
      return assert.fail(`unknown: <${element.name}>`);
  }
} // prettier-ignore

/** Brackets that grow with what is between them are a fence. */
function row(parts: readonly Element[], table: 'aligned' | 'array'): Nodes {
  const [first] = parts;
  const last = parts[parts.length - 1];
  // `\right.` leaves no sign.
  if (parts.length > 1 && isFence(first) && textOf(first) === '{' && !isFence(last)) {
    return [{ kind: 'fence', open: '{', close: '.', body: row(parts.slice(1), 'array') }];
  }
  if (parts.length > 1 && isFence(first) && isFence(last)) {
    const body = row(parts.slice(1, -1), 'array');
    return [{ kind: 'fence', open: textOf(first), close: textOf(last) || '.', body }];
  }
  if (parts.length === 3 && parts.map(textOf).join('') === 'NaN') return [macro('mathrm', [...'NaN'].map(char))];
  return scalarProducts(parts.flatMap((part) => nodesOf(part, table)));
}

/** ⟨A, B⟩ without growing brackets. */
function scalarProducts(nodes: Nodes): Nodes {
  const start = nodes.findIndex((node) => node.kind === 'char' && node.char === '⟨');
  if (start < 0) return nodes;
  const end = nodes.findIndex((node) => node.kind === 'char' && node.char === '⟩');
  assert.ok(end > start, '⟨ without ⟩');
  const product: Node = { kind: 'fence', open: '⟨', close: '⟩', body: nodes.slice(start + 1, end) };
  return [...nodes.slice(0, start), product, ...scalarProducts(nodes.slice(end + 1))];
}

function isFence({ name, attributes }: Element): boolean {
  return name === 'mo' && attributes.includes('fence="true"') && !attributes.includes('minsize');
}

function token(element: Element): Nodes {
  const text = textOf(element);
  if (element.attributes.includes('mathvariant="bold"')) return [macro('mathbf', [...text].map(char))];
  // What says that R is a function has no sign.
  return [...text.replace('\u2061', '')].map((sign): Node => {
    if (Object.hasOwn(SIGNS, sign)) return macro(SIGNS[sign]);
    const plain = sign === '−' ? '-' : sign === '′' ? "'" : sign;
    assert.match(plain, /[\dA-Za-z.,()[\]=+\-'⟨⟩]/, `unknown sign: ${sign}`);
    return char(plain);
  });
}

/** Lines below each other are a substack. */
function label(nodes: Nodes): Nodes {
  const [only] = nodes;
  if (nodes.length !== 1 || only.kind !== 'environment') return nodes;
  return [
    macro(
      'substack',
      only.rows.flatMap(([line], i) => (i === 0 ? line : [macro('\\'), ...line])),
    ),
  ];
}

function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('').trim();
} // prettier-ignore

function char(sign: string): Node {
  return { kind: 'char', char: sign };
}

function macro(name: string, ...args: Nodes[]): Node {
  return { kind: 'macro', name, args };
}
