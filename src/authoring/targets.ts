import { htmlPage } from './html/htmlPage';
import { htmlSlides } from './html/htmlSlides';
import { svgPicture, tikzPicture } from './drawing/pictureTargets';
import { latexArticle } from './latex/latexArticle';
import { latexBeamer } from './latex/latexBeamer';
import { markdown } from './markdown/markdown';
import { drawingPng } from './picture/drawingTarget';
import { formulasPng, formulasSvg } from './picture/formulaTargets';
import { notebook } from './notebook/notebook';
import { jaxScript, pytorchScript } from './python/autodiffScripts';
import { numpyScript } from './python/numpyScript';
import { typst } from './typst/typst';
import type { Target } from './target';

/** Every target by its name on the command line. */
export const targets = {
  latex: latexArticle,
  beamer: latexBeamer,
  markdown,
  html: htmlPage,
  slides: htmlSlides,
  notebook,
  numpy: numpyScript,
  pytorch: pytorchScript,
  jax: jaxScript,
  typst,
  'formulas-svg': formulasSvg,
  'formulas-png': formulasPng,
  png: drawingPng,
  svg: svgPicture,
  tikz: tikzPicture,
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];
