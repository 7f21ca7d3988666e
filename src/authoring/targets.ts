import { latexArticle } from './latex/latexArticle';
import type { Target } from './target';

/** Every target by its name on the command line. */
export const targets = {
  latex: latexArticle,
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];
