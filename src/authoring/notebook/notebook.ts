import { message, say, type Message, type Translate } from '../../message/message';
import { dollars, image, type FlavorStyle } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import type { HandoutPartName } from '../choices';
import { drawingSvg, type SvgLook } from '../drawing/drawingSvg';
import type { DrawingBlock, FormulaBlock } from '../../page/page';
import { spokenBlock } from '../spokenBlock';
import type { Handout, HandoutPart } from '../handout';
import { dataFile, inComment, numpySections, sectionTitles } from '../python/numpyScript';
import { printedEntries } from '../python/checkSection';
import { printedCode, sameCode } from '../python/pythonChecks';
import type { CodeSection } from '../python/pythonSections';
import { notebookText, type Cell } from './notebookText';
import { namesOf, outputOfFormula, printedLines, shownFormulas } from './printedNumbers';
import type { Target, WriterOptions } from '../target';

/** A Jupyter notebook (nbformat 4.5): the chosen formulas, and NumPy cells that compute and assert all their numbers. */
export const notebook: Target = {
  extension: '.ipynb',
  write: (handout, options) => {
    const { sections, data } = numpySections(handout, options);
    const content = notebookText(cellsOf(handout, sections, options));
    return [{ name: `${options.name}.ipynb`, content }, ...dataFile(options.name, data)];
  },
};

/** Markdown as Jupyter shows it. */
export const inJupyter: FlavorStyle = {
  inlineMath: (tex) => `$${tex}$`,
  displayMath: dollars,
  picture: image,
  note: (text) => text.replace(/^/gm, '> '),
  opening: (title, comment) => [`# ${title}`, '', ...comment].join('\n'),
};

/** Which part of the handout is read before the code that computes it; the others follow the code. */
const partBefore: Readonly<Record<CodeSection['name'], readonly HandoutPartName[]>> = {
  data: ['network', 'drawing'],
  functions: [],
  forward: ['forward'],
  objective: [],
  delta: ['gradient', 'steps'],
  gradient: ['biases', 'input'],
  update: ['updates'],
  check: ['check'],
  jacobian: [],
  hessian: ['proof', 'hessian'],
};

function cellsOf(handout: Handout, sections: readonly CodeSection[], options: WriterOptions): readonly Cell[] {
  const { translate } = options;
  const blocks = new MarkdownBlocks(inJupyter, translate, null, null);
  const cells: Cell[] = [{ kind: 'markdown', text: opening(handout, options) }];
  const code = (lines: readonly string[]) => cells.push({ kind: 'code', text: lines.join('\n').trim() });
  code([
    'import math',
    'from fractions import Fraction',
    '',
    'import numpy as np',
    '',
    "np.seterr(all='ignore')",
    '',
    '',
    ...sameCode,
    '',
    '',
    ...printedCode,
  ]);
  const unread = new Set(handout.parts);
  const read = (parts: readonly HandoutPart[]) => {
    for (const part of parts) {
      unread.delete(part);
      cells.push({ kind: 'markdown', text: blocks.part(part) });
      if (part.name === 'drawing') cells.push(...drawingCells(part, handout, translate));
    }
  };
  const named = namesOf(handout);
  const outputOf = (formula: FormulaBlock, { name }: HandoutPart) =>
    !named.jacobian ? null : name === 'steps' ? 1 : outputOfFormula(formula);
  // What is shown of an output is compared before the next one takes its names.
  let output = 0;
  const ofOutput = (name: CodeSection['name']) => {
    if (name !== 'jacobian') return [];
    output++;
    const its = handout.parts.flatMap((part) => shownFormulas(part).filter((one) => outputOf(one, part) === output));
    return printedLines(its, named);
  };
  for (const { name, lines } of sections) {
    read(handout.parts.filter((part) => partBefore[name].includes(part.name)));
    if (lines.length > 0) code([`# ${sectionTitles[name]}`, ...lines, ...ofOutput(name)]);
  }
  read([...unread]);
  for (const part of handout.parts) {
    const shown = shownFormulas(part).filter((formula) => outputOf(formula, part) === null);
    const { check } = handout;
    const lines = part.name === 'check' && check !== null ? printedEntries(check) : printedLines(shown, named);
    if (lines.length > 0) code([`# As printed under “${inComment(say(part.heading, translate))}”`, ...lines]);
  }
  return cells;
}

/** Not every notebook program shows vector pictures in Markdown; as the output of a cell all of them do. */
function drawingCells(
  { blocks }: Exclude<HandoutPart, { name: 'steps' }>,
  { choices, title, source }: Handout,
  translate: Translate,
): readonly Cell[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'drawing') return [];
    return [shownDrawing(block, { colours: choices.colours, translate, title: title ?? source.file })];
  });
}

/** A cell that shows a drawing. */
export function shownDrawing(block: DrawingBlock, look: SvgLook): Cell {
  const svg = drawingSvg(block, look);
  const text = ['from IPython.display import SVG, display', '', `display(SVG(r"""${svg}"""))`].join('\n');
  return { kind: 'code', text, shows: { svg, alt: spokenBlock(block, look.translate) } };
}

function opening({ title, source }: Handout, { command, translate }: WriterOptions): string {
  const made: Message = message('Generated with NNet from {0}. To generate it again:', inComment(source.file));
  const comment = [markdownText(say(made, translate)), '', `    ${inComment(command)}`];
  return inJupyter.opening(markdownText(title ?? source.file), comment);
}
