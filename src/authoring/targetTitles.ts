import { message, type Message } from '../message/message';
import { usualHandout, type HandoutPartName } from './choices';
import type { TargetName } from './targets';

/** What can be asked about a target before its writer is loaded. */
export interface TargetTitle {
  readonly title: Message;
  /** The ending of the main file, with its dot. */
  readonly extension: string;
  /** Whether the reader chooses which parts of the page are written. */
  readonly parts: boolean;
  /** The parts that are written until some are chosen, where they are others than usual. */
  readonly usual?: readonly HandoutPartName[];
}

/** In the order in which they are offered. */
export const targetTitles: Readonly<Record<TargetName, TargetTitle>> = {
  latex: { title: message('LaTeX article'), extension: '.tex', parts: true },
  beamer: { title: message('LaTeX slides (Beamer)'), extension: '.tex', parts: true },
  markdown: { title: message('Markdown'), extension: '.md', parts: true },
  html: { title: message('HTML page'), extension: '.html', parts: true },
  slides: { title: message('HTML slides'), extension: '.html', parts: true },
  typst: { title: message('Typst document'), extension: '.typ', parts: true },
  notebook: { title: message('Jupyter notebook'), extension: '.ipynb', parts: true },
  'formulas-svg': {
    title: message('Formulas as a picture (SVG)'),
    extension: '.svg',
    parts: true,
    usual: ['formula'],
  },
  'formulas-png': {
    title: message('Formulas as a picture (PNG)'),
    extension: '.png',
    parts: true,
    usual: ['formula'],
  },
  png: { title: message('Drawing as PNG'), extension: '.png', parts: false },
  svg: { title: message('Drawing as SVG'), extension: '.svg', parts: false },
  tikz: { title: message('Drawing as TikZ'), extension: '.tex', parts: false },
  numpy: { title: message('NumPy script'), extension: '.py', parts: false },
  pytorch: { title: message('PyTorch script'), extension: '.py', parts: false },
  jax: { title: message('JAX script'), extension: '.py', parts: false },
};

/** The parts that a target writes until some are chosen. */
export function usualParts(target: TargetName): readonly HandoutPartName[] {
  return targetTitles[target].usual ?? usualHandout.what;
}
