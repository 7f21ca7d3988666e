import type { Chain, Factor, Letters, Term } from '../formula/formula';
import type { Operator } from '../formula/product';
import { mapTex, symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** A factor in letters. */
export function factorTex(factor: Factor, letters: Letters, style: TexStyle): string {
  return symbolTex(factor.symbol, factor.transposed, style, letters);
}

/** Sets off parts of a chain: its term i, or the operator in front of it (from 1); `path` says where the chain stands. */
export interface ChainMarker {
  term(path: readonly number[], i: number, tex: string): string;
  operator(path: readonly number[], i: number, tex: string): string;
}

const unmarked: ChainMarker = { term: (_path, _i, tex) => tex, operator: (_path, _i, tex) => tex };

/** A chain in letters, with its braces; `write` writes a factor. */
export function chainTex(
  chain: Chain,
  letters: Letters,
  style: TexStyle,
  write: (factor: Factor) => string,
  marker: ChainMarker = unmarked,
  path: readonly number[] = [],
): string {
  let tex = '';
  chain.terms.forEach((term, i) => {
    if (i > 0) {
      // Numbers are multiplied without a sign, as in (1) and (2).
      const operator = chain.operators[i - 1];
      const silent = letters !== 'matrices' && !'+−'.includes(operator);
      tex += silent ? ' \\, ' : ` ${marker.operator(path, i, operatorTex(operator))} `;
    }
    for (const brace of chain.braces) if (brace.from === i) tex += `\\${brace.side}brace{`;
    const inner = (part: Chain) => chainTex(part, letters, style, write, marker, [...path, i]);
    // Raised dots would run into the dots of products.
    const low = term.kind === 'ellipsis' && letters === 'matrices' && chain.operators[i - 1] === '·';
    tex += marker.term(path, i, low ? '\\ldots' : termTex(term, letters, style, write, inner));
    for (const brace of chain.braces) if (brace.to === i) tex += '}';
  });
  return tex;
}

function termTex(
  term: Term,
  letters: Letters,
  style: TexStyle,
  write: (factor: Factor) => string,
  inner: (chain: Chain) => string,
): string {
  // Parentheses are those of the map already.
  const argumentTex = (argument: Term) =>
    argument.kind === 'parentheses' ? inner(argument.inner) : termTex(argument, letters, style, write, inner);
  switch (term.kind) {
    case 'factor':
      return write(term);
    case 'application':
      return `${mapTex(term.map, style, letters)}(${argumentTex(term.argument)})`;
    case 'parentheses':
      return term.angle ? `\\langle ${inner(term.inner)} \\rangle` : `(${inner(term.inner)})`;
    case 'ellipsis':
      return '\\dots';
  }
}

export function operatorTex(operator: Operator): string {
  switch (operator) {
    case '·':
      return '\\cdot';
    case '∘':
      return '\\circ';
    case '•':
      return '\\bullet';
    case '⊗':
      return '\\otimes';
    case '+':
      return '+';
    case '−':
      return '-';
    case 'scale':
      return '\\,';
    case ',':
      return ',';
  }
}
