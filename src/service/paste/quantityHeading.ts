import type { QuantityRef } from '../../mistakes/quantity';

/** Letters of TeX and words, as one sign each; a fraction as a division. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/\\[dt]?frac\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, '$1/$2'],
  [/\\(?:mathrm|mathbf|operatorname|text|bm|boldsymbol)\b/g, ''],
  [/\\nabla|\bnabla|grad(?=[_ ]?[WwbXx\d])/g, '∇'],
  [/\\partial/g, '∂'],
  [/\\?Delta|\\?delta|δ/g, 'Δ'],
  [/\\?Sigma|\\?sigma|σ/g, 'Σ'],
];

/** What is differentiated: L by many names, f, or one output, f₁. */
const OF = String.raw`(?:[LEJC]|f\d*)?`;
/** A derivative by what comes next. */
const D = String.raw`(?:∇${OF}|d|[∂d]${OF}\/[∂d])`;

/** What names it, its layer aside: the first is the usual meaning, the others are meant as well. */
const meanings: readonly (readonly [RegExp, readonly QuantityRef['quantity'][]])[] = [
  [new RegExp(String.raw`^${D}W(\d+)${OF}$|^W(\d+)\.grad$`), ['gradW']],
  [new RegExp(String.raw`^${D}b(\d+)${OF}$|^b(\d+)\.grad$`), ['gradb']],
  [/^Δ(\d+)$/, ['Delta']],
  [/^(?:N|n|z|Z|net)(\d+)$/, ['N']],
  [/^(?:Σ|S|h|H)(\d+)$/, ['Sigma']],
  // In some books the value before the function, in most the one after it.
  [/^[aA](\d+)$/, ['Sigma', 'N']],
];

const ofInput = new RegExp(String.raw`^${D}[Xx]${OF}$|^[Xx]\.grad$`);

/**
 * The quantities that a name may mean, as people and programs write it: `∇W₁`, `\nabla_{W_1} L`, `gradW1`, `dW1`,
 * `∂L/∂W₁`, `W1.grad`, `Δ_2`, `delta2`, `N₁`, `z1`, `Σ₁`, `a1`. Empty if it is none that can be checked.
 */
export function quantitiesNamed(name: string): readonly QuantityRef[] {
  const spelled = spellings.reduce((text, [from, to]) => text.replace(from, to), name);
  const word = spelled
    .replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/[\s_{}()[\]^\\,$*&]/g, '');
  if (ofInput.test(word)) return [{ quantity: 'gradX', layer: 0 }];
  for (const [pattern, quantities] of meanings) {
    const layer = pattern
      .exec(word)
      ?.slice(1)
      .find((digits) => digits !== undefined);
    if (layer !== undefined) return quantities.map((quantity) => ({ quantity, layer: Number(layer) }));
  }
  return [];
}
