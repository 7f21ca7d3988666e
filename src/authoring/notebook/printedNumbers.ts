import type { FormulaBlock } from '../../page/page';
import { plainTex } from '../../notation/tex/texStyle';
import type { WrittenNumbers } from '../../notation/tex/writtenNumbers';
import type { Handout, HandoutPart } from '../handout';
import { pythonQuantity, type Named } from '../python/pythonQuantities';

/** The formulas that a part of a notebook shows. */
export function shownFormulas(part: HandoutPart): readonly FormulaBlock[] {
  if (part.name !== 'steps') return part.blocks.filter((block): block is FormulaBlock => block.kind === 'formula');
  return part.groups.flatMap(({ steps }) => [
    steps[0].formula,
    ...steps.flatMap(({ current }) => (current === null ? [] : [current])),
  ]);
}

/** Python that asserts every number of formulas to its last printed digit; what occurs more than once, once. */
export function printedLines(formulas: readonly FormulaBlock[], named: Named): readonly string[] {
  const lines = new Set<string>();
  const numbers = (written: WrittenNumbers) => lines.add(printedLine(written, named));
  for (const formula of formulas) formula.write!({ ...plainTex, numbers });
  return [...lines];
}

function printedLine({ of, rows, columns, elided, cells, exponent }: WrittenNumbers, named: Named): string {
  const code = pythonQuantity(of, named);
  const found = elided ? `${code}[np.ix_([${rows.join(', ')}], [${columns.join(', ')}])]` : code;
  const text = rows.map((_, r) =>
    cells
      .slice(r * columns.length, (r + 1) * columns.length)
      .map((cell) => plainNumber(cell, exponent))
      .join(' '),
  );
  return `printed(${found}, '${text.join('; ')}')`;
}

/** A number of TeX as Python's `Fraction` reads it. */
function plainNumber(tex: string, factor: number): string {
  const fraction = /^(-?)\\tfrac\{(\d+)\}\{(\d+)\}$/.exec(tex);
  if (fraction !== null) return `${fraction[1]}${fraction[2]}/${fraction[3]}`;
  if (tex === '\\mathrm{NaN}') return 'nan';
  if (tex.endsWith('\\infty')) return tex.replace('\\infty', 'inf');
  const power = /^(\S+) \\times 10\^\{(-?\d+)\}$/.exec(tex);
  const exponent = factor + Number(power?.[2] ?? 0);
  return `${power?.[1] ?? tex}${exponent === 0 ? '' : `e${exponent}`}`;
}

/** What decides the names of a handout's quantities. */
export function namesOf({ network, trace, outputs }: Handout): Named {
  const k = network.layers.length;
  return {
    last: k,
    columns: trace?.forward.sample.X.cols ?? 1,
    objective: trace?.backward?.objective.kind === 'loss' ? 'L' : 'f',
    softmax: network.layers[k - 1].activation.kind === 'softmax',
    jacobian: outputs.length > 0,
  };
}

/** The output (from 1) whose gradient a formula of the Jacobian shows; null if it is not of one. */
export function outputOfFormula({ id }: FormulaBlock): number | null {
  const found = /^gradient\.f(\d+)\./.exec(id);
  return found === null ? null : Number(found[1]);
}
