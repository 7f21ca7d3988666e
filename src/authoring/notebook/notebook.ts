import { message, say, type Message } from '../../message/message';
import { dollars, type FlavorStyle } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import type { HandoutPartName } from '../choices';
import type { Handout } from '../handout';
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
  note: (text) => text.replace(/^/gm, '> '),
  opening: (title, comment) => [`# ${title}`, '', ...comment].join('\n'),
};

interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
}

/** Which part of the handout is read before the code that computes it. */
const partBefore: Readonly<Record<CodeSection['name'], readonly HandoutPartName[]>> = {
  data: ['network'],
  functions: [],
  forward: ['forward'],
  objective: [],
  delta: ['gradient'],
  gradient: ['biases', 'input', 'proof', 'hessian', 'check'],
  update: ['updates'],
};

function cellsOf(handout: Handout, sections: readonly CodeSection[], options: WriterOptions): readonly Cell[] {
  const { translate } = options;
  const blocks = new MarkdownBlocks(inJupyter, translate, false);
  const cells: Cell[] = [{ kind: 'markdown', text: opening(handout, options) }];
  const code = (lines: readonly string[]) => cells.push({ kind: 'code', text: lines.join('\n').trim() });
  code(['import math', '', 'import numpy as np', '', "np.seterr(all='ignore')", '', '', ...sameCode]);
  for (const { name, lines } of sections) {
    for (const part of handout.parts) {
      if (partBefore[name].includes(part.name)) cells.push({ kind: 'markdown', text: blocks.part(part) });
    }
    if (lines.length > 0) code([`# ${sectionTitles[name]}`, ...lines]);
  }
  return cells;
}

function opening({ title, source }: Handout, { command, translate }: WriterOptions): string {
  const made: Message = message('Generated with NNet from {0}. To generate it again:', inComment(source.file));
  const comment = [markdownText(say(made, translate)), '', `    ${inComment(command)}`];
  return inJupyter.opening(markdownText(title ?? source.file), comment);
}

function document(cells: readonly Cell[]) {
  return {
    cells: cells.map(({ kind, text }, i) => ({
      cell_type: kind,
      id: `${kind}-${i + 1}`,
      metadata: {},
      ...(kind === 'code' ? { execution_count: null, outputs: [] } : {}),
      source: text.split(/(?<=\n)/),
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}
