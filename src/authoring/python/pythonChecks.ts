import type { Trace } from '../../engine/trace';
import { hessianVector } from '../../engine/hessianVector';
import { updatedLayer } from '../../engine/updated';
import { column, type Matrix } from '../../network/matrix';
import type { PythonArrays } from './pythonArrays';
import { hasHessian } from './hessianSection';
import { LEAST, NINE_DIGITS, notComparedCode, roundingsOf } from './pythonRounding';
import type { CodeSection } from './pythonSections';

/** How a script compares its own numbers with those of NNet. */
export const sameCode: readonly string[] = [
  `def same(name, found, expected, rounding=${LEAST}):`,
  '    """Asserts that two arrays agree to nine digits of the largest entry, or differ only by rounding."""',
  '    found, expected = np.asarray(found), np.asarray(expected)',
  '    assert found.size == expected.size, name',
  '    error = np.abs(found.reshape(expected.shape) - expected)',
  `    assert np.all(error <= ${NINE_DIGITS} * np.abs(expected).max(initial=0) + rounding), name`,
];

/** How a notebook compares its numbers with those that it shows. */
export const printedCode: readonly string[] = [
  `def printed(found, text, rounding=${LEAST}):`,
  '    """Asserts that an array rounds to the numbers that are shown for it: `1 2; 3 4` has two rows."""',
  "    rows = [row.split() for row in text.split(';')]",
  '    found = np.asarray(found, dtype=float).reshape(len(rows), len(rows[0]))',
  '    largest = np.abs(found[np.isfinite(found)]).max(initial=0)',
  '    for x, number in zip(found.flat, sum(rows, [])):',
  "        if number in ('nan', 'inf', '-inf'):",
  "            assert np.array_equal(x, float(number), equal_nan=True), f'{x} is shown as {number}'",
  '            continue',
  "        mantissa, _, exponent = number.partition('e')",
  "        unit = 0 if '/' in number else 10.0 ** (int(exponent or 0) - len(mantissa.partition('.')[2]))",
  '        error = abs(x - float(Fraction(number)))',
  "        assert error <= 0.5000001 * unit + 1e-13 * largest + rounding, f'{x} is shown as {number}'",
];

/** The engine's values by section, with the names that the script gives them. */
export interface Expectations {
  /** How many numbers there are, those of the text included. */
  readonly numbers: number;
  /** @param of what else tells the quantities from others of the same name */
  of(section: CodeSection['name'], arrays: PythonArrays, of?: string): readonly string[];
}

/** Entries of a gradient that are written out; of a larger one its factors are compared. */
const MOST_ENTRIES = 1_000_000;

export function expectations(trace: Trace): Expectations {
  const values = new Map<CodeSection['name'], (readonly [string, Matrix])[]>();
  const put = (section: CodeSection['name'], name: string, value: Matrix) =>
    values.set(section, [...(values.get(section) ?? []), [name, value]]);
  const { forward, backward } = trace;
  forward.layers.forEach(({ N, Sigma, dSigma }, i) => {
    put('forward', `N${i + 1}`, N);
    put('forward', `Sigma${i + 1}`, Sigma);
    if (dSigma !== null) put('forward', `dSigma${i + 1}`, dSigma);
  });
  if (backward !== null) {
    put('objective', backward.objective.kind === 'loss' ? 'L' : 'f', column([backward.value]));
    backward.Delta.forEach((Delta, i) => put('delta', `Delta${i + 1}`, Delta));
    backward.gradW.forEach((gradient, i) => {
      if (gradient.rows * gradient.cols <= MOST_ENTRIES) put('gradient', `gradW${i + 1}`, gradient.toMatrix());
    });
    backward.gradb.forEach((gradient, i) => gradient && put('gradient', `gradb${i + 1}`, gradient));
    put('gradient', 'gradX', backward.gradX);
    const { rate, layers } = forward.network;
    for (const layer of rate === null ? [] : layers) {
      if (layer.size * layer.inputSize > MOST_ENTRIES) continue;
      const { W, b } = updatedLayer(layer, backward, rate!);
      put('update', `nextW${layer.index}`, W);
      if (b !== null) put('update', `nextb${layer.index}`, b);
    }
  }
  if (hasHessian(trace)) {
    hessianVector(trace)!.layers.forEach(({ HV, Hv }, i) => {
      put('hessian', `HV${i + 1}`, HV);
      if (Hv !== null) put('hessian', `Hv${i + 1}`, Hv);
    });
  }
  const all = [...values.values()].flat();
  const parameters = forward.network.layers.reduce((sum, { weights }) => sum + weights!.data.length, 0);
  const roundings = roundingsOf(trace);
  const asserted = (name: string, expected: string): string => {
    const rounding = roundings.get(name);
    if (rounding === undefined) return `same('${name}', ${name}, ${expected})`;
    return `same('${name}', ${name}, ${expected}, ${rounding.toPrecision(1)})  # terms nearly cancel`;
  };
  return {
    numbers: parameters + all.reduce((sum, [, { data }]) => sum + data.length, 0),
    of: (section, arrays, of = '') => {
      if (section === 'hessian' && roundings.size > 0) return [notComparedCode];
      return (values.get(section) ?? []).map(([name, value]) =>
        value.data.every(Number.isFinite)
          ? asserted(name, arrays.plain(`${name}${of} of NNet`, value))
          : `# ${name} is not finite`,
      );
    },
  };
}
