import { latexArticle } from './latex/latexArticle';
import { latexBeamer } from './latex/latexBeamer';
import type { Target } from './target';

/** Every target by its name on the command line. */
export const targets = {
  latex: latexArticle,
  beamer: latexBeamer,
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];
