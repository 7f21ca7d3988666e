import type { Chain, Factor, Letters, Term } from './formula';
import type { Operator } from './product';
import { symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** A factor in letters. */
export function factorTex(factor: Factor, letters: Letters, style: TexStyle): string {
  return symbolTex(factor.symbol, factor.transposed, style, letters);
}

/** A chain in letters, with its braces; `write` writes a factor. */
export function chainTex(chain: Chain, letters: Letters, style: TexStyle, write: (factor: Factor) => string): string {
  let tex = '';
  chain.terms.forEach((term, i) => {
    // Numbers are multiplied without a sign, as in (1) and (2).
    if (i > 0) tex += letters === 'matrices' ? ` ${operatorTex(chain.operators[i - 1])} ` : ' \\, ';
    for (const brace of chain.braces) if (brace.from === i) tex += `\\${brace.side}brace{`;
    tex += termTex(term, letters, style, write);
    for (const brace of chain.braces) if (brace.to === i) tex += '}';
  });
  return tex;
}

function termTex(term: Term, letters: Letters, style: TexStyle, write: (factor: Factor) => string): string {
  switch (term.kind) {
    case 'factor':
      return write(term);
    case 'application':
      return `${symbolTex(term.map, false, style, letters)}(${termTex(term.argument, letters, style, write)})`;
    case 'parentheses':
      return `(${chainTex(term.inner, letters, style, write)})`;
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
  }
}
