import { message } from '../message/message';
import type { Network } from '../network/network';
import type { Entries } from '../notation/formula/entries';
import { isReadable } from '../notation/tex/fractionTex';
import type { Block, Inline } from './page';
import { math, note, paragraph, words } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import type { Quantities } from '../notation/formula/quantities';
import type { QuantitySymbol } from '../notation/formula/symbol';
import { andSoOn } from '../notation/spoken/spokenEntry';
import { spokenSymbol } from '../notation/spoken/spokenSymbol';
import { symbolTex } from '../notation/tex/symbolTex';

/** Quantities of a kind that are named one by one. */
const NAMED = 14;

/** Where fractions are asked for, which quantities are exact and which are rounded; nothing otherwise. */
export function exactnessBlocks(network: Network, q: Quantities, { digits }: PageChoices): readonly Block[] {
  if (digits.kind !== 'fractions') return [];
  const names: Record<'exact' | 'long' | 'rounded', QuantitySymbol[]> = { exact: [], long: [], rounded: [] };
  for (const symbol of quantitiesInOrder(network, q)) {
    const { value } = q.factor(symbol);
    if (value !== null) names[exactness(value)].push(symbol);
  }
  const { exact, long, rounded } = names;
  if (exact.length + long.length + rounded.length === 0) return [];
  if (exact.length === 0) {
    return [
      note('forward.exact', 'info', message('No number here is a short exact fraction, so all of them are rounded.')),
    ];
  }
  if (long.length + rounded.length === 0) {
    return [paragraph('forward.exact', message('All numbers are exact; the fractions are in lowest terms.'))];
  }
  const content: Inline[] = [words(message('Exact:')), ...list(exact)];
  if (rounded.length > 0) content.push(words(message('Rounded:')), ...list(rounded));
  if (long.length > 0) content.push(words(message('Rounded, because the fractions are too long:')), ...list(long));
  return [{ kind: 'paragraph', id: 'forward.exact', content }];
}

/** Each name by itself, so that a line can end after it. */
function list(names: readonly QuantitySymbol[]): readonly Inline[] {
  const shown = names
    .slice(0, NAMED)
    .map((name, i) =>
      math((style) => `${symbolTex(name, false, style)}${i === names.length - 1 ? '.' : ','}`, spokenSymbol(name)),
    );
  return names.length > NAMED ? [...shown, math('\\dots', andSoOn)] : shown;
}

function exactness({ rows, cols, exact }: Entries): 'exact' | 'long' | 'rounded' {
  if (exact === undefined) return 'rounded';
  for (let i = 0; i < rows * cols; i++) if (!isReadable(exact(Math.floor(i / cols), i % cols))) return 'long';
  return 'exact';
}

/** What the page shows, in its order. */
function quantitiesInOrder({ layers, rate }: Network, { front, objective }: Quantities): readonly QuantitySymbol[] {
  const gradient = (by: 'W' | 'b' | 'X', layer: number): QuantitySymbol => ({ name: 'gradient', by, layer, objective });
  return [
    { name: 'Sigma', layer: 0 },
    { name: 'Y' },
    ...layers.flatMap(({ index: layer, affine }): QuantitySymbol[] => [
      { name: 'W', layer },
      ...(affine ? [{ name: 'b', layer } as const] : []),
      { name: 'N', layer },
      { name: 'Sigma', layer },
      { name: 'dSigma', layer },
    ]),
    ...(front === null ? [] : [front]),
    ...[...layers]
      .reverse()
      .flatMap(({ index: layer, affine }): QuantitySymbol[] => [
        { name: 'Delta', layer },
        gradient('W', layer),
        ...(affine ? [gradient('b', layer)] : []),
        ...(rate === null ? [] : [{ name: 'updated', of: 'W', layer } as const]),
        ...(rate === null || !affine ? [] : [{ name: 'updated', of: 'b', layer } as const]),
      ]),
    gradient('X', 0),
  ];
}
