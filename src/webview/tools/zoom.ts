const LEVELS = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];

/** The next larger or smaller size of the page, where there is one; 0 brings the usual size back. */
export function zoomed(level: number, step: 1 | -1 | 0): number {
  if (step === 0) return 1;
  const at = LEVELS.indexOf(level);
  return LEVELS[(at < 0 ? LEVELS.indexOf(1) : at) + step] ?? level;
}
