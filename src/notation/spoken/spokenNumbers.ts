import { message, type Message } from '../../message/message';
import type { Shape } from '../../network/matrix';
import type { Digits } from '../../numbers/numberLayout';
import { spokenNumber } from '../../numbers/numberText';
import type { Entries } from '../formula/entries';
import type { Chain, Factor, Letters, Term } from '../formula/formula';
import { isReadable } from '../tex/fractionTex';
import { spokenFactor, type Spoken } from './spokenSymbol';

/** Entries up to which a matrix is read out; of a larger one its shape is said. */
const MOST_ENTRIES = 12;

/** The shape of a quantity and, if there are few, its numbers: `W 2 is 2 by 2: 0.4, 0.45; 0.5, 0.55`. */
export function spokenValue(
  name: Spoken,
  shape: Shape | null,
  value: Entries | null,
  digits: Digits | null,
): readonly Message[] {
  if (shape === null) return [];
  const { rows, cols } = shape;
  if (value === null || digits === null || rows * cols > MOST_ENTRIES)
    return [message('{0} is {1} by {2}', name, rows, cols)];
  const numbers = list(
    Array.from({ length: rows }, (_, r) => list(Array.from({ length: cols }, (_, c) => entry(value, r, c, digits)), ', ')), // prettier-ignore
    '; ',
  );
  if (rows === 1 && cols === 1) return [message('{0} is {1}', name, numbers)];
  return [message('{0} is {1} by {2}: {3}', name, rows, cols, numbers)];
}

/** One number as it is said: `0.5`, `−1.25 times 10 to the power −9`. */
export function saidNumber(x: number, digits: Digits): Spoken {
  const { text, power } = spokenNumber(x, digits);
  return power === undefined ? text : message('{0} times 10 to the power {1}', text, power);
}

/** What is said with signs between, which read the same in every language. */
function list(parts: readonly Spoken[], between: string): Spoken {
  if (parts.every((part) => typeof part === 'string')) return parts.join(between);
  return { template: parts.map((_, i) => `{${i}}`).join(between), args: parts };
}

function entry(value: Entries, r: number, c: number, digits: Digits): Spoken {
  const exact = digits.kind === 'fractions' ? value.exact?.(r, c) : undefined;
  if (exact !== undefined && isReadable(exact)) {
    const { n, d } = exact;
    const size = n < 0n ? -n : n;
    return `${n < 0n ? '−' : ''}${d === 1n ? size : `${size}/${d}`}`;
  }
  return saidNumber(value.entry(r, c), digits);
}

/** The shapes of all that occurs in some chains, each once, in the order of writing; with digits the numbers too. */
export function spokenFactors(chains: readonly Chain[], letters: Letters, digits: Digits | null): readonly Message[] {
  const seen = new Set<string>();
  const found: Message[] = [];
  for (const factor of chains.flatMap(factorsOf)) {
    const key = JSON.stringify([factor.symbol, factor.transposed]);
    if (seen.has(key) || saysItself(factor)) continue;
    seen.add(key);
    found.push(...spokenValue(spokenFactor(factor, letters), factor.shape, factor.value, digits));
  }
  return found;
}

/** One over m, or a column of ones. */
function saysItself({ symbol }: Factor): boolean {
  return symbol.name === 'reciprocal' || symbol.name === 'ones';
}

function factorsOf({ terms }: Chain): readonly Factor[] {
  const of = (term: Term): readonly Factor[] => {
    switch (term.kind) {
      case 'factor':
        return [term];
      case 'application':
        return of(term.argument);
      case 'parentheses':
        return factorsOf(term.inner);
      case 'ellipsis':
        return [];
    }
  };
  return terms.flatMap(of);
}
