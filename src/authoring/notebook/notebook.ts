import type { Trace } from '../../engine/trace';
import { madeFrom } from '../checksum';
import { message, say, type Translate } from '../../message/message';
import { dollars, image, type FlavorStyle } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { jupyterText } from '../markdown/markdownText';
import type { HandoutPartName } from '../choices';
import { drawingSvg, type SvgLook } from '../drawing/drawingSvg';
import type { DrawingBlock } from '../../page/page';
import { spokenBlock } from '../spokenBlock';
import type { Handout, HandoutPart } from '../handout';
import { dataFile, inComment, numpySections, sectionTitles } from '../python/numpyScript';
import { printedEntries } from '../python/checkSection';
import { printedCode, sameCode } from '../python/pythonChecks';
import { notComparedCode, roundingOfCode, roundingsOf } from '../python/pythonRounding';
import type { CodeSection } from '../python/pythonSections';
import { notebookText, type Cell } from './notebookText';
import { comparedCode, formsOf, namesOf, printedLines, shownFormulas } from './printedNumbers';
import type { Target, WriterOptions } from '../target';

/** A Jupyter notebook (nbformat 4.5): the chosen formulas, and NumPy cells that compute and assert all their numbers. */
export const notebook: Target = {
  extension: '.ipynb',
  write: (handout, options) => {
    const all = formsOf(handout).map((form, i) => {
      const name = i === 0 ? options.name : `${options.name}-homogeneous`;
      return { form, name, ...numpySections(form, { ...options, name }) };
    });
    const content = notebookText(cellsOf(handout, all, options));
    const data = all.flatMap((one) => dataFile(one.name, one.data));
    return [{ name: `${options.name}.ipynb`, content }, ...data];
  },
};

/** Markdown as Jupyter shows it. */
export const inJupyter: FlavorStyle = {
  text: jupyterText,
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
  delta: ['formula', 'gradient', 'steps'],
  gradient: ['biases', 'input'],
  update: ['updates'],
  check: ['check'],
  jacobian: [],
  hessian: ['proof', 'hessian'],
};

/** A form of the network with its code. */
interface Computed {
  readonly form: Handout;
  readonly sections: readonly CodeSection[];
}

function cellsOf(handout: Handout, [written, ...others]: readonly Computed[], options: WriterOptions): readonly Cell[] {
  const { translate } = options;
  const blocks = new MarkdownBlocks(inJupyter, translate, null, null);
  const cells: Cell[] = [{ kind: 'markdown', text: opening(handout, options) }];
  const code = (lines: readonly string[]) => {
    if (lines.length > 0) cells.push({ kind: 'code', text: lines.join('\n').trim() });
  };
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
  for (const section of written.sections) {
    read(handout.parts.filter((part) => partBefore[section.name].includes(part.name)));
    code(codeOf(section, written.form));
  }
  read([...unread]);
  const compare = (form: Handout) => form.parts.forEach((part) => code(comparisonOf(part, form, translate)));
  compare(written.form);
  for (const { form, sections } of others) {
    const heading = jupyterText(say(message('The homogeneous form'), translate));
    cells.push({ kind: 'markdown', text: `## ${heading}` });
    for (const section of sections) code(codeOf(section, form));
    compare(form);
  }
  return cells;
}

/** A section; what is shown of an output is compared before the next one takes its names. */
function codeOf({ name, lines, output }: CodeSection, handout: Handout): readonly string[] {
  if (lines.length === 0) return [];
  const its = output === undefined ? [] : handout.parts.flatMap((part) => shownFormulas(part, output, handout));
  const trace = output === undefined ? handout.trace : handout.outputs[output - 1];
  return [`# ${sectionTitles[name]}`, ...lines, ...asPrinted(printedLines(its, namesOf(handout)), trace)];
}

/** What is nearly 0, but for so much, is compared as 0. */
const UNSEEN = 1e-13;

/** Comparisons with what is printed, but for those of numbers that programs differ in. */
function asPrinted(lines: readonly string[], trace: Trace | null): readonly string[] {
  const roundings = trace && roundingsOf(trace);
  if (roundings === null || roundings.size === 0) return lines;
  const kept = lines.flatMap((line) => {
    const rounding = roundingOfCode(comparedCode(line), roundings);
    if (rounding === 0) return line;
    return rounding > UNSEEN ? [] : line.replace(/\)$/, `, ${rounding.toPrecision(1)})`);
  });
  return kept.length === lines.length ? kept : [...kept, notComparedCode];
}

/** The numbers of a part that are not those of one output. */
function comparisonOf(part: HandoutPart, handout: Handout, translate: Translate): readonly string[] {
  const { check } = handout;
  const lines =
    part.name === 'check' && check !== null
      ? printedEntries(check)
      : printedLines(shownFormulas(part, null, handout), namesOf(handout));
  return lines.length === 0
    ? []
    : [`# As printed under “${inComment(say(part.heading, translate))}”`, ...asPrinted(lines, handout.trace)];
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
  const made = madeFrom(inComment(source.file));
  const comment = [jupyterText(say(made, translate)), '', `    ${inComment(command)}`];
  return inJupyter.opening(jupyterText(title ?? source.file), comment);
}
