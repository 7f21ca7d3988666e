import { latexArticle } from './latex/latexArticle';
import { latexBeamer } from './latex/latexBeamer';
import { markdown } from './markdown/markdown';
import { notebook } from './notebook/notebook';
import { jaxScript, pytorchScript } from './python/autodiffScripts';
import { numpyScript } from './python/numpyScript';
import type { Target } from './target';

/** Every target by its name on the command line. */
export const targets = {
  latex: latexArticle,
  beamer: latexBeamer,
  markdown,
  notebook,
  numpy: numpyScript,
  pytorch: pytorchScript,
  jax: jaxScript,
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];
