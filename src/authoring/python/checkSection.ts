import type { GradientCheck, Trace } from '../../engine/trace';
import { numberText } from '../../numbers/numberText';
import { COMPARED_DIGITS, shownParts } from '../../page/checkSection';
import { numberCode } from './pythonArrays';
import type { PythonFunctions } from './pythonFunctions';
import { notComparedCode, roundingsOf } from './pythonRounding';
import { forwardSection, objectiveCode, type CodeSection } from './pythonSections';

/** Python that asserts the entries of the table to their last printed digit. */
export function printedEntries(check: GradientCheck): readonly string[] {
  return shownParts(check).flatMap(({ quantity, layer, worst }) => {
    if (worst === null) return [];
    const entry = `grad${quantity}${quantity === 'X' ? '' : layer}[${worst.row}, ${worst.column}]`;
    return [`printed(${entry}, '${numberText(worst.analytic, COMPARED_DIGITS)}')`];
  });
}

/** The worst entry of every gradient against difference quotients of the objective, which know nothing of the formulas. */
export function checkSection(trace: Trace, check: GradientCheck, functions: PythonFunctions): CodeSection {
  const worst = shownParts(check).flatMap((part) => part.worst ?? []);
  if (worst.length === 0) return { name: 'check', lines: [] };
  if (roundingsOf(trace).size > 0) return { name: 'check', lines: [notComparedCode] };
  const names = ['X', ...trace.forward.network.layers.flatMap(({ index, affine }) => [`W${index}`, ...(affine ? [`b${index}`] : [])])]; // prettier-ignore
  const body = forwardSection(trace, functions, 'np', false).lines;
  const lines = [
    `def objective(${names.join(', ')}):`,
    ...[...body, `return ${objectiveCode(trace, functions)}`].map((line) => `    ${line}`),
    '',
    '',
    'def compared(name, row, column, gradient, quotient):',
    '    """Asserts both numbers of an entry; how far they are apart is rounding, which is another in each program."""',
    `    given = {${names.map((name) => `'${name}': ${name}`).join(', ')}}`,
    '',
    '    def moved(h):',
    '        other = given[name].copy()',
    '        other[row, column] += h',
    '        return objective(**{**given, name: other})',
    '',
    '    found = [(8 * (moved(h) - moved(-h)) - moved(2 * h) + moved(-2 * h)) / (12 * h) for h in 10.0 ** -np.arange(2, 15)]',
    '    rounding = 1e-9 * (1 + abs(objective(**given)))',
    "    assert min(abs(x - quotient) for x in found) <= 1e-7 * abs(quotient) + rounding, f'quotient of {name}[{row}, {column}]'",
    "    same(f'gradient of {name}[{row}, {column}]', globals()['grad' + name][row, column], gradient)",
    '',
    '',
  ];
  for (const { quantity, layer, row, column, analytic, numeric } of worst) {
    const name = `${quantity}${quantity === 'X' ? '' : layer}`;
    lines.push(`compared('${name}', ${row}, ${column}, ${numberCode(analytic)}, ${numberCode(numeric)})`);
  }
  return { name: 'check', lines };
}
