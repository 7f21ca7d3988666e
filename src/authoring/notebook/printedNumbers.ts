import { ofHomogeneous } from '../../page/blockParts';
import type { FormulaBlock } from '../../page/page';
import { plainTex } from '../../notation/tex/texStyle';
import type { WrittenNumbers } from '../../notation/tex/writtenNumbers';
import type { Handout, HandoutPart } from '../handout';
import { pythonQuantity, type Named } from '../python/pythonQuantities';

/** The handout in each of the forms that it shows, each with its own formulas only. */
export function formsOf(handout: Handout): readonly Handout[] {
  const { homogeneous } = handout;
  if (homogeneous === null) return [handout];
  const of = (form: Handout, its: boolean): Handout => ({
    ...form,
    parts: form.parts.flatMap((part): readonly HandoutPart[] => {
      if (part.name === 'steps') return its ? [] : [part];
      return [{ ...part, blocks: part.blocks.filter(({ id }) => id.endsWith(ofHomogeneous) === its) }];
    }),
  });
  return [of(handout, false), of({ ...handout, ...homogeneous, homogeneous: null, check: null }, true)];
}

/** The formulas of a part that a notebook shows: those of an output (from 1) of the Jacobian, or the others. */
export function shownFormulas(part: HandoutPart, output: number | null, { outputs }: Handout): readonly FormulaBlock[] {
  if (part.name !== 'steps') {
    const formulas = part.blocks.filter((block): block is FormulaBlock => block.kind === 'formula');
    return formulas.filter(({ id }) => outputOf(id) === output);
  }
  // The steps of a Jacobian are those of its first output.
  if (output !== (outputs.length > 0 ? 1 : null)) return [];
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

/** What a line compares with what is printed, as an expression. */
export function comparedCode(line: string): string {
  return /^printed\((.*), '[^']*'\)$/.exec(line)![1];
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
function outputOf(id: string): number | null {
  const found = /^(?:gradient|formula)\.f(\d+)(?:\.|$)/.exec(id);
  return found === null ? null : Number(found[1]);
}
