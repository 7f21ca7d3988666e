import { message, type Message } from '../../message/message';

/** What exercises can be written as, and what each is called. */
export const exerciseTargets = {
  exam: message('LaTeX exam paper (exam.cls)'),
  markdown: message('Markdown'),
  html: message('HTML page'),
  notebook: message('Jupyter notebook (nbgrader)'),
  moodle: message('Moodle quiz (XML)'),
  canvas: message('Canvas quiz (QTI .zip)'),
} as const satisfies Record<string, Message>;

export type ExerciseTarget = keyof typeof exerciseTargets;

/** Targets of which one file has all sheets with their keys, each with its drawing. */
export type QuizTarget = 'moodle' | 'canvas';

export function isQuiz(target: ExerciseTarget): target is QuizTarget {
  return target === 'moodle' || target === 'canvas';
}

/** The target of this name; undefined if there is none. */
export function exerciseTargetNamed(name: unknown): ExerciseTarget | undefined {
  return typeof name === 'string' && Object.hasOwn(exerciseTargets, name) ? (name as ExerciseTarget) : undefined;
}
