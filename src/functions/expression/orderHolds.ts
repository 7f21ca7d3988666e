import type { Comparison } from './tree';

/** Whether a comparison holds between two numbers of which the order is known: negative where the left one is less. */
export function orderHolds(operator: Comparison['operator'], order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}
