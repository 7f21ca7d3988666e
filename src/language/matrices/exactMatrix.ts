import { transposedExact, type ExactMatrix } from '../../network/exactNetwork';
import { transpose, type Shape } from '../../network/matrix';
import {
  compare,
  fromDecimal,
  negative,
  ONE,
  toDouble,
  whole,
  ZERO,
  type Rational,
} from '../../functions/numbers/rational';
import { evaluateExact, type ExactBody, type ExactScope } from '../../functions/evaluate/exactFormula';
import { argumentsInOrder } from '../../functions/expression/argumentsInOrder';
import { generatorTable } from './generators';
import { entryRanges } from './matrixEntries';
import type { Argument, Expression } from '../../functions/expression/tree';
import type { GeneratorNode, MatrixLiteral, MatrixNode } from '../syntax/tree';

/** The shape, and the numbers as doubles, of which a drawn one is known by. */
type Wanted = Shape & { readonly data?: Float64Array | undefined };

/**
 * The matrix that a node stands for, in the shape that is wanted: a row in the place of a column is the column. Null if
 * an entry of it is no fraction, and for random numbers and files, whose digits mean nothing exact.
 */
export function exactMatrix(text: string, node: MatrixNode, wanted: Wanted, scope: ExactScope): ExactMatrix | null {
  const { rows, cols } = wanted;
  const made = asWritten(text, node, wanted, scope);
  return made !== null && made.data.length === rows * cols ? { rows, cols, data: made.data } : null;
}

function asWritten(text: string, node: MatrixNode, wanted: Wanted, scope: ExactScope): ExactMatrix | null {
  const { rows, cols } = wanted;
  switch (node.kind) {
    case 'transpose': {
      const data = wanted.data && transpose({ rows, cols, data: wanted.data }).data;
      const inner = asWritten(text, node.operand, { rows: cols, cols: rows, data }, scope);
      return inner && transposedExact(inner);
    }
    case 'literal': {
      const data = entriesOf(text, node, scope);
      // A single row or column may be wanted as the other.
      const given = { rows: node.rowLengths.length, cols: node.rowLengths[0] };
      return data && { ...given, data };
    }
    case 'scalar': {
      const value = constantOf(node.value, scope);
      return value && { rows: 1, cols: 1, data: [value] };
    }
    case 'onehot': {
      const labels = entriesOf(text, node.labels, scope);
      return labels && filled(wanted, (r, c) => (compare(labels[c], whole(r + 1)) === 0 ? ONE : ZERO));
    }
    case 'generator':
      return generated(text, node, wanted, scope);
    case 'file':
      return null;
  }
}

/** The matrix that a generator makes, for those whose numbers mean something exact. */
function generated(text: string, node: GeneratorNode, wanted: Wanted, scope: ExactScope): ExactMatrix | null {
  switch (node.name.text) {
    case 'zeros':
      return filled(wanted, () => ZERO);
    case 'ones':
      return filled(wanted, () => ONE);
    case 'identity':
      return filled(wanted, (r, c) => (r === c ? ONE : ZERO));
    case 'fill': {
      const { parameters } = generatorTable.get('fill')!;
      const values = valuesOf(
        node.arguments,
        parameters.map(({ name }) => ({ name, default: null })),
        scope,
      );
      return values && filled(wanted, () => values[0]);
    }
    case 'integers':
      return drawn(wanted, whole);
    case 'choose': {
      const choices = node.choices && entriesOf(text, node.choices, scope);
      return choices && drawn(wanted, (x) => choices.find((choice) => toDouble(choice) === x) ?? null);
    }
    default:
      return null;
  }
}

function filled({ rows, cols }: Shape, entry: (r: number, c: number) => Rational): ExactMatrix {
  const data = Array.from({ length: rows * cols }, (_, i) => entry(Math.floor(i / cols), i % cols));
  return { rows, cols, data };
}

/** What a generator has drawn, each number as the fraction that it is. */
function drawn({ rows, cols, data }: Wanted, exact: (x: number) => Rational | null): ExactMatrix | null {
  const found = data && all(Array.from(data, exact));
  return found ? { rows, cols, data: found } : null;
}

function entriesOf(text: string, node: MatrixLiteral, scope: ExactScope): readonly Rational[] | null {
  if (node.entries.kind === 'expressions') return all(node.entries.nodes.map((entry) => constantOf(entry, scope)));
  // The doubles have forgotten what they are rounded from: the text is read once more.
  return all([...entryRanges(text, node)].map(({ start, end }) => signedDecimal(text.slice(start, end))));
}

/** A number with its sign; between the two there may be blanks and comments. */
function signedDecimal(text: string): Rational | null {
  const value = decimal(/[\d.][\d.eE+\-\u2212]*$/.exec(text)?.[0] ?? '');
  return value !== null && /^[-\u2212]/.test(text) ? negative(value) : value;
}

/** A number as the language writes it, whose exponent may have a true minus. */
export function decimal(text: string): Rational | null {
  return fromDecimal(text.replace('\u2212', '-'));
}

/** The value of an expression without parameters; null if it is no fraction. */
export function constantOf(expression: Expression, scope: ExactScope): Rational | null {
  return evaluateExact({ parameters: [], body: expression, scope }, [])?.value ?? null;
}

/** The values of parameters in their order, defaults where none is given; null if one is no fraction. */
export function valuesOf(
  given: readonly Argument[],
  parameters: ExactBody['parameters'],
  scope: ExactScope,
): readonly Rational[] | null {
  const inOrder = argumentsInOrder(
    given,
    parameters.map(({ name }) => name),
  );
  return all(inOrder.map((argument, i) => (argument ? constantOf(argument.value, scope) : parameters[i].default)));
}

/** All of them, or null if one is missing. */
function all(values: readonly (Rational | null)[]): readonly Rational[] | null {
  return values.every((value) => value !== null) ? values : null;
}
