import { finish, type Steps } from '../../steps/steps';
import type { ExactMatrix } from '../../network/exactNetwork';
import type { Matrix, Shape } from '../../network/matrix';
import { copying, toExactMatrix, type Entries } from './entries';
import { multiplyingExact } from './exactMultiply';
import type { Chain, Formula, Term } from './formula';
import { multiplying, shapeOfProduct, type Operator } from './product';

/** The terms of a chain that an operand is made of, first and last (from 0); the operators between them are done. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A matrix met on the way. */
export interface Operand {
  readonly span: Span;
  readonly shape: Shape;
  /** null in a formula without numbers: then the steps are shapes only. */
  readonly value: Matrix | null;
  /** The value in fractions; null where it is not exact. */
  readonly exact: ExactMatrix | null;
}

/** One product of a formula, in the order in which it is read; or one map applied to its argument. */
export interface Step {
  /** The chain it happens in: the positions of the parentheses to go into from the outermost chain. */
  readonly path: readonly number[];
  readonly operator: Operator | 'apply';
  /** Two operands, for `apply` one. */
  readonly operands: readonly Operand[];
  readonly result: Operand;
}

/** What a formula comes to, and how. */
export interface Evaluation {
  readonly steps: readonly Step[];
  readonly shape: Shape;
  /** null if a factor has no numbers. */
  readonly value: Matrix | null;
  /** The value in fractions; null if a factor is not exact. */
  readonly exact: ExactMatrix | null;
}

/**
 * Evaluates a formula in its reading order, one product at a time.
 * @throws ShapeMismatch if the shapes of a product do not fit; nothing is broadcast.
 * @throws RangeError for a general or shortened formula: letters and dots cannot be multiplied.
 */
export function evaluate(formula: Formula): Evaluation {
  return finish(evaluating(formula));
}

/** `evaluate` in steps that can be abandoned. */
export function* evaluating(formula: Formula): Steps<Evaluation> {
  const steps: Step[] = [];
  const { shape, value, exact } = yield* evaluateChain(formula.right, [], steps);
  return { steps, shape, value, exact };
}

function* evaluateChain(chain: Chain, path: readonly number[], steps: Step[]): Steps<Operand> {
  const done: Operand[] = [];
  for (const { term, operator } of readingOrder(chain)) {
    if (term !== null) {
      done.push(yield* evaluateTerm(chain.terms[term], term, path, steps));
      continue;
    }
    // Read from the right, the left operand is the one that came last.
    const [one, other] = [done.pop()!, done.pop()!];
    const [left, right] = chain.reading === 'right-to-left' ? [one, other] : [other, one];
    const result: Operand = {
      span: { from: left.span.from, to: right.span.to },
      shape: shapeOfProduct(operator, left.shape, right.shape),
      value: left.value !== null && right.value !== null ? yield* multiplying(operator, left.value, right.value) : null,
      exact: yield* multiplyingExact(operator, left.exact, right.exact),
    };
    steps.push({ path, operator, operands: [left, right], result });
    done.push(result);
  }
  return done[0];
}

/** Takes a term by its position, or joins the two operands that were made last. */
export type ReadingStep =
  { readonly term: number; readonly operator: null } | { readonly term: null; readonly operator: Operator };

/** The order in which a chain is read. */
export function readingOrder({ reading, terms, operators }: Chain): readonly ReadingStep[] {
  const order: ReadingStep[] = [];
  const take = (term: number) => order.push({ term, operator: null });
  const join = (operator: Operator) => order.push({ term: null, operator });
  const last = terms.length - 1;
  switch (reading) {
    case 'left-to-right':
      take(0);
      for (let i = 1; i <= last; i++) {
        take(i);
        join(operators[i - 1]);
      }
      break;
    case 'right-to-left':
      take(last);
      for (let i = last - 1; i >= 0; i--) {
        take(i);
        join(operators[i]);
      }
      break;
    case 'ordinary': {
      let next = 0;
      const climb = (weakest: number): void => {
        take(next++);
        while (next <= last && strength(operators[next - 1]) >= weakest) {
          const operator = operators[next - 1];
          climb(strength(operator) + 1);
          join(operator);
        }
      };
      climb(-1);
      break;
    }
  }
  return order;
}

/** How tightly an operator binds where the reading is ordinary. */
function strength(operator: Operator): number {
  switch (operator) {
    case ',':
      return -1;
    case '+':
    case '−':
      return 0;
    case '∘':
      return 1;
    case '·':
    case '•':
    case '⊗':
      return 2;
    case 'scale':
      return 3;
  }
}

function* evaluateTerm(term: Term, position: number, path: readonly number[], steps: Step[]): Steps<Operand> {
  const span = { from: position, to: position };
  switch (term.kind) {
    case 'factor':
      return { span, shape: known(term.shape), ...(yield* valuesOf(term.value)) };
    case 'parentheses': {
      const inner = yield* evaluateChain(term.inner, [...path, position], steps);
      return { ...inner, span };
    }
    case 'application': {
      const argument = yield* evaluateTerm(term.argument, position, path, steps);
      const value = argument.value === null ? null : term.value;
      const result: Operand = { span, shape: known(term.shape), ...(yield* valuesOf(value)) };
      steps.push({ path, operator: 'apply', operands: [argument], result });
      return result;
    }
    case 'ellipsis':
      throw new RangeError('A formula with factors left out cannot be evaluated.');
  }
}

function* valuesOf(entries: Entries | null): Steps<Pick<Operand, 'value' | 'exact'>> {
  if (entries === null) return { value: null, exact: null };
  return { value: yield* copying(entries), exact: toExactMatrix(entries) };
}

function known(shape: Shape | null): Shape {
  if (shape === null) throw new RangeError('A general formula has no sizes to evaluate it with.');
  return shape;
}
