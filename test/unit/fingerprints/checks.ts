import type { GradientCheck } from '../../../src/engine/trace';

/** A check whose differences are made ones: those that are found are rounding errors, other ones on another machine. */
export function withoutRounding(check: GradientCheck): GradientCheck {
  const made = <C extends GradientCheck['worst']>(worst: C): C =>
    worst && { ...worst, numeric: worst.analytic * (1 + 1e-9), relativeError: 1e-9 };
  const error = (x: number): number => (x > 1e-4 ? 0.5 : 1e-9);
  return {
    ...check,
    maxRelativeError: error(check.maxRelativeError),
    worst: made(check.worst),
    parts: check.parts.map((part) => ({ ...part, maxRelativeError: error(part.maxRelativeError), worst: made(part.worst) })),
  };
} // prettier-ignore
