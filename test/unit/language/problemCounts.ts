import type { CheckedSpec } from '../../../src/language/meaning/checked';
import { say } from '../../../src/message/message';

const grades = ['error', 'warning', 'information', 'hint'] as const;

/** How many problems of each severity there are, the worst first. */
export function problemCounts({ diagnostics }: Pick<CheckedSpec, 'diagnostics'>): readonly number[] {
  return grades.map((grade) => diagnostics.filter(({ severity }) => severity === grade).length);
}

/** Whether there is less to be said, the worst counting first: a hint that an error kept quiet about may come out. */
export function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((count, i) => count !== b[i]);
  return at >= 0 && a[at] < b[at];
}

/** All that is said, for a readable failure. */
export function listed({ diagnostics }: Pick<CheckedSpec, 'diagnostics'>): string {
  return diagnostics.map((d) => `${d.code}: ${say(d.message)}`).join('\n');
}
