import { maxWord } from '../text/limits';

/** A quantity that an exercise gives or asks for. */
export type AskedQuantity =
  'N' | 'Sigma' | 'dSigma' | 'Delta' | 'gradW' | 'gradb' | 'nextW' | 'nextb' | 'gradX' | 'f' | 'L';

/** Which one: of layer i (from 1), or of no layer. */
export interface QuantityOfLayer {
  readonly quantity: AskedQuantity;
  readonly layer: number | null;
}

/** Those of a layer, as they are typed. */
export const layerQuantities = ['N', 'Sigma', 'dSigma', 'Delta', 'gradW', 'gradb', 'nextW', 'nextb'] as const;

/** Those of the whole network. */
export const wholeQuantities = ['gradX', 'f', 'L'] as const;

/** As the paper writes them. */
const signs: Readonly<Record<string, AskedQuantity>> = {
  'Σ′': 'dSigma',
  "Σ'": 'dSigma',
  Σ: 'Sigma',
  Δ: 'Delta',
  '∇W': 'gradW',
  '∇b': 'gradb',
  '∇X': 'gradX',
};

const indexed = /^(N|Sigma|dSigma|Delta|gradW|gradb|nextW|nextb|Σ′|Σ'|Σ|Δ|∇W|∇b)_?(\d{1,6}|[₀-₉]{1,6})$/;

/** Reads `gradW1`, `∇W₁`, `gradX`, …; null for any other word. */
export function readQuantityWord(word: string): QuantityOfLayer | null {
  if (word === '∇X') return { quantity: 'gradX', layer: null };
  const whole = wholeQuantities.find((name) => name === word);
  if (whole !== undefined) return { quantity: whole, layer: null };
  const match = indexed.exec(word);
  if (match === null) return null;
  const digits = match[2].replace(/[₀-₉]/g, (d) => String(d.charCodeAt(0) - 0x2080));
  return { quantity: signs[match[1]] ?? (match[1] as AskedQuantity), layer: Number(digits) };
}

/** The end of the word of a quantity at `start`, known or not; `start` if there is none. */
export function quantityWordEnd(text: string, start: number): number {
  quantityWord.lastIndex = start;
  return start + (quantityWord.exec(text)?.[0].length ?? 0);
}

const quantityWord = new RegExp(`(?:Σ[′']|∇)?[\\p{L}\\p{M}\\p{Nd}_₀-₉]{0,${maxWord}}`, 'uy');
