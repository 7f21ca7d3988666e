import type { DrawingBlock } from '../../page/page';
import { latexText } from '../latex/latexText';
import { spokenBlock } from '../spokenBlock';
import { drawingScene, type DrawingLook, type Run, type Shape } from './scene';

/** Points of a pixel, so that a picture in a document is as large as on the page. */
const POINTS = 0.75;
/** The type size that `scale` of a node refers to. */
const TYPE_SIZE = 10;

/** The drawing as a `tikzpicture` that is heard as its words; needs nothing but the package tikz. */
export function drawingTikz(block: DrawingBlock, look: DrawingLook): string {
  const { x, width, height, shapes } = drawingScene(block, look);
  return [
    `\\ifdefined\\pdfliteral\\pdfliteral page{/Span <</Alt <${pdfText(spokenBlock(block, look.translate))}>>> BDC}\\fi%`,
    `\\begin{tikzpicture}[x=${POINTS}pt,y=-${POINTS}pt,every node/.style={inner sep=0pt,outer sep=0pt,font=\\fontsize{${TYPE_SIZE}}{12}\\selectfont}]`,
    '\\definecolor{nnetpositive}{HTML}{1A6FCC}\\definecolor{nnetnegative}{HTML}{B36B00}\\definecolor{nnetquiet}{HTML}{767676}',
    `\\useasboundingbox (${short(x)},0) rectangle (${short(x + width)},${short(height)});`,
    ...shapes.map(shapeTikz),
    '\\end{tikzpicture}%',
    '\\ifdefined\\pdfliteral\\pdfliteral page{EMC}\\fi',
  ].join('\n');
}

/** Text as the digits of a PDF string: UTF-16 with a byte order mark. */
function pdfText(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return ['FEFF', ...units.map((unit) => unit.toString(16).toUpperCase().padStart(4, '0'))].join('');
}

function shapeTikz(shape: Shape): string {
  switch (shape.kind) {
    case 'line': {
      const { line, tone, width, opacity, dashed } = shape;
      const options = [`nnet${tone}`, `line width=${short(width * POINTS)}pt`, `draw opacity=${short(opacity)}`];
      if (dashed) options.push('dash pattern=on 2pt off 2pt');
      return `\\draw[${options.join(',')}] (${short(line.x1)},${short(line.y1)}) -- (${short(line.x2)},${short(line.y2)});`;
    }
    case 'circle': {
      const options = ['fill=white', 'draw=black', 'line width=0.8pt'];
      if (shape.dashed) options.push('dash pattern=on 2pt off 2pt');
      const { at, radius } = shape;
      return `\\draw[${options.join(',')}] (${short(at.x)},${short(at.y)}) circle[radius=${short(radius * POINTS)}pt];`;
    }
    case 'text': {
      const { at, anchor, centred, size, runs } = shape;
      const side = anchor === 'start' ? (centred ? 'west' : 'base west') : centred ? 'center' : 'base';
      const scale = short((size * POINTS) / TYPE_SIZE);
      return `\\node[anchor=${side},scale=${scale}] at (${short(at.x)},${short(at.y)}) {${runs.map(runTikz).join('')}};`;
    }
  }
}

function runTikz({ text, italic, script }: Run): string {
  if (text === '⋮') return '$\\vdots$';
  const source = latexText(text);
  if (script === 'sub') return `$_{${source}}$`;
  if (script === 'sup') return `$^{${source}}$`;
  if (!italic) return source;
  return /^[a-zA-Z]$/.test(text) ? `$${text}$` : `\\textit{${source}}`;
}

/** A coordinate to hundredths. */
function short(x: number): string {
  return String(Math.round(x * 100) / 100);
}
