import { message, say, type Message, type Translate } from '../../message/message';
import { dollars, image, type FlavorStyle } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import type { HandoutPartName } from '../choices';
import { drawingSvg } from '../drawing/drawingSvg';
import { spokenBlock } from '../spokenBlock';
import type { Handout, HandoutPart } from '../handout';
import { dataFile, inComment, numpySections, sectionTitles } from '../python/numpyScript';
import { sameCode } from '../python/pythonChecks';
import type { CodeSection } from '../python/pythonSections';
import type { Target, WriterOptions } from '../target';

/** A Jupyter notebook (nbformat 4.5): the chosen formulas, and NumPy cells that compute and assert all their numbers. */
export const notebook: Target = {
  extension: '.ipynb',
  write: (handout, options) => {
    const { sections, data } = numpySections(handout, options);
    const content = JSON.stringify(document(cellsOf(handout, sections, options)), null, 1);
    return [{ name: `${options.name}.ipynb`, content: `${content}\n` }, ...dataFile(options.name, data)];
  },
};

/** Markdown as Jupyter shows it. */
const inJupyter: FlavorStyle = {
  inlineMath: (tex) => `$${tex}$`,
  displayMath: dollars,
  picture: image,
  note: (text) => text.replace(/^/gm, '> '),
  opening: (title, comment) => [`# ${title}`, '', ...comment].join('\n'),
};

interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
  /** What a code cell shows before it is run: its own code stays folded. */
  readonly shows?: { readonly svg: string; readonly alt: string };
}

/** Which part of the handout is read before the code that computes it. */
const partBefore: Readonly<Record<CodeSection['name'], readonly HandoutPartName[]>> = {
  data: ['network', 'drawing'],
  functions: [],
  forward: ['forward'],
  objective: [],
  delta: ['gradient'],
  gradient: ['biases', 'input', 'proof', 'hessian', 'check'],
  update: ['updates'],
};

function cellsOf(handout: Handout, sections: readonly CodeSection[], options: WriterOptions): readonly Cell[] {
  const { translate } = options;
  const blocks = new MarkdownBlocks(inJupyter, translate, false, null);
  const cells: Cell[] = [{ kind: 'markdown', text: opening(handout, options) }];
  const code = (lines: readonly string[]) => cells.push({ kind: 'code', text: lines.join('\n').trim() });
  code(['import math', '', 'import numpy as np', '', "np.seterr(all='ignore')", '', '', ...sameCode]);
  for (const { name, lines } of sections) {
    for (const part of handout.parts) {
      if (!partBefore[name].includes(part.name)) continue;
      cells.push({ kind: 'markdown', text: blocks.part(part) });
      if (part.name === 'drawing') cells.push(...drawingCells(part, handout, translate));
    }
    if (lines.length > 0) code([`# ${sectionTitles[name]}`, ...lines]);
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
    const svg = drawingSvg(block, { colours: choices.colours, translate, title: title ?? source.file });
    const text = ['from IPython.display import SVG, display', '', `display(SVG(r"""${svg}"""))`].join('\n');
    return [{ kind: 'code', text, shows: { svg, alt: spokenBlock(block, translate) } }];
  });
}

function opening({ title, source }: Handout, { command, translate }: WriterOptions): string {
  const made: Message = message('Generated with NNet from {0}. To generate it again:', inComment(source.file));
  const comment = [markdownText(say(made, translate)), '', `    ${inComment(command)}`];
  return inJupyter.opening(markdownText(title ?? source.file), comment);
}

function document(cells: readonly Cell[]) {
  return {
    cells: cells.map(({ kind, text, shows }, i) => ({
      cell_type: kind,
      id: `${kind}-${i + 1}`,
      metadata: shows === undefined ? {} : { jupyter: { source_hidden: true } },
      ...(kind === 'code' ? { execution_count: null, outputs: shows === undefined ? [] : [shown(shows)] } : {}),
      source: linesOf(text),
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function shown({ svg, alt }: NonNullable<Cell['shows']>) {
  return { output_type: 'display_data', data: { 'image/svg+xml': linesOf(svg), 'text/plain': [alt] }, metadata: {} };
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}
