import type { ParameterValue } from './activation';
import type { Loss } from './loss';

/** A built-in loss before its parameters are in place. */
export interface BuiltinLoss {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly default: number }[];
  /** ℓ as text in `y`, `t` and the parameters' names. */
  readonly formula: string;
  readonly meanOverCoordinates: boolean;
  readonly make: (...p: number[]) => Pick<Loss, 'value' | 'derivative'> & Partial<Pick<Loss, 'isKink'>>;
}

function builtin(
  name: string,
  formula: string,
  make: BuiltinLoss['make'],
  more: Partial<Pick<BuiltinLoss, 'parameters' | 'meanOverCoordinates'>> = {},
): BuiltinLoss {
  return { name, formula, make, parameters: [], meanOverCoordinates: false, ...more };
}

const square: BuiltinLoss['make'] = () => ({
  value: (y, t) => (y - t) * (y - t),
  derivative: (y, t) => 2 * (y - t),
});

/** Every built-in loss (language.md, "Losses"). */
export const builtinLosses: readonly BuiltinLoss[] = [
  builtin('half_sse', '(y - t)^2/2', () => ({ value: (y, t) => ((y - t) * (y - t)) / 2, derivative: (y, t) => y - t })),
  builtin('sse', '(y - t)^2', square),
  builtin('mse', '(y - t)^2', square, { meanOverCoordinates: true }),
  builtin('l1', 'abs(y - t)', () => ({
    value: (y, t) => Math.abs(y - t),
    derivative: (y, t) => Math.sign(y - t),
    isKink: (y, t) => y === t,
  })),
  builtin(
    'huber',
    'if abs(y - t) <= delta then (y - t)^2/2 else delta*(abs(y - t) - delta/2)',
    (delta) => ({
      value: (y, t) => {
        const d = Math.abs(y - t);
        return d <= delta ? (d * d) / 2 : delta * (d - delta / 2);
      },
      derivative: (y, t) => Math.max(-delta, Math.min(delta, y - t)),
    }),
    { parameters: [{ name: 'delta', default: 1 }] },
  ),
  builtin('cross_entropy', '-t*ln(y)', () => ({
    value: (y, t) => (t === 0 ? 0 : -t * Math.log(y)),
    derivative: (y, t) => (t === 0 ? 0 : -t / y),
  })),
  builtin('binary_cross_entropy', '-(t*ln(y) + (1 - t)*ln(1 - y))', () => ({
    value: (y, t) => (t === 0 ? 0 : -t * Math.log(y)) + (t === 1 ? 0 : -(1 - t) * Math.log1p(-y)),
    derivative: (y, t) => (t === 0 ? 0 : -t / y) + (t === 1 ? 0 : (1 - t) / (1 - y)),
  })),
];

/** The built-in loss of that name, before its parameters are in place. */
export function findBuiltinLoss(name: string): BuiltinLoss | null {
  return builtinLosses.find((loss) => loss.name === name) ?? null;
}

/** The built-in loss of that name with the parameters given in order, defaults for the rest; null if there is none. */
export function builtinLoss(name: string, parameterValues: readonly number[] = []): Loss | null {
  const entry = findBuiltinLoss(name);
  if (entry === null) return null;
  const parameters: ParameterValue[] = entry.parameters.map((p, i) => ({
    name: p.name,
    value: parameterValues[i] ?? p.default,
  }));
  return {
    name,
    parameters,
    formula: entry.formula,
    argumentNames: ['y', 't'],
    defaultReduction: entry.meanOverCoordinates ? 'mean' : 'sum',
    meanOverCoordinates: entry.meanOverCoordinates,
    isKink: () => false,
    ...entry.make(...parameters.map((p) => p.value)),
  };
}
