import { countedUnit, MOST_DIGITS } from './entryStates';
import type { WrittenMatrix } from './writtenMatrix';

/** To which precision a matrix is written. */
export interface WrittenDigits {
  /** Significant digits of the entries that are not exact, six at most; null if all are exact. */
  readonly significant: { readonly fewest: number; readonly most: number } | null;
  /** The most decimals. */
  readonly decimals: number;
}

export function writtenDigits({ values, units }: WrittenMatrix): WrittenDigits {
  let fewest = Infinity;
  let most = 0;
  let decimals = 0;
  values.data.forEach((x, i) => {
    const unit = countedUnit(x, units.data[i]);
    if (unit === 0) return;
    decimals = Math.max(decimals, Math.round(-Math.log10(units.data[i])));
    if (x === 0) return;
    const digits = Math.min(MOST_DIGITS, Math.floor(Math.log10(Math.abs(x)) + 1e-9) - Math.round(Math.log10(unit)) + 1);
    fewest = Math.min(fewest, Math.max(digits, 1));
    most = Math.max(most, digits, 1);
  });
  return { significant: most === 0 ? null : { fewest, most }, decimals };
}
