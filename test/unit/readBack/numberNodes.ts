// Which signs of TeX belong to a number or a matrix of numbers.
import { isChar, isMacro, type Node, type Nodes } from './texTree';

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

export function isNumberPart(nodes: Nodes, i: number, first: boolean): boolean {
  const node = nodes[i];
  if (node === undefined) return false;
  if (node.kind === 'char') {
    if (/[\d.]/.test(node.char)) return true;
    return first ? node.char === '-' : node.char === '^' && isChar(nodes[i - 1], '0');
  }
  if (isMacro(node, 'mathrm')) return plain(node.args[0]) === 'NaN';
  return isMacro(node, 'tfrac', 'infty') || (isMacro(node, 'times') && !first);
}

export function matrixIn(node: Node | undefined): readonly (readonly Nodes[])[] | null {
  if (node?.kind === 'environment' && node.name === 'bmatrix*') return node.rows;
  if (node?.kind !== 'fence' || node.open !== '[' || node.close !== ']') return null;
  const [array] = node.body;
  return node.body.length === 1 && array.kind === 'environment' && array.name === 'array' ? array.rows : null;
}

export function isDots(cell: Nodes): boolean {
  const [dots, ...room] = cell;
  return isMacro(dots, 'cdots', 'vdots', 'ddots') && room.every((node) => isMacro(node, 'phantom'));
}

/** The exponent of `10^{-6}`; 0 of nothing. */
export function powerOfTen(nodes: Nodes): number {
  if (nodes.length === 0) return 0;
  const match = /^10\^(-?\d+)$/.exec(plain(nodes));
  if (match === null) throw new Error(`no power of ten: ${plain(nodes)}`);
  return Number(match[1]);
}
